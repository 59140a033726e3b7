import { formatDayShort } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import { DataTable } from "~/ui/data-table";
import { EmptyState, PageTitle } from "~/ui/layout";
import { Pager } from "~/ui/pager";
import { Tabs } from "~/ui/tabs";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import { FindingFilterForm } from "./finding-filter-form";
import { ListKeys } from "./list-keys";

type Props = {
  readonly open: boolean;
  readonly findings: readonly {
    readonly id: string;
    readonly kind: string;
    readonly openedAt: Date;
    readonly amountRupiah: number;
    readonly orderCode: string | null;
    readonly payerName: string | null;
    readonly decision: string | null;
    readonly owner: string | null;
    readonly heldUntil: string | null;
  }[];
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  readonly typed: Readonly<Record<string, string>>;
  readonly exports: { readonly csv: string; readonly xlsx: string };
  readonly nextHref?: string | undefined;
};

export function FindingList({ open, findings, kinds, typed, exports, nextHref }: Props) {
  const t = useWords();
  return (
    <>
      <PageTitle>{t("admin.findings.title")}</PageTitle>
      <Tabs
        label={t("admin.findings.views")}
        tabs={[
          { href: "/admin/temuan", label: t("admin.findings.open"), current: open },
          { href: "/admin/temuan?lihat=selesai", label: t("admin.findings.ended"), current: !open },
        ]}
      />
      <FindingFilterForm open={open} kinds={kinds} typed={typed} exports={exports} />
      <DataTable
        caption={t(open ? "admin.findings.captionOpen" : "admin.findings.captionEnded")}
        quietCaption
        rows={findings}
        rowKey={(finding) => finding.id}
        empty={
          <EmptyState title={t(open ? "admin.findings.none" : "admin.findings.noneEnded")}>
            {t(open ? "admin.findings.noneBody" : "admin.findings.noneEndedBody")}
          </EmptyState>
        }
        columns={[
          {
            key: "kind",
            head: t("admin.findings.kind"),
            cell: (finding) => (
              <a
                className="link block min-w-36 font-semibold"
                data-row-link
                href={`/admin/temuan/${finding.id}`}
              >
                {sayOr(t, `admin.findingKind.${finding.kind}`, finding.kind)}
              </a>
            ),
          },
          {
            key: "amount",
            head: t("admin.findings.amount"),
            numeric: true,
            cell: (finding) => formatRupiah(finding.amountRupiah),
          },
          {
            key: "order",
            head: t("admin.findings.order"),
            cell: (finding) =>
              finding.orderCode ? (
                <>
                  <a className="link figures whitespace-nowrap" href={`/admin/pesanan/${finding.orderCode}`}>
                    {finding.orderCode}
                  </a>
                  <span className="block text-small text-ink-soft">{finding.payerName}</span>
                </>
              ) : (
                <span className="text-ink-soft">{t("admin.findings.withoutOrder")}</span>
              ),
          },
          {
            key: "since",
            head: t("admin.findings.since"),
            cell: (finding) => (
              <time className="whitespace-nowrap" dateTime={finding.openedAt.toISOString()}>
                {formatDayShort(dayInWib(finding.openedAt), "id")}
              </time>
            ),
          },
          ...(open
            ? [
                {
                  key: "owner",
                  head: t("reconciliation.work.owner"),
                  cell: (finding: Props["findings"][number]) => (
                    <>
                      {finding.owner ?? (
                        <span className="text-ink-soft">{t("reconciliation.work.nobody")}</span>
                      )}
                      {finding.heldUntil && (
                        <span className="block text-small text-ink-soft">
                          {t("reconciliation.work.heldUntil", {
                            day: formatDayShort(finding.heldUntil, "id"),
                          })}
                        </span>
                      )}
                    </>
                  ),
                },
              ]
            : [
                {
                  key: "decision",
                  head: t("admin.findings.decision"),
                  cell: (finding: Props["findings"][number]) =>
                    sayOr(t, `admin.decision.${finding.decision}`, finding.decision ?? ""),
                },
              ]),
        ]}
      />
      <Pager nextHref={nextHref} />
      <ListKeys />
    </>
  );
}
