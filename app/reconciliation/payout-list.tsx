/** How the books stand, running the comparison, and the gateway's payouts. */
import { formatDayShort } from "~/calendar/day";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { EmptyState, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { StateMark, type Tone } from "~/ui/state-mark";
import { SummaryList } from "~/ui/summary-list";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import { formatSen } from "./bank-amount";
import type { ListedPayout } from "./bank-list-queries.server";
import { ReconciliationTabs } from "./reconciliation-tabs";

type Props = {
  readonly standing: {
    readonly onTheWay: number;
    readonly onTheWayRupiah: number;
    readonly openRows: number;
    readonly findings: number;
    readonly lastDay: string | null;
    readonly roundingRupiah: number;
    readonly senLeft: number;
  };
  readonly payouts: readonly ListedPayout[];
  readonly nextHref?: string | undefined;
  readonly mayAct: boolean;
  readonly ran?:
    | {
        readonly payouts: number;
        readonly matches: number;
        readonly opened: number;
        readonly settled: number;
      }
    | undefined;
};

const tones: Record<ListedPayout["state"], Tone> = {
  pending: "waiting",
  in_transit: "waiting",
  paid: "good",
  failed: "bad",
  canceled: "neutral",
};

export function PayoutList({ standing, payouts, nextHref, mayAct, ran }: Props) {
  const t = useWords();
  return (
    <>
      <PageTitle lead={t("reconciliation.standing.lead")}>{t("reconciliation.standing.title")}</PageTitle>
      <ReconciliationTabs current="standing" />
      {ran && (
        <div className="mb-6">
          <Notice kind="success" live title={t("reconciliation.ran.title")}>
            {t("reconciliation.ran.body", ran)}
          </Notice>
        </div>
      )}
      <div className="max-w-read">
        <SummaryList
          lines={[
            {
              term: t("reconciliation.standing.onTheWay"),
              value: t("reconciliation.standing.onTheWayValue", {
                amount: formatRupiah(standing.onTheWayRupiah),
                count: standing.onTheWay,
              }),
            },
            {
              term: t("reconciliation.standing.openRows"),
              value: (
                <a className="link" href="/admin/rekonsiliasi/baris">
                  {t("reconciliation.standing.rowsValue", { count: standing.openRows })}
                </a>
              ),
            },
            {
              term: t("reconciliation.standing.findings"),
              value: (
                <a className="link" href="/admin/temuan">
                  {t("reconciliation.standing.findingsValue", { count: standing.findings })}
                </a>
              ),
            },
            {
              term: t("reconciliation.standing.lastDay"),
              value: standing.lastDay
                ? formatDayShort(standing.lastDay, "id")
                : t("reconciliation.standing.never"),
            },
            {
              term: t("reconciliation.standing.rounding"),
              value: t("reconciliation.standing.roundingValue", {
                amount: formatRupiah(standing.roundingRupiah),
                sen: formatSen(standing.senLeft),
              }),
            },
          ]}
        />
        {mayAct && (
          <form method="post" action="/admin/rekonsiliasi?index" className="mt-6">
            <Button>{t("reconciliation.standing.run")}</Button>
            <p className="mt-2 text-small text-ink-soft">{t("reconciliation.standing.runHint")}</p>
          </form>
        )}
      </div>
      <Section title={t("reconciliation.payouts.title")}>
        <DataTable
          caption={t("reconciliation.payouts.caption")}
          quietCaption
          rows={payouts}
          rowKey={(payout) => `${payout.gateway}/${payout.ref}`}
          empty={
            <EmptyState title={t("reconciliation.payouts.none")}>
              {t("reconciliation.payouts.noneBody")}
            </EmptyState>
          }
          columns={[
            {
              key: "ref",
              head: t("reconciliation.payouts.ref"),
              cell: (payout) => (
                <>
                  <span className="figures block min-w-40 [overflow-wrap:anywhere]">{payout.ref}</span>
                  <span className="text-small text-ink-soft">
                    {payout.read
                      ? t("reconciliation.payouts.holds", { count: payout.movements })
                      : t("reconciliation.payouts.unread")}
                  </span>
                </>
              ),
            },
            {
              key: "amount",
              head: t("reconciliation.payouts.amount"),
              numeric: true,
              cell: (payout) =>
                payout.currency === "idr"
                  ? formatSen(payout.amountMinor)
                  : `${payout.currency.toUpperCase()} ${(payout.amountMinor / 100).toFixed(2)}`,
            },
            {
              key: "state",
              head: t("reconciliation.payouts.state"),
              cell: (payout) => (
                <StateMark tone={tones[payout.state]}>
                  {t(`reconciliation.payoutState.${payout.state}`)}
                </StateMark>
              ),
            },
            {
              key: "arrives",
              head: t("reconciliation.payouts.arrives"),
              nowrap: true,
              cell: (payout) => formatDayShort(payout.arrivesOn, "id"),
            },
            {
              key: "bank",
              head: t("reconciliation.payouts.bank"),
              cell: (payout) =>
                payout.bankDay && payout.matchRule ? (
                  <>
                    {formatDayShort(payout.bankDay, "id")}
                    <span className="block text-small text-ink-soft">
                      {sayOr(t, `reconciliation.rule.${payout.matchRule}`, payout.matchRule)}
                    </span>
                  </>
                ) : (
                  <span className="text-ink-soft">{t("reconciliation.payouts.notYet")}</span>
                ),
            },
          ]}
        />
        <Pager nextHref={nextHref} />
      </Section>
    </>
  );
}
