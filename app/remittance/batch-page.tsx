/** One batch: what it comes to, what a person should look at, who did what, and what may be done next. */
import { formatDay } from "~/calendar/day";
import { formatInstantWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { SummaryList } from "~/ui/summary-list";
import { useWords } from "~/words/use-words";
import { type ActionsProps, BatchActions, type BatchAnswer, fieldOfRefusal } from "./batch-actions";
import { BatchItems, type ItemsProps } from "./batch-items";
import { BatchStateMark } from "./remittance-home";
import type { Batch, BatchTotals } from "./remittance-queries.server";
import { RemittanceTabs } from "./remittance-tabs";

export type BatchNews =
  | "siap"
  | "ditinggalkan"
  | "masuk"
  | "disetujui"
  | "ditarik"
  | "ditransfer"
  | "kembali";

export type BatchPageProps = ActionsProps &
  ItemsProps & {
    readonly batch: Batch;
    readonly totals: BatchTotals;
    readonly returns: readonly {
      readonly id: string;
      readonly amountRupiah: number;
      readonly returnedOn: string;
      readonly bankReference: string;
    }[];
    readonly heldRupiah: number;
    readonly unpriced: number;
    readonly news?: BatchNews | undefined;
    readonly answer?: BatchAnswer | undefined;
  };

export function BatchPage(props: BatchPageProps) {
  const t = useWords();
  const { batch, answer, news, unpriced } = props;
  return (
    <>
      {answer && (
        <ErrorSummary
          mistakes={[
            {
              field: fieldOfRefusal(answer),
              message: t(`remittance.batch.refused.${answer.refused}`, { orders: answer.orders ?? "" }),
            },
          ]}
        />
      )}
      <PageTitle kicker={<BatchStateMark state={batch.state} />}>
        {t("remittance.batch.title", { number: batch.number })}
      </PageTitle>
      <RemittanceTabs at="home" />
      {news && !answer && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t(`remittance.batch.done.${news}`)}
            {unpriced > 0 && ` ${t("remittance.batch.unpriced", { count: unpriced })}`}
          </Notice>
        </div>
      )}
      <div>
        <Section title={t("remittance.batch.totals")}>
          <Totals {...props} />
          <Steps {...props} />
        </Section>
        <BatchActions {...props} />
        <Section id="isi" title={t("remittance.batch.items")}>
          <BatchItems {...props} />
        </Section>
      </div>
    </>
  );
}

function Totals({ totals, heldRupiah, batch }: BatchPageProps) {
  const t = useWords();
  const { jkk, jkm, jht, dueRupiah, items, workers } = totals;
  const extra = [
    ...(totals.surplusRupiah > 0
      ? [{ term: t("remittance.batch.surplus"), value: formatRupiah(totals.surplusRupiah) }]
      : []),
    ...(totals.leftOut > 0
      ? [
          {
            term: t("remittance.batch.leftOut"),
            value: t("remittance.batch.checkCount", { count: totals.leftOut }),
          },
        ]
      : []),
    ...(batch.state === "remitted"
      ? [
          {
            term: t("remittance.batch.answers"),
            value: t("remittance.home.answered", totals),
          },
        ]
      : []),
    ...(heldRupiah > 0 ? [{ term: t("remittance.batch.heldByBpjs"), value: formatRupiah(heldRupiah) }] : []),
  ];
  return (
    <>
      <DataTable
        caption={t("remittance.batch.workers", { items, workers })}
        rows={[
          { programme: "jkk" as const, amount: jkk },
          { programme: "jkm" as const, amount: jkm },
          { programme: "jht" as const, amount: jht },
        ].filter((row) => row.amount > 0 || row.programme !== "jht")}
        rowKey={(row) => row.programme}
        columns={[
          {
            key: "programme",
            head: t("remittance.batch.programme"),
            cell: (row) => t(`remittance.programme.${row.programme}`),
            foot: t("remittance.batch.due"),
          },
          {
            key: "amount",
            head: t("remittance.batch.amount"),
            numeric: true,
            cell: (row) => formatRupiah(row.amount),
            foot: formatRupiah(dueRupiah),
          },
        ]}
      />
      {extra.length > 0 && (
        <div className="mt-4 max-w-read">
          <SummaryList lines={extra} />
        </div>
      )}
    </>
  );
}

function Steps({ batch, returns }: BatchPageProps) {
  const t = useWords();
  const { approved, withdrawn, transfer } = batch;
  const at = (instant: Date) => formatInstantWib(instant, "id");
  const steps = [
    t("remittance.batch.preparedBy", { by: batch.preparedBy, at: at(batch.preparedAt) }),
    approved && t("remittance.batch.approvedBy", { by: approved.by, at: at(approved.at) }),
    transfer &&
      t("remittance.batch.transferred", {
        on: formatDay(transfer.paidOn, "id"),
        code: transfer.paymentCode,
        reference: transfer.bankReference,
        by: transfer.by,
      }),
    withdrawn &&
      t("remittance.batch.withdrawnBy", { by: withdrawn.by, at: at(withdrawn.at), reason: withdrawn.reason }),
    ...returns.map((each) =>
      t("remittance.batch.returned", {
        amount: formatRupiah(each.amountRupiah),
        on: formatDay(each.returnedOn, "id"),
        reference: each.bankReference,
      }),
    ),
  ].filter((step) => step !== undefined);
  return (
    <ul className="mt-6 grid gap-1 text-ink-soft">
      {steps.map((step) => (
        <li key={step} className="[overflow-wrap:anywhere]">
          {step}
        </li>
      ))}
    </ul>
  );
}
