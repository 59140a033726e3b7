/** One order: who, what, for whom, what may be done, and all that happened. */
import { formatMonths } from "~/calendar/iuran-month";
import { formatInstantWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { SummaryList } from "~/ui/summary-list";
import { useWords } from "~/words/use-words";
import type { Happening } from "./order-story";
import { StoryTimeline } from "./story-timeline";

type Line = {
  readonly workerId: string;
  readonly workerName: string;
  readonly nikMasked: string;
  readonly occupationName: string;
  readonly month: string;
  readonly amountRupiah: number;
};

export type OrderPageProps = {
  readonly order: {
    readonly code: string;
    readonly placedAt: Date;
    readonly premiumRupiah: number;
    readonly feeCoverRupiah: number;
    readonly totalRupiah: number;
    readonly payerName: string;
    readonly payerEmail: string;
    readonly shownAs: "name" | "hamba_allah";
    readonly dedication?: string | undefined;
  };
  readonly lines: readonly Line[];
  readonly happenings: readonly Happening[];
  readonly receipts: readonly { readonly id: string; readonly number: string }[];
  readonly mayAct: boolean;
  readonly refundable: boolean;
  /** What was just done, from the address after a form. */
  readonly said: string;
};

export function OrderPage(props: OrderPageProps) {
  const t = useWords();
  const { order, lines, happenings } = props;
  return (
    <>
      <h1 className="mb-4 text-h1 font-bold">{t("admin.order.title", { code: order.code })}</h1>
      <Said {...props} />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="min-w-0 lg:order-last">
          <h2 className="mb-3 text-h2 font-bold">{t("admin.order.facts")}</h2>
          <SummaryList
            lines={[
              { term: t("admin.order.payer"), value: order.payerName },
              {
                term: t("admin.order.email"),
                value: <span className="[overflow-wrap:anywhere]">{order.payerEmail}</span>,
              },
              ...(order.shownAs === "hamba_allah"
                ? [{ term: t("admin.order.shownAs"), value: t("admin.order.hambaAllah") }]
                : []),
              { term: t("admin.order.placed"), value: formatInstantWib(order.placedAt, "id") },
              { term: t("admin.order.premium"), value: formatRupiah(order.premiumRupiah) },
              ...(order.feeCoverRupiah > 0
                ? [{ term: t("admin.order.feeCover"), value: formatRupiah(order.feeCoverRupiah) }]
                : []),
              { term: t("admin.order.total"), value: <strong>{formatRupiah(order.totalRupiah)}</strong> },
              ...(order.dedication ? [{ term: t("admin.order.dedication"), value: order.dedication }] : []),
            ]}
          />
          <Actions {...props} />
        </div>
        <div className="min-w-0">
          <Section title={t("admin.order.workers")}>
            <WorkerTable lines={lines} />
          </Section>
          <Section title={t("admin.order.story")}>
            <StoryTimeline happenings={happenings} />
          </Section>
        </div>
      </div>
    </>
  );
}

function Said({ said, order }: OrderPageProps) {
  const t = useWords();
  const words: Readonly<Record<string, string>> = {
    dikembalikan: t("admin.order.refunded"),
    dikirim: t("admin.order.resent", { email: order.payerEmail }),
  };
  const text = words[said];
  if (!text) return null;
  return (
    <div className="mb-6">
      <Notice kind="success" live>
        {text}
      </Notice>
    </div>
  );
}

function Actions({ order, receipts, mayAct, refundable }: OrderPageProps) {
  const t = useWords();
  if (!mayAct) return null;
  const here = `/admin/pesanan/${order.code}`;
  return (
    <div className="mt-6 flex flex-col gap-3" data-print="no">
      {receipts.map(({ id, number }) => (
        <form key={id} method="post" action={`${here}/kirim-ulang`}>
          <input type="hidden" name="tanda-terima" value={id} />
          <Button look="secondary" full icon="mail">
            {t("admin.order.resend", { number })}
          </Button>
        </form>
      ))}
      {refundable ? (
        <ButtonLink look="secondary" full icon="back" href={`${here}/pengembalian`}>
          {t("admin.order.refund")}
        </ButtonLink>
      ) : (
        <p className="text-small text-ink-soft">{t("admin.order.none")}</p>
      )}
    </div>
  );
}

function WorkerTable({ lines }: { readonly lines: readonly Line[] }) {
  const t = useWords();
  const workers = [...new Set(lines.map((line) => line.workerId))].map((workerId) => {
    const own = lines.filter((line) => line.workerId === workerId);
    return {
      first: own[0]!,
      months: own.map((line) => line.month),
      amountRupiah: own.reduce((sum, line) => sum + line.amountRupiah, 0),
    };
  });
  return (
    <DataTable
      caption={t("admin.order.workers")}
      quietCaption
      rows={workers}
      rowKey={(worker) => worker.first.workerId}
      columns={[
        {
          key: "worker",
          head: t("admin.order.worker"),
          cell: ({ first }) => (
            <>
              {first.workerName}
              <span className="figures block text-small text-ink-soft">{first.nikMasked}</span>
            </>
          ),
        },
        {
          key: "months",
          head: t("admin.order.months"),
          cell: (worker) => formatMonths(worker.months, "id"),
        },
        {
          key: "amount",
          head: t("admin.order.amount"),
          numeric: true,
          cell: (worker) => formatRupiah(worker.amountRupiah),
        },
      ]}
    />
  );
}
