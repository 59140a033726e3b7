/** The one sum to transfer, the account and the words beside it; what has been booked of it. */
import type { ReactNode } from "react";
import { formatDay } from "~/calendar/day";
import { formatRupiah } from "~/rupiah/rupiah";
import { CopyText } from "~/ui/copy-text";
import { Card, Money, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import type { GatheredBatch } from "./gather-batch.server";

type Props = Pick<GatheredBatch, "batch" | "account" | "bookings" | "lines"> & {
  readonly report: NonNullable<GatheredBatch["report"]>;
};

export function TreasurerTransfer({ batch, account, report, bookings, lines }: Props) {
  const t = useWords();
  const open = lines.filter((line) => (line.deductedRupiah ?? 0) > 0 && !line.orderCode);
  const missing = open.reduce((sum, line) => sum + (line.deductedRupiah ?? 0), 0);
  return (
    <Section title={t("payroll.treasurer.transfer")}>
      <p className="mb-4 text-ink-soft">
        {t("payroll.treasurer.reportedBy", { by: report.by, day: formatDay(report.on, "id") })}
      </p>
      {report.totalRupiah === 0 && <p>{t("payroll.treasurer.nothing")}</p>}
      {bookings.length > 0 && (
        <div className="mb-6">
          <h3 className="text-h3 font-bold">{t("payroll.treasurer.booked")}</h3>
          <ul className="mt-2 list-disc pl-6">
            {bookings.map((booking) => (
              <li key={booking.id} className="figures">
                {t("payroll.treasurer.bookedLine", {
                  amount: formatRupiah(booking.amountRupiah),
                  day: formatDay(booking.transferredOn, "id"),
                  reference: booking.bankReference,
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {report.totalRupiah > 0 && open.length === 0 && (
        <Notice kind="success">{t("payroll.treasurer.done")}</Notice>
      )}
      {open.length > 0 && (
        <>
          {bookings.length > 0 && (
            <div className="mb-4">
              <Notice kind="warning">
                {t("payroll.treasurer.remaining", { amount: formatRupiah(missing), count: open.length })}
              </Notice>
            </div>
          )}
          <p className="mb-4 max-w-read">{t("payroll.treasurer.transferLead")}</p>
          <Card tone="leaf">
            <p className="text-small text-ink-soft">{t("payroll.treasurer.amount")}</p>
            <p>
              <Money size="display">{formatRupiah(missing)}</Money>
            </p>
            <dl className="mt-4 grid gap-x-8 gap-y-3 sm:grid-cols-2">
              <Fact term={t("payroll.treasurer.news")}>
                <CopyText label={t("payroll.treasurer.reference")} text={batch.reference} />
              </Fact>
              {account ? (
                <>
                  <Fact term={t("payroll.treasurer.account")}>
                    <span className="figures">
                      {account.bank} {account.number}
                    </span>
                  </Fact>
                  <Fact term={t("payroll.treasurer.holder")}>{account.holder}</Fact>
                </>
              ) : (
                <Fact term={t("payroll.treasurer.account")}>{t("payroll.treasurer.noAccount")}</Fact>
              )}
            </dl>
            <p className="mt-4">{t("payroll.treasurer.transferPlain")}</p>
          </Card>
        </>
      )}
    </Section>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-ink-soft">{term}</dt>
      <dd className="font-semibold break-words">{children}</dd>
    </div>
  );
}
