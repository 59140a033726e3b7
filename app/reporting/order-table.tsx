import { formatDayShort } from "~/calendar/day";
import { dayInWib, formatTimeWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import { DataTable } from "~/ui/data-table";
import { EmptyState } from "~/ui/layout";
import { Badge, StateMark, type Tone } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";
import type { ListedOrderState } from "./order-filter";

export type ShownOrder = {
  readonly id: string;
  readonly code: string;
  readonly placedAt: Date;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly totalRupiah: number;
  readonly state: ListedOrderState;
  readonly refundedRupiah: number;
  readonly workers: number;
  readonly openFindings: number;
};

const tones: Record<ListedOrderState, Tone> = {
  open: "waiting",
  processing: "waiting",
  paid: "good",
  partly_refunded: "info",
  refunded: "info",
  expired: "neutral",
  replaced: "neutral",
  cancelled: "neutral",
};

export function OrderStateMark({ state }: { readonly state: ListedOrderState }) {
  const t = useWords();
  return <StateMark tone={tones[state]}>{t(`admin.orderState.${state}`)}</StateMark>;
}

/** Orders in a row each; the code opens the order. */
export function OrderTable({
  caption,
  orders,
}: {
  readonly caption: string;
  readonly orders: readonly ShownOrder[];
}) {
  const t = useWords();
  return (
    <DataTable
      caption={caption}
      quietCaption
      rows={orders}
      rowKey={(order) => order.id}
      empty={<EmptyState title={t("admin.orders.empty")}>{t("admin.orders.emptyBody")}</EmptyState>}
      columns={[
        {
          key: "code",
          head: t("admin.orders.code"),
          cell: (order) => (
            <span className="block min-w-40">
              <a
                className="link figures whitespace-nowrap font-semibold"
                data-row-link
                href={`/admin/pesanan/${order.code}`}
              >
                {order.code}
              </a>
              <span className="block">{order.payerName}</span>
              <span className="block text-small font-normal text-ink-soft [overflow-wrap:anywhere]">
                {order.payerEmail}
              </span>
            </span>
          ),
        },
        {
          key: "state",
          head: t("admin.orders.state"),
          cell: (order) => (
            <span className="flex flex-wrap gap-1">
              <OrderStateMark state={order.state} />
              {order.openFindings > 0 && (
                <Badge>{t("admin.orders.openFindings", { count: order.openFindings })}</Badge>
              )}
            </span>
          ),
        },
        {
          key: "total",
          head: t("admin.orders.total"),
          numeric: true,
          cell: (order) => (
            <>
              {formatRupiah(order.totalRupiah)}
              {order.refundedRupiah > 0 && (
                <span className="block text-small text-ink-soft">
                  {t("admin.orders.refunded", { amount: formatRupiah(order.refundedRupiah) })}
                </span>
              )}
            </>
          ),
        },
        {
          key: "workers",
          head: t("admin.orders.workers"),
          numeric: true,
          cell: (order) => order.workers,
        },
        {
          key: "placed",
          head: t("admin.orders.placed"),
          cell: (order) => (
            <time dateTime={order.placedAt.toISOString()} className="block whitespace-nowrap">
              {formatDayShort(dayInWib(order.placedAt), "id")}
              <span className="block text-small text-ink-soft">{formatTimeWib(order.placedAt, "id")}</span>
            </time>
          ),
        },
      ]}
    />
  );
}
