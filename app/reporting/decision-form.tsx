/** Choosing how a finding ends: every way that is offered, with what it would post, and the reason. */
import { formatMonth } from "~/calendar/iuran-month";
import type { BookDecision } from "~/findings/book-finding";
import type { Decision } from "~/findings/finding";
import type { JournalLine } from "~/ledger/journal";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonRow } from "~/ui/button";
import { RadioGroup } from "~/ui/choices";
import { Disclosure } from "~/ui/disclosure";
import { TextAreaField } from "~/ui/field";
import { FormColumn, Section } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { EntryLines } from "./entry-lines";

export type Preview = {
  readonly decision: Decision | BookDecision;
  readonly lines: readonly JournalLine[];
  readonly leftRupiah: number;
};

/** Beside which question a refusal is said. */
export const fieldOf = {
  unknown_finding: "keputusan",
  already_resolved: "keputusan",
  not_offered: "keputusan",
  no_free_months: "keputusan",
  money_moved: "keputusan",
  no_longer_open: "keputusan",
  gateway_silent: "keputusan",
  reason_missing: "alasan",
} as const;

export type DecisionAnswer = {
  readonly decision: string;
  readonly reason: string;
  readonly refused: keyof typeof fieldOf;
};

type Props = {
  readonly finding: { readonly id: string; readonly amountRupiah: number };
  readonly previews: readonly Preview[];
  readonly names: Readonly<Record<string, string>>;
  readonly answer?: DecisionAnswer | undefined;
};

export function DecisionForm({ finding, previews, names, answer }: Props) {
  const t = useWords();
  const amount = formatRupiah(finding.amountRupiah);
  const errorAt = (field: string) =>
    answer && fieldOf[answer.refused] === field ? t(`admin.finding.refused.${answer.refused}`) : undefined;
  return (
    <div className="mt-8">
      <Section title={t("admin.finding.decide")}>
        <form method="post" action={`/admin/temuan/${finding.id}`} noValidate>
          <FormColumn>
            <RadioGroup
              name="keputusan"
              label={t("admin.findings.decision")}
              error={errorAt("keputusan")}
              defaultValue={answer?.decision}
              choices={previews.map(({ decision }) => ({
                value: decision,
                label: t(`admin.decision.${decision}`),
                hint: t(`admin.decisionHint.${decision}`, { amount }),
              }))}
            />
            <div>
              <p className="font-semibold">{t("admin.finding.posts")}</p>
              {previews.map((preview) => (
                <Disclosure key={preview.decision} summary={t(`admin.decision.${preview.decision}`)} open>
                  <PreviewLines preview={preview} names={names} />
                </Disclosure>
              ))}
            </div>
            <TextAreaField
              name="alasan"
              label={t("admin.finding.reason")}
              hint={t("admin.finding.reasonHint")}
              error={errorAt("alasan")}
              defaultValue={answer?.reason}
              maxLength={500}
            />
          </FormColumn>
          <ButtonRow>
            <Button>{t("admin.finding.confirm")}</Button>
          </ButtonRow>
        </form>
      </Section>
    </div>
  );
}

function PreviewLines({
  preview,
  names,
}: {
  readonly preview: Preview;
  readonly names: Readonly<Record<string, string>>;
}) {
  const t = useWords();
  if (preview.lines.length === 0) return <p>{t("admin.finding.nothingPosted")}</p>;
  return (
    <>
      <EntryLines
        lines={preview.lines.map((line) => ({
          account: t(`story.accounts.${line.account}`),
          of:
            line.workerId && line.month
              ? t("story.ofWorker", {
                  worker: names[line.workerId] ?? "",
                  month: formatMonth(line.month, "id"),
                })
              : undefined,
          amountRupiah: line.amountRupiah,
        }))}
      />
      {preview.leftRupiah > 0 && (
        <p className="mt-2">{t("admin.finding.left", { amount: formatRupiah(preview.leftRupiah) })}</p>
      )}
    </>
  );
}
