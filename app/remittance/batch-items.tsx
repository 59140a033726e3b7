/** The worker-months of a batch as a list, with leaving some of them out while nobody has approved it. */
import { formatMonth, formatMonthShort } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button } from "~/ui/button";
import { type Column, DataTable } from "~/ui/data-table";
import { SelectField, TextField } from "~/ui/field";
import { EmptyState } from "~/ui/layout";
import { Pager } from "~/ui/pager";
import { StateMark } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";
import type { BatchAnswer } from "./batch-actions";
import { blockingChecks, itemChecks } from "./remittance-batch";
import type { Batch, ListedItem } from "./remittance-queries.server";
import { Downloads, ListFilter } from "./remittance-tabs";

export type ItemsProps = {
  readonly batch: Batch;
  readonly items: readonly ListedItem[];
  readonly typed: Readonly<Record<string, string>>;
  readonly nextHref?: string | undefined;
  readonly listHref: string;
  readonly mayFinance: boolean;
  readonly answer?: BatchAnswer | undefined;
};
type TableProps = Pick<ItemsProps, "batch" | "items"> & { readonly mayLeave: boolean };

const standings = ["any_check", ...itemChecks, "left_out", "waiting", "accepted", "refused"] as const;

export function BatchItems(props: ItemsProps) {
  const t = useWords();
  const { batch, typed, nextHref, listHref, items } = props;
  return (
    <>
      <ListFilter
        action={`/admin/setoran/${batch.id}`}
        searchLabel={t("remittance.waiting.searchLabel")}
        typed={typed}
      >
        <SelectField
          name="keadaan"
          label={t("remittance.batch.standing")}
          empty={t("remittance.all")}
          defaultValue={typed.keadaan}
          choices={standings.map((standing) => ({
            value: standing,
            label: itemChecks.some((check) => check === standing)
              ? t(`remittance.check.${standing as (typeof itemChecks)[number]}`)
              : t(`remittance.standing.${standing as "left_out"}`),
          }))}
        />
        <TextField name="bulan" type="month" label={t("remittance.home.month")} defaultValue={typed.bulan} />
      </ListFilter>
      <LeaveOutForm {...props} />
      <Downloads base={listHref} />
      <Pager nextHref={nextHref} note={t("remittance.count", { count: items.length })} />
    </>
  );
}

function LeaveOutForm(props: ItemsProps) {
  const t = useWords();
  const { batch, items, mayFinance, answer } = props;
  const mayLeave = mayFinance && batch.state === "prepared";
  const table = <ItemTable batch={batch} items={items} mayLeave={mayLeave} />;
  if (!mayLeave || items.length === 0) return table;
  const error =
    answer?.act === "isi" && answer.refused === "reason_missing"
      ? t("remittance.batch.refused.reason_missing")
      : undefined;
  return (
    <form method="post" action={`/admin/setoran/${batch.id}`} noValidate>
      <input type="hidden" name="apa" value="tinggalkan" />
      {table}
      <div className="mt-4 grid items-end gap-4 sm:grid-cols-[minmax(0,32rem)_auto]">
        <TextField
          id="alasan-isi"
          name="alasan"
          label={t("remittance.batch.reason")}
          hint={t("remittance.batch.reasonHint")}
          error={error}
          maxLength={500}
        />
        <div>
          <Button look="secondary">{t("remittance.batch.leaveChosen")}</Button>
        </div>
      </div>
    </form>
  );
}

function ItemTable({ batch, items, mayLeave }: TableProps) {
  const t = useWords();
  const named = (item: ListedItem) => ({ worker: item.workerName, month: formatMonth(item.month, "id") });
  const leave: Column<ListedItem> = {
    key: "leave",
    head: <span className="sr-only">{t("remittance.batch.leave")}</span>,
    cell: (item) =>
      item.leftOutReason === null ? (
        <input
          type="checkbox"
          name="butir"
          value={item.id}
          aria-label={t("remittance.batch.leaveNamed", named(item))}
          className="tick size-5"
        />
      ) : (
        <button
          type="submit"
          name="masuk"
          value={item.id}
          className="link inline-flex min-h-11 items-center"
          aria-label={t("remittance.batch.takeInNamed", named(item))}
        >
          {t("remittance.batch.takeIn")}
        </button>
      ),
  };
  return (
    <DataTable
      caption={t("remittance.batch.itemsCaption", { number: batch.number })}
      quietCaption
      rows={items}
      rowKey={(item) => String(item.id)}
      empty={<EmptyState title={t("remittance.none")}>{t("remittance.noneBody")}</EmptyState>}
      columns={[
        {
          key: "worker",
          head: t("remittance.waiting.worker"),
          rowHead: true,
          cell: (item) => (
            <>
              {item.workerName}
              <span className="figures block text-small font-normal text-ink-soft">{item.nikMasked}</span>
              <span className="figures block text-small font-normal">
                <a className="link" href={`/admin/pesanan/${item.orderCode}`}>
                  {item.orderCode}
                </a>
              </span>
            </>
          ),
        },
        {
          key: "month",
          head: t("remittance.home.month"),
          nowrap: true,
          cell: (item) => formatMonthShort(item.month, "id"),
        },
        {
          key: "due",
          head: t("remittance.batch.due"),
          numeric: true,
          cell: (item) => formatRupiah(item.dueRupiah),
        },
        { key: "standing", head: t("remittance.batch.standing"), cell: (item) => <Standing item={item} /> },
        ...(mayLeave ? [leave] : []),
      ]}
    />
  );
}

function Standing({ item }: { readonly item: ListedItem }) {
  const t = useWords();
  if (item.leftOutReason !== null)
    return (
      <>
        <StateMark tone="neutral">{t("remittance.standing.left_out")}</StateMark>
        <span className="block text-small text-ink-soft">
          {t("remittance.batch.leftOutBecause", { by: item.leftOutBy ?? "", reason: item.leftOutReason })}
        </span>
      </>
    );
  return (
    <span className="grid justify-items-start gap-1">
      {item.outcome && (
        <StateMark tone={item.outcome === "accepted" ? "good" : "bad"}>
          {t(`remittance.standing.${item.outcome}`)}
        </StateMark>
      )}
      {item.kpj && <span className="figures text-small text-ink-soft">KPJ {item.kpj}</span>}
      {item.reason && <span className="text-small text-ink-soft">{item.reason}</span>}
      {item.checks.map((check) => (
        <StateMark key={check} tone={blockingChecks.includes(check) ? "bad" : "waiting"}>
          {t(`remittance.check.${check}`)}
        </StateMark>
      ))}
    </span>
  );
}
