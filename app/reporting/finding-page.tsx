/** One finding: why it waits, what may be done, what each way would post. */
import { formatDay, isDay } from "~/calendar/day";
import { formatInstantWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import { ErrorSummary } from "~/ui/error-summary";
import { PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { SummaryList } from "~/ui/summary-list";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import { type DecisionAnswer, DecisionForm, fieldOf, type Preview } from "./decision-form";
import { FindingWorkPanel, type WorkProps } from "./finding-work-panel";

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
  readonly answer?: DecisionAnswer | undefined;
  readonly work: WorkProps["work"];
  readonly mayAct: boolean;
  readonly staffId: string;
  readonly wrong?: WorkProps["wrong"];
};

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
            ...factLines(finding.facts).map(({ name, text }) => ({
              term: sayOr(t, `admin.fact.${name}`, name),
              value: text,
            })),
            ...(resolution
              ? [
                  {
                    term: t("admin.findings.decision"),
                    value: (
                      <>
                        {sayOr(t, `admin.decision.${resolution.decision}`, resolution.decision)}
                        <span className="block text-small text-ink-soft">
                          {t("admin.finding.resolved", {
                            by: sayOr(t, `reconciliation.by.${resolution.decidedBy}`, resolution.decidedBy),
                            at: formatInstantWib(resolution.decidedAt, "id"),
                          })}
                        </span>
                        <span className="block text-small text-ink-soft">
                          {sayOr(t, `reconciliation.because.${resolution.reason}`, resolution.reason)}
                        </span>
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
      {!resolution && props.previews.length > 0 && <DecisionForm {...props} />}
      <FindingWorkPanel {...props} findingId={finding.id} ended={resolution !== undefined} />
    </>
  );
}

/** Our own numbers of things, which say nothing to a person. */
const unsaid = new Set(["holds", "rowId", "expectationId"]);

/** Plain facts as they were recorded; lists of months are told by the entries instead. */
function factLines(facts: Readonly<Record<string, unknown>>): readonly { name: string; text: string }[] {
  return Object.entries(facts)
    .filter(
      ([name, value]) =>
        !unsaid.has(name) && value !== "" && ["string", "number", "boolean"].includes(typeof value),
    )
    .map(([name, value]) => ({
      name,
      text: factText(name, value),
    }));
}

function factText(name: string, value: unknown): string {
  if (name.endsWith("Rupiah") && typeof value === "number") return formatRupiah(value);
  return typeof value === "string" && isDay(value) ? formatDay(value, "id") : String(value);
}
