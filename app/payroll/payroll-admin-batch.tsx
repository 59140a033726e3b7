/** One batch for the admins: the list, what was reported, the transfers booked, and booking the next. */
import { formatDay } from "~/calendar/day";
import { formatMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { DataTable } from "~/ui/data-table";
import { PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { StateMark } from "~/ui/state-mark";
import { SummaryList } from "~/ui/summary-list";
import { useWords } from "~/words/use-words";
import type { GatheredBatch } from "./gather-batch.server";
import { TransferForm, type TransferTyped } from "./transfer-form";
import { batchTones } from "./treasurer-home";

type Props = GatheredBatch & {
  readonly today: string;
  readonly mayAct: boolean;
  readonly booked?: number | undefined;
  readonly typed?: TransferTyped | undefined;
  readonly mistakes: readonly { readonly field: string; readonly message: string }[];
};

export function PayrollAdminBatch(props: Props) {
  const { batch, report, lines, bookings, mayAct, booked } = props;
  const t = useWords();
  const month = formatMonth(batch.month, "id");
  const open = lines.filter((line) => (line.deductedRupiah ?? 0) > 0 && !line.orderCode);
  const openRupiah = open.reduce((sum, line) => sum + (line.deductedRupiah ?? 0), 0);
  return (
    <>
      {booked !== undefined && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("payroll.admin.isBooked", { count: booked })}
          </Notice>
        </div>
      )}
      <PageTitle
        kicker={
          <StateMark tone={batchTones[batch.state]}>{t(`payroll.treasurer.states.${batch.state}`)}</StateMark>
        }
      >
        {t("payroll.admin.batchTitle", { unit: batch.unitName, month })}
      </PageTitle>
      <SummaryList
        lines={[
          {
            term: t("payroll.treasurer.reference"),
            value: <span className="figures">{batch.reference}</span>,
          },
          { term: t("payroll.treasurer.listedOn"), value: formatDay(batch.listedOn, "id") },
          { term: t("payroll.admin.listed"), value: formatRupiah(batch.totalRupiah) },
          ...(report
            ? [
                {
                  term: t("payroll.admin.reported"),
                  value: (
                    <>
                      {formatRupiah(report.totalRupiah)}{" "}
                      <span className="font-normal text-ink-soft">
                        {t("payroll.treasurer.reportedBy", {
                          by: report.by,
                          day: formatDay(report.on, "id"),
                        })}
                      </span>
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      <div className="mt-12">
        {bookings.length > 0 && <Bookings bookings={bookings} />}
        {mayAct && (
          <Section title={t("payroll.admin.book")}>
            {!report && <p>{t("payroll.admin.notReported")}</p>}
            {report && open.length === 0 && <p>{t("payroll.admin.nothingOpen")}</p>}
            {report && open.length > 0 && (
              <TransferForm
                batchId={batch.id}
                today={props.today}
                expectedRupiah={openRupiah}
                typed={props.typed}
                mistakes={props.mistakes}
              />
            )}
          </Section>
        )}
        <Section title={t("payroll.admin.lines")}>
          <Lines lines={lines} />
        </Section>
      </div>
    </>
  );
}

function Bookings({ bookings }: Pick<Props, "bookings">) {
  const t = useWords();
  return (
    <Section title={t("payroll.admin.bookings")}>
      <DataTable
        caption={t("payroll.admin.bookings")}
        quietCaption
        rows={bookings}
        rowKey={(booking) => booking.id}
        columns={[
          {
            key: "reference",
            head: t("payroll.admin.bankReference"),
            cell: (booking) => (
              <>
                <span className="figures">{booking.bankReference}</span>
                {booking.note && (
                  <span className="block text-small font-normal text-ink-soft">{booking.note}</span>
                )}
              </>
            ),
          },
          {
            key: "day",
            head: t("payroll.admin.day"),
            nowrap: true,
            cell: (booking) => formatDay(booking.transferredOn, "id"),
          },
          {
            key: "amount",
            head: t("payroll.admin.amount"),
            numeric: true,
            cell: (booking) => formatRupiah(booking.amountRupiah),
          },
          {
            key: "suspense",
            head: t("payroll.admin.suspense"),
            numeric: true,
            wideOnly: true,
            cell: (booking) => (booking.surplusRupiah === 0 ? "" : formatRupiah(booking.surplusRupiah)),
          },
          {
            key: "by",
            head: t("payroll.admin.bookedBy"),
            wideOnly: true,
            cell: (booking) => booking.bookedBy,
          },
        ]}
      />
    </Section>
  );
}

function Lines({ lines }: Pick<Props, "lines">) {
  const t = useWords();
  return (
    <DataTable
      caption={t("payroll.admin.lines")}
      quietCaption
      rows={lines}
      rowKey={(line) => line.id}
      columns={[
        {
          key: "asn",
          head: t("payroll.treasurer.asn"),
          cell: (line) => (
            <>
              {line.name}
              <span className="figures block text-small font-normal text-ink-soft">{line.nipMasked}</span>
            </>
          ),
        },
        {
          key: "workers",
          head: t("payroll.treasurer.workers"),
          wideOnly: true,
          cell: (line) => line.workers.join(", "),
        },
        {
          key: "expected",
          head: t("payroll.treasurer.expected"),
          numeric: true,
          cell: (line) => formatRupiah(line.expectedRupiah),
        },
        {
          key: "deducted",
          head: t("payroll.treasurer.deducted"),
          numeric: true,
          cell: (line) => (line.deductedRupiah === undefined ? "" : formatRupiah(line.deductedRupiah)),
        },
        {
          key: "order",
          head: t("payroll.admin.order"),
          nowrap: true,
          cell: (line) =>
            line.orderCode ? (
              <a className="link figures" href={`/admin/pesanan/${line.orderCode}`}>
                {line.orderCode}
              </a>
            ) : (
              <span className="text-ink-soft">
                {line.deductedRupiah === 0 ? t("payroll.treasurer.unpaid") : t("payroll.treasurer.waiting")}
              </span>
            ),
        },
      ]}
    />
  );
}
