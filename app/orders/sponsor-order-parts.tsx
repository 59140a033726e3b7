/** The parts of an order's page: who is protected for which months, the dated list of what comes next, the papers. */
import { type Day, formatDay } from "~/calendar/day";
import { formatMonth, formatMonths, type IuranMonth } from "~/calendar/iuran-month";
import { formatRupiah, type Rupiah } from "~/rupiah/rupiah";
import { ProgrammeNames } from "~/tariff/price-table";
import { Icon } from "~/ui/icons";
import { Money, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { type Moment, Timeline } from "~/ui/timeline";
import { useLocale, useWords } from "~/words/use-words";
import type { OrderedWorker } from "./sponsor-order";

type OrderContentProps = {
  readonly workers: readonly OrderedWorker[];
  readonly feeCover: Rupiah;
  readonly total: Rupiah;
};

export function OrderContent({ workers, feeCover, total }: OrderContentProps) {
  const t = useWords();
  const locale = useLocale();
  return (
    <Section title={t("order.page.what")}>
      <ul className="border-t border-line">
        {workers.map((worker) => (
          <li key={worker.workerId} className="border-b border-line py-3">
            <div className="flex flex-wrap items-baseline justify-between gap-x-6">
              <h3 className="text-h3 font-bold">{worker.name}</h3>
              <Money>{formatRupiah(worker.total)}</Money>
            </div>
            <p className="figures text-small text-ink-soft">
              {worker.occupation}, {t("order.cart.nik", { nik: worker.nikMasked })}
            </p>
            <p>
              {t("order.cart.months", {
                months: formatMonths(worker.months, locale),
                count: worker.months.length,
              })}
              , <ProgrammeNames programmes={worker.programmes} />
            </p>
          </li>
        ))}
        {feeCover > 0 && (
          <li className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-line py-3">
            <span>{t("order.check.fee")}</span>
            <Money>{formatRupiah(feeCover)}</Money>
          </li>
        )}
        <li className="flex flex-wrap items-baseline justify-between gap-x-6 py-3">
          <span className="font-bold">{t("order.page.amount")}</span>
          <Money size="large">{formatRupiah(total)}</Money>
        </li>
      </ul>
    </Section>
  );
}

export type MonthsOnDay = { readonly on: Day; readonly months: readonly IuranMonth[] };

export type NextSteps = {
  readonly paidOn: Day;
  readonly isToday: boolean;
  readonly email: string;
  readonly hasReceipt: boolean;
  /** What has gone to BPJS, and what it has confirmed, by day. */
  readonly sent: readonly MonthsOnDay[];
  readonly confirmed: readonly MonthsOnDay[];
  /** Something was sent that BPJS has not answered yet. */
  readonly awaitsAnswer: boolean;
  /** The first month still to be sent, and the due day by which it is; nothing when none is. */
  readonly remittance?: { readonly before: Day; readonly month: IuranMonth; readonly hasMore: boolean };
  /** Whose months of this order end when. */
  readonly ends: readonly { readonly on: Day; readonly names: readonly string[] }[];
};

export function WhatComesNext({ steps }: { readonly steps: NextSteps }) {
  const t = useWords();
  const locale = useLocale();
  const moments: Moment[] = [
    {
      when: steps.isToday ? t("order.page.today") : formatDay(steps.paidOn, locale),
      dateTime: steps.paidOn,
      title: t("order.page.receiptStep", { email: steps.email }),
      state: steps.hasReceipt ? "done" : "now",
    },
    ...steps.sent.map((done) => happened("order.page.sentStep", done)),
    ...steps.confirmed.map((done) => happened("order.page.confirmedStep", done)),
    ...(steps.remittance ? [toSend(steps.remittance)] : []),
    ...(steps.remittance || steps.awaitsAnswer
      ? [{ when: t("order.page.after"), title: t("order.page.confirmStep"), state: "ahead" as const }]
      : []),
    ...steps.ends.map(({ on, names }) => ({
      key: on,
      when: formatDay(on, locale),
      dateTime: on,
      title: t("order.page.endStep", { name: names.join(", ") }),
      state: "ahead" as const,
    })),
  ];
  return (
    <Section title={t("order.page.next")}>
      <Timeline moments={moments} />
    </Section>
  );

  function happened(key: "order.page.sentStep" | "order.page.confirmedStep", done: MonthsOnDay): Moment {
    return {
      key: `${key} ${done.on}`,
      when: formatDay(done.on, locale),
      dateTime: done.on,
      title: t(key, { months: formatMonths(done.months, locale) }),
      state: "done",
    };
  }

  function toSend({ before, month, hasMore }: NonNullable<NextSteps["remittance"]>): Moment {
    return {
      when: t("order.page.before", { day: formatDay(before, locale) }),
      dateTime: before,
      title: t("order.page.remitStep", { month: formatMonth(month, locale) }),
      children: hasMore ? t("order.page.remitLater") : undefined,
      state: "ahead",
    };
  }
}

export type Paper = {
  readonly number: string;
  readonly kind: "receipt" | "credit_note";
  readonly href: string;
};

export function OrderPapers({ papers }: { readonly papers: readonly Paper[] }) {
  const t = useWords();
  return (
    <Section title={t("order.page.receipts")} id="tanda-terima">
      {papers.length === 0 ? (
        <Notice>{t("order.page.receiptWaiting")}</Notice>
      ) : (
        <ul>
          {papers.map(({ number, kind, href }) => (
            <li key={number}>
              <a className="link inline-flex min-h-11 items-center gap-2" href={href}>
                <Icon name="download" />
                {t(kind === "receipt" ? "order.page.receiptDownload" : "order.page.creditDownload", {
                  number,
                })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
