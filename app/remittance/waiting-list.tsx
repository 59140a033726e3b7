/** /admin/setoran/menunggu: every paid worker-month that waits, searched, filtered, sorted. */
import { formatDayShort } from "~/calendar/day";
import { formatMonthShort } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import { DataTable } from "~/ui/data-table";
import { SelectField, TextField } from "~/ui/field";
import { EmptyState, PageTitle } from "~/ui/layout";
import { Pager } from "~/ui/pager";
import { useWords } from "~/words/use-words";
import { Downloads, ListFilter, RemittanceTabs } from "./remittance-tabs";

type Props = {
  readonly rows: readonly {
    readonly key: string;
    readonly orderCode: string;
    readonly workerName: string;
    readonly nikMasked: string;
    readonly month: string;
    readonly paidAt: Date;
    readonly paidRupiah: number;
  }[];
  readonly kecamatan: readonly { readonly value: string; readonly label: string }[];
  readonly typed: Readonly<Record<string, string>>;
  readonly nextHref?: string | undefined;
  readonly listHref: string;
};

export function WaitingList({ rows, kecamatan, typed, nextHref, listHref }: Props) {
  const t = useWords();
  return (
    <>
      <PageTitle lead={t("remittance.waiting.lead")}>{t("remittance.waiting.title")}</PageTitle>
      <RemittanceTabs at="waiting" />
      <ListFilter
        action="/admin/setoran/menunggu"
        searchLabel={t("remittance.waiting.searchLabel")}
        typed={typed}
      >
        <TextField
          name="dari"
          type="month"
          label={t("remittance.waiting.fromMonth")}
          defaultValue={typed.dari}
        />
        <TextField
          name="sampai"
          type="month"
          label={t("remittance.waiting.toMonth")}
          defaultValue={typed.sampai}
        />
        <SelectField
          name="kecamatan"
          label={t("remittance.home.kecamatan")}
          empty={t("remittance.all")}
          choices={kecamatan}
          defaultValue={typed.kecamatan}
        />
        <SelectField
          name="urut"
          label={t("remittance.waiting.sort")}
          defaultValue={typed.urut ?? "bulan"}
          choices={[
            { value: "bulan", label: t("remittance.waiting.byMonth") },
            { value: "bayar", label: t("remittance.waiting.byPaid") },
          ]}
        />
      </ListFilter>
      <DataTable
        caption={t("remittance.waiting.caption")}
        quietCaption
        rows={rows}
        rowKey={(row) => row.key}
        empty={<EmptyState title={t("remittance.none")}>{t("remittance.noneBody")}</EmptyState>}
        columns={[
          {
            key: "worker",
            head: t("remittance.waiting.worker"),
            cell: (row) => (
              <>
                {row.workerName}
                <span className="figures block text-small text-ink-soft">{row.nikMasked}</span>
              </>
            ),
          },
          {
            key: "month",
            head: t("remittance.home.month"),
            nowrap: true,
            cell: (row) => formatMonthShort(row.month, "id"),
          },
          {
            key: "amount",
            head: t("remittance.waiting.amount"),
            numeric: true,
            cell: (row) => formatRupiah(row.paidRupiah),
          },
          {
            key: "order",
            head: t("remittance.waiting.order"),
            cell: (row) => (
              <a className="link figures whitespace-nowrap" href={`/admin/pesanan/${row.orderCode}`}>
                {row.orderCode}
              </a>
            ),
          },
          {
            key: "paid",
            head: t("remittance.waiting.paidAt"),
            nowrap: true,
            cell: (row) => formatDayShort(dayInWib(row.paidAt), "id"),
          },
        ]}
      />
      <Downloads base={listHref} />
      <Pager nextHref={nextHref} note={t("remittance.count", { count: rows.length })} />
    </>
  );
}
