/** The mandate that holds, with what was signed, and the months that stood on a list. */
import { type Day, formatDay } from "~/calendar/day";
import { formatMonth, type IuranMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { ButtonLink, ButtonRow } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { Disclosure } from "~/ui/disclosure";
import { Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { StateMark, type Tone } from "~/ui/state-mark";
import { SummaryList } from "~/ui/summary-list";
import { useWords } from "~/words/use-words";

export type ShownMandate = {
  readonly unitName: string;
  readonly signedOn: Day;
  readonly fromMonth: IuranMonth;
  readonly nipMasked: string;
  readonly sentences: readonly string[];
  readonly items: readonly {
    readonly workerId: string;
    readonly workerName: string;
    readonly monthlyRupiah: number;
    readonly isLive: boolean;
  }[];
  readonly isOfAnotherUnit: boolean;
  readonly successorName?: string;
  readonly isClosed: boolean;
};

export type ShownMonth = {
  readonly month: IuranMonth;
  readonly expectedRupiah: number;
  readonly deductedRupiah?: number;
  readonly state: "listed" | "deducted" | "settled" | "none";
};

export function LiveMandate({ live }: { readonly live: ShownMandate }) {
  const t = useWords();
  const total = live.items.filter((item) => item.isLive).reduce((sum, item) => sum + item.monthlyRupiah, 0);
  return (
    <Section title={t("payroll.mandate.liveTitle")}>
      <div className="mb-4 flex flex-col gap-4 empty:hidden">
        {live.successorName && (
          <Notice kind="warning">
            {t("payroll.mandate.unitMerged", { unit: live.unitName, successor: live.successorName })}
          </Notice>
        )}
        {live.isClosed && (
          <Notice kind="warning">{t("payroll.mandate.unitClosed", { unit: live.unitName })}</Notice>
        )}
        {live.isOfAnotherUnit && !live.successorName && !live.isClosed && (
          <Notice>{t("payroll.mandate.unitChanged", { unit: live.unitName })}</Notice>
        )}
      </div>
      <SummaryList
        lines={[
          { term: t("payroll.mandate.unit"), value: live.unitName },
          { term: t("payroll.mandate.nip"), value: <span className="figures">{live.nipMasked}</span> },
          { term: t("payroll.mandate.since"), value: formatDay(live.signedOn, "id") },
          { term: t("payroll.mandate.from"), value: formatMonth(live.fromMonth, "id") },
          {
            term: t("payroll.mandate.workers"),
            value: (
              <ul>
                {live.items.map((item) => (
                  <li key={item.workerId}>
                    {item.workerName}{" "}
                    <span className="font-normal text-ink-soft">
                      {item.isLive ? formatRupiah(item.monthlyRupiah) : `(${t("payroll.mandate.notLive")})`}
                    </span>
                  </li>
                ))}
              </ul>
            ),
          },
          { term: t("payroll.mandate.total"), value: formatRupiah(total) },
        ]}
      />
      <div className="mt-4">
        <Disclosure summary={t("payroll.mandate.readText")}>
          <div className="space-y-2">
            {live.sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        </Disclosure>
      </div>
      <ButtonRow>
        <ButtonLink look="secondary" href="/saya/potong-gaji?lihat=cabut">
          {t("payroll.mandate.withdraw")}
        </ButtonLink>
      </ButtonRow>
    </Section>
  );
}

const tones: Record<ShownMonth["state"], Tone> = {
  listed: "info",
  deducted: "waiting",
  settled: "good",
  none: "bad",
};

export function PayrollMonths({ months }: { readonly months: readonly ShownMonth[] }) {
  const t = useWords();
  return (
    <Section title={t("payroll.mandate.months")}>
      <DataTable
        caption={t("payroll.mandate.months")}
        quietCaption
        rows={months}
        rowKey={(month) => month.month}
        columns={[
          {
            key: "month",
            head: t("payroll.mandate.month"),
            nowrap: true,
            cell: ({ month }) => formatMonth(month, "id"),
          },
          {
            key: "amount",
            head: t("payroll.mandate.deducted"),
            numeric: true,
            cell: ({ deductedRupiah, expectedRupiah }) => formatRupiah(deductedRupiah ?? expectedRupiah),
          },
          {
            key: "state",
            head: t("payroll.mandate.monthState"),
            cell: ({ state }) => (
              <StateMark tone={tones[state]}>{t(`payroll.mandate.states.${state}`)}</StateMark>
            ),
          },
        ]}
      />
    </Section>
  );
}
