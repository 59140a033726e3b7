/** What a unit's treasurer has to do: the list that is coming, and those that were closed. */
import { formatDay } from "~/calendar/day";
import { formatMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { EmptyState, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { StateMark, type Tone } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";
import type { BatchState } from "./batch-record-queries.server";

export const batchTones: Record<BatchState, Tone> = {
  listed: "waiting",
  reported: "waiting",
  partly_booked: "bad",
  booked: "good",
  nothing_deducted: "neutral",
};

export type TreasuryUnit = {
  readonly unitId: string;
  readonly unitName: string;
  readonly isOpen: boolean;
  readonly next: {
    readonly month: string;
    readonly closesOn: string;
    readonly people: number;
    readonly totalRupiah: number;
  };
  readonly batches: readonly {
    readonly id: string;
    readonly month: string;
    readonly people: number;
    readonly totalRupiah: number;
    readonly state: BatchState;
  }[];
};

type Props = {
  readonly name: string;
  readonly units: readonly TreasuryUnit[];
  readonly refused?: "already" | "empty" | "unit_not_open" | "too_early" | undefined;
};

export function TreasurerHome({ name, units, refused }: Props) {
  const t = useWords();
  return (
    <>
      {refused && (
        <div className="mb-6">
          <Notice kind="warning" live>
            {t(`payroll.treasurer.notClosed.${refused}`)}
          </Notice>
        </div>
      )}
      <PageTitle kicker={t("payroll.treasurer.signedIn", { name })} lead={t("payroll.treasurer.steps")}>
        {t("payroll.treasurer.homeTitle")}
      </PageTitle>
      <div>
        {units.map((unit) => (
          <Section key={unit.unitId} title={unit.unitName}>
            <div className="space-y-8">
              {unit.isOpen && <NextList unit={unit} />}
              <ClosedLists unit={unit} />
            </div>
          </Section>
        ))}
      </div>
      <TreasurerLeave />
    </>
  );
}

function NextList({ unit }: { readonly unit: TreasuryUnit }) {
  const t = useWords();
  const { month, closesOn, people, totalRupiah } = unit.next;
  const words = { month: formatMonth(month, "id"), day: formatDay(closesOn, "id") };
  return (
    <div className="max-w-read">
      <h3 className="text-h3 font-bold">{t("payroll.treasurer.next")}</h3>
      <p className="mt-2">{t("payroll.treasurer.nextLead", words)}</p>
      <p className="mt-2 font-semibold">
        {people === 0
          ? t("payroll.treasurer.nextNone", words)
          : t("payroll.treasurer.nextSum", { count: people, amount: formatRupiah(totalRupiah) })}
      </p>
      {people > 0 && (
        <form method="post" action="/bendahara?index" className="mt-4">
          <input type="hidden" name="unit" value={unit.unitId} />
          <input type="hidden" name="bulan" value={month} />
          <Button look="secondary">{t("payroll.treasurer.closeNow", words)}</Button>
          <p className="mt-2 text-small text-ink-soft">{t("payroll.treasurer.closeHint")}</p>
        </form>
      )}
    </div>
  );
}

function ClosedLists({ unit }: { readonly unit: TreasuryUnit }) {
  const t = useWords();
  return (
    <DataTable
      caption={t("payroll.treasurer.months")}
      rows={unit.batches}
      rowKey={(batch) => batch.id}
      empty={
        <EmptyState title={t("payroll.treasurer.noMonths")}>{t("payroll.treasurer.noMonthsBody")}</EmptyState>
      }
      columns={[
        {
          key: "month",
          head: t("payroll.treasurer.month"),
          nowrap: true,
          cell: (batch) => (
            <a className="link font-semibold" href={`/bendahara/${batch.id}`}>
              {formatMonth(batch.month, "id")}
            </a>
          ),
        },
        {
          key: "people",
          head: t("payroll.treasurer.people"),
          numeric: true,
          wideOnly: true,
          cell: (batch) => batch.people,
        },
        {
          key: "total",
          head: t("payroll.treasurer.total"),
          numeric: true,
          cell: (batch) => formatRupiah(batch.totalRupiah),
        },
        {
          key: "state",
          head: t("payroll.treasurer.state"),
          cell: (batch) => (
            <StateMark tone={batchTones[batch.state]}>
              {t(`payroll.treasurer.states.${batch.state}`)}
            </StateMark>
          ),
        },
      ]}
    />
  );
}

export function TreasurerLeave() {
  const t = useWords();
  return (
    <form method="post" action="/admin/keluar" className="mt-12">
      <Button look="quiet">{t("payroll.treasurer.leave")}</Button>
    </form>
  );
}
