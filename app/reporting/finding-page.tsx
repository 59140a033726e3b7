/** One finding: why it waits, what may be done, what each way would post. */
import { formatMonth } from "~/calendar/iuran-month";
import { formatInstantWib } from "~/calendar/wib";
import type { JournalLine } from "~/ledger/journal";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonRow } from "~/ui/button";
import { RadioGroup } from "~/ui/choices";
import { Disclosure } from "~/ui/disclosure";
import { ErrorSummary } from "~/ui/error-summary";
import { TextAreaField } from "~/ui/field";
import { FormColumn, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { SummaryList } from "~/ui/summary-list";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import { EntryLines } from "./entry-lines";

type Decision = "apply_later" | "refund" | "pool" | "acknowledged";
type Preview = {
  readonly decision: Decision;
  readonly lines: readonly JournalLine[];
  readonly leftRupiah: number;
};

type Props = {
  readonly finding: {
    readonly id: string;
    readonly kind: string;
    readonly openedAt: Date;
    readonly amountRupiah: number;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly resolution?:
      | {
          readonly decision: string;
          readonly reason: string;
          readonly decidedBy: string;
          readonly decidedAt: Date;
        }
      | undefined;
  };
  readonly order?:
    | { readonly code: string; readonly payerName: string; readonly payerEmail: string }
    | undefined;
  readonly names: Readonly<Record<string, string>>;
  readonly previews: readonly Preview[];
  readonly done: boolean;
  readonly answer?:
    | { readonly decision: string; readonly reason: string; readonly refused: keyof typeof fieldOf }
    | undefined;
};

/** Beside which question a refusal is said. */
const fieldOf = {
  unknown_finding: "keputusan",
  already_resolved: "keputusan",
  not_offered: "keputusan",
  no_free_months: "keputusan",
  reason_missing: "alasan",
} as const;

export function FindingPage(props: Props) {
  const t = useWords();
  const { finding, order, done, answer } = props;
  const { resolution } = finding;
  return (
    <>
      {answer && (
        <ErrorSummary
          mistakes={[
            { field: fieldOf[answer.refused], message: t(`admin.finding.refused.${answer.refused}`) },
          ]}
        />
      )}
      <PageTitle lead={sayOr(t, `admin.findingWhy.${finding.kind}`, "")}>
        {sayOr(t, `admin.findingKind.${finding.kind}`, finding.kind)}
      </PageTitle>
      {done && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("admin.finding.done")}
          </Notice>
        </div>
      )}
      <div className="max-w-read">
        <SummaryList
          lines={[
            {
              term: t("admin.findings.amount"),
              value: <strong>{formatRupiah(finding.amountRupiah)}</strong>,
            },
            { term: t("admin.findings.since"), value: formatInstantWib(finding.openedAt, "id") },
            ...(order
              ? [
                  {
                    term: t("admin.findings.order"),
                    value: (
                      <>
                        <a className="link figures" href={`/admin/pesanan/${order.code}`}>
                          {order.code}
                        </a>
                        <span className="block text-small text-ink-soft [overflow-wrap:anywhere]">
                          {order.payerName}, {order.payerEmail}
                        </span>
                      </>
                    ),
                  },
                ]
              : []),
            ...factLines(finding.facts).map(({ name, text }) => ({ term: name, value: text })),
            ...(resolution
              ? [
                  {
                    term: t("admin.findings.decision"),
                    value: (
                      <>
                        {sayOr(t, `admin.decision.${resolution.decision}`, resolution.decision)}
                        <span className="block text-small text-ink-soft">
                          {t("admin.finding.resolved", {
                            by: resolution.decidedBy,
                            at: formatInstantWib(resolution.decidedAt, "id"),
                          })}
                        </span>
                        <span className="block text-small text-ink-soft">{resolution.reason}</span>
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
      {!resolution && props.previews.length > 0 && <DecisionForm {...props} />}
    </>
  );
}

/** Plain facts as they were recorded; lists of months are told by the entries instead. */
function factLines(facts: Readonly<Record<string, unknown>>): readonly { name: string; text: string }[] {
  return Object.entries(facts)
    .filter(([name, value]) => name !== "holds" && ["string", "number", "boolean"].includes(typeof value))
    .map(([name, value]) => ({
      name,
      text: name.endsWith("Rupiah") && typeof value === "number" ? formatRupiah(value) : String(value),
    }));
}

function DecisionForm({ finding, previews, names, answer }: Props) {
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
