import { formatDayShort } from "~/calendar/day";
import { formatMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { SummaryList } from "~/ui/summary-list";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import type { Blocker, CarryMistake, OpenFinding, PeriodContent } from "./period";
import { PeriodFigures } from "./period-figures";

export type PeriodNews = "prepared" | "closed" | "discarded" | "own" | "changed" | "not_prepared" | "blocked";

type Props = {
  readonly month: string;
  readonly content: PeriodContent;
  /** Sentences that say how far the month has come. */
  readonly standing: readonly string[];
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  readonly blockers: readonly Blocker[];
  readonly openFindings: readonly OpenFinding[];
  readonly carried: Readonly<Record<string, { readonly name: string; readonly reason: string }>>;
  readonly mistakes: readonly CarryMistake[];
  readonly state: "closed" | "prepared" | "waits";
  readonly mayPrepare: boolean;
  /** Whether the one who looks may close it, and else why not. */
  readonly closing: "may" | "own" | "role";
  readonly news?: PeriodNews | undefined;
};

/** One month: its figures, what stands in the way, and the step that is next. */
export function PeriodPage(props: Props) {
  const { month, state, blockers, openFindings, mistakes, news } = props;
  const t = useWords();
  const name = formatMonth(month, "id");
  const bad = news && !["prepared", "closed", "discarded"].includes(news);
  return (
    <>
      {mistakes.length > 0 && (
        <ErrorSummary
          mistakes={mistakes.map(({ findingId, field }) => ({
            field: `${field === "name" ? "orang" : "alasan"}-${findingId}`,
            message: t(`closing.mistakes.${field}`),
          }))}
        />
      )}
      <PageTitle lead={props.standing.join(" ")}>{t("closing.monthTitle", { month: name })}</PageTitle>
      {news && (
        <div className="mb-6">
          <Notice kind={bad ? "danger" : "success"} live>
            {t(`closing.said.${news}`)}
          </Notice>
        </div>
      )}
      {state === "waits" && blockers.length > 0 && (
        <div className="mb-8">
          <Notice kind="warning" title={t("closing.blocked")}>
            <ul className="list-disc space-y-1 pl-5">
              {blockers.map((blocker) => (
                <li key={JSON.stringify(blocker)}>{sayBlocker(t, blocker)}</li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
      {state === "closed" && (
        <div className="mb-8">
          <ButtonRow>
            <ButtonLink href={`/admin/tutup-buku/${month}/laporan?bentuk=pdf`}>{t("closing.pdf")}</ButtonLink>
            <ButtonLink look="secondary" href={`/admin/tutup-buku/${month}/laporan?bentuk=xlsx`}>
              {t("closing.xlsx")}
            </ButtonLink>
            <ButtonLink look="quiet" href={`/admin/tutup-buku/${month}/laporan?bentuk=csv`}>
              {t("closing.csv")}
            </ButtonLink>
          </ButtonRow>
        </div>
      )}
      {state === "prepared" && <ClosingStep {...props} name={name} />}
      <PeriodFigures content={props.content} />
      {props.facts.length > 0 && (
        <div className="mt-10 break-all">
          <SummaryList lines={props.facts} />
        </div>
      )}
      {state !== "closed" && props.mayPrepare && (
        <form method="post" action={`/admin/tutup-buku/${month}`} className="mt-12" noValidate>
          {openFindings.length > 0 && (
            <Section title={t("closing.openFindings")}>
              <p className="mb-4 text-ink-soft">{t("closing.openFindingsLead")}</p>
              <ul className="space-y-6">
                {openFindings.map((finding) => (
                  <CarriedFields key={finding.id} finding={finding} {...props} />
                ))}
              </ul>
            </Section>
          )}
          <p className="mt-6 max-w-prose text-ink-soft">{t("closing.prepareLead")}</p>
          <ButtonRow>
            <Button name="apa" value="siapkan" look={state === "prepared" ? "secondary" : "primary"}>
              {t(state === "prepared" ? "closing.prepareAgain" : "closing.prepare")}
            </Button>
          </ButtonRow>
        </form>
      )}
    </>
  );
}

function ClosingStep({ month, name, content, closing, mayPrepare }: Props & { readonly name: string }) {
  const t = useWords();
  return (
    <form method="post" action={`/admin/tutup-buku/${month}`} className="mb-10">
      {closing === "may" ? (
        <Notice kind="info" title={t("closing.closeLead", { count: content.entries.count, month: name })}>
          <ButtonRow>
            <Button name="apa" value="tutup">
              {t("closing.close", { month: name })}
            </Button>
          </ButtonRow>
        </Notice>
      ) : (
        <Notice>{t(closing === "own" ? "closing.own" : "closing.onlyApprover")}</Notice>
      )}
      {mayPrepare && (
        <ButtonRow>
          <Button name="apa" value="batalkan" look="quiet">
            {t("closing.discard")}
          </Button>
        </ButtonRow>
      )}
    </form>
  );
}

function CarriedFields({
  finding,
  carried,
  mistakes,
}: Pick<Props, "carried" | "mistakes"> & { readonly finding: OpenFinding }) {
  const t = useWords();
  const typed = carried[finding.id];
  const errorAt = (field: CarryMistake["field"]) =>
    mistakes.some((mistake) => mistake.findingId === finding.id && mistake.field === field)
      ? t(`closing.mistakes.${field}`)
      : undefined;
  return (
    <li className="border-t border-line pt-4">
      <p className="font-semibold">
        {sayOr(t, `admin.findingKind.${finding.kind}`, finding.kind)}
        {finding.amountRupiah > 0 && `, ${formatRupiah(finding.amountRupiah)}`}
      </p>
      <p className="mb-3 text-small text-ink-soft">
        {t("closing.column.since")} {formatDayShort(finding.openedOn, "id")}{" "}
        <a className="link" href={`/admin/temuan/${finding.id}`}>
          {t("closing.seeFinding")}
        </a>
      </p>
      <div className="grid gap-4 lg:grid-cols-2">
        <TextField
          name={`orang-${finding.id}`}
          label={t("closing.column.person")}
          defaultValue={typed?.name}
          error={errorAt("name")}
          maxLength={100}
        />
        <TextField
          name={`alasan-${finding.id}`}
          label={t("closing.column.reason")}
          defaultValue={typed?.reason}
          error={errorAt("reason")}
          maxLength={500}
        />
      </div>
    </li>
  );
}

function sayBlocker(t: ReturnType<typeof useWords>, blocker: Blocker): string {
  switch (blocker.kind) {
    case "not_over":
    case "closed":
      return t(`closing.blocker.${blocker.kind}`);
    case "earlier_open":
      return t("closing.blocker.earlier_open", { month: formatMonth(blocker.month, "id") });
    case "broken_question":
      return t("closing.blocker.broken_question", { name: blocker.name });
    case "payouts_uncompared":
    case "bank_rows_open":
    case "findings_open":
      return t(`closing.blocker.${blocker.kind}`, { count: blocker.count });
  }
}
