/** /admin/setoran: what waits, making a batch of it, and the batches there were. */
import { formatDayShort } from "~/calendar/day";
import { formatMonth } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { Disclosure } from "~/ui/disclosure";
import { ErrorSummary } from "~/ui/error-summary";
import { SelectField, TextField } from "~/ui/field";
import { EmptyState, PageTitle, Section } from "~/ui/layout";
import { Pager } from "~/ui/pager";
import { StateMark, type Tone } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";
import type { BatchState } from "./remittance-batch";
import { Downloads, ListFilter, RemittanceTabs } from "./remittance-tabs";

type Choice = { readonly value: string; readonly label: string };
type Props = {
  readonly waiting: readonly {
    readonly month: string;
    readonly items: number;
    readonly workers: number;
    readonly paidRupiah: number;
  }[];
  readonly mayPrepare: boolean;
  readonly kecamatan: readonly Choice[];
  readonly units: readonly Choice[];
  readonly batches: readonly ShownBatch[];
  readonly typed: Readonly<Record<string, string>>;
  readonly nextHref?: string | undefined;
  readonly listHref: string;
  readonly refused?: "nothing_waits" | undefined;
};
type ShownBatch = {
  readonly id: string;
  readonly number: string;
  readonly preparedAt: Date;
  readonly preparedBy: string;
  readonly approvedBy: string | null;
  readonly paidOn: string | null;
  readonly state: BatchState;
  readonly items: number;
  readonly dueRupiah: number;
  readonly accepted: number;
  readonly refused: number;
};

const tones: Record<BatchState, Tone> = {
  prepared: "waiting",
  approved: "info",
  remitted: "good",
  withdrawn: "neutral",
};

export function BatchStateMark({ state }: { readonly state: BatchState }) {
  const t = useWords();
  return <StateMark tone={tones[state]}>{t(`remittance.state.${state}`)}</StateMark>;
}

export function RemittanceHome(props: Props) {
  const t = useWords();
  return (
    <>
      {props.refused && (
        <ErrorSummary mistakes={[{ field: "dibayar", message: t(`remittance.home.${props.refused}`) }]} />
      )}
      <PageTitle lead={t("remittance.home.lead")}>{t("remittance.home.title")}</PageTitle>
      <RemittanceTabs at="home" />
      <div>
        <Section title={t("remittance.home.waiting")}>
          <WaitingTable waiting={props.waiting} />
          {props.mayPrepare && (props.waiting.length > 0 || props.refused) && <PrepareForm {...props} />}
        </Section>
        <Section title={t("remittance.home.batches")}>
          <Batches {...props} />
        </Section>
      </div>
    </>
  );
}

function WaitingTable({ waiting }: Pick<Props, "waiting">) {
  const t = useWords();
  const total = (pick: (row: Props["waiting"][number]) => number) =>
    waiting.reduce((sum, row) => sum + pick(row), 0);
  return (
    <DataTable
      caption={t("remittance.home.waitingCaption")}
      quietCaption
      rows={waiting}
      rowKey={(row) => row.month}
      empty={<EmptyState title={t("remittance.home.nothing")}>{t("remittance.home.nothingBody")}</EmptyState>}
      columns={[
        {
          key: "month",
          head: t("remittance.home.month"),
          foot: t("remittance.home.total"),
          cell: (row) => (
            <a className="link" href={`/admin/setoran/menunggu?dari=${row.month}&sampai=${row.month}`}>
              {formatMonth(row.month, "id")}
            </a>
          ),
        },
        {
          key: "items",
          head: t("remittance.home.items"),
          numeric: true,
          cell: (row) => row.items,
          foot: total((row) => row.items),
        },
        {
          key: "paid",
          head: t("remittance.home.paid"),
          numeric: true,
          cell: (row) => formatRupiah(row.paidRupiah),
          foot: formatRupiah(total((row) => row.paidRupiah)),
        },
      ]}
    />
  );
}

function PrepareForm({ kecamatan, units, typed, refused }: Props) {
  const t = useWords();
  return (
    <div className="mt-6">
      <Disclosure summary={t("remittance.home.prepare")} open={Boolean(refused)}>
        <form method="post" action="/admin/setoran" noValidate>
          <p className="mb-4 max-w-read text-ink-soft">{t("remittance.home.prepareLead")}</p>
          <div className="grid max-w-page gap-4 sm:grid-cols-2 lg:grid-cols-4">
            <TextField
              name="dibayar"
              type="date"
              label={t("remittance.home.paidUntil")}
              defaultValue={typed.dibayar}
              optional
            />
            <TextField
              name="sampai"
              type="month"
              label={t("remittance.home.toMonth")}
              defaultValue={typed.sampai}
              optional
            />
            <SelectField
              name="kecamatan"
              label={t("remittance.home.kecamatan")}
              empty={t("remittance.all")}
              choices={kecamatan}
              defaultValue={typed.kecamatan}
            />
            <SelectField
              name="unit"
              label={t("remittance.home.unit")}
              empty={t("remittance.all")}
              choices={units}
              defaultValue={typed.unit}
            />
          </div>
          <div className="my-4">
            <Button>{t("remittance.home.doPrepare")}</Button>
          </div>
        </form>
      </Disclosure>
    </div>
  );
}

function Batches({ batches, typed, nextHref, listHref }: Props) {
  const t = useWords();
  return (
    <>
      <ListFilter action="/admin/setoran" searchLabel={t("remittance.home.searchLabel")} typed={typed}>
        <SelectField
          name="keadaan"
          label={t("remittance.home.state")}
          empty={t("remittance.all")}
          defaultValue={typed.keadaan}
          choices={(["prepared", "approved", "remitted", "withdrawn"] as const).map((state) => ({
            value: state,
            label: t(`remittance.state.${state}`),
          }))}
        />
      </ListFilter>
      <DataTable
        caption={t("remittance.home.batchesCaption")}
        quietCaption
        rows={batches}
        rowKey={(batch) => batch.id}
        empty={
          <EmptyState title={t("remittance.home.noBatches")}>{t("remittance.home.noBatchesBody")}</EmptyState>
        }
        columns={[
          {
            key: "number",
            head: t("remittance.home.number"),
            nowrap: true,
            cell: (batch) => (
              <a className="link figures font-semibold" data-row-link href={`/admin/setoran/${batch.id}`}>
                {batch.number}
              </a>
            ),
          },
          {
            key: "state",
            head: t("remittance.home.state"),
            cell: (batch) => <BatchStateMark state={batch.state} />,
          },
          {
            key: "due",
            head: t("remittance.home.due"),
            numeric: true,
            cell: (batch) => formatRupiah(batch.dueRupiah),
          },
          {
            key: "people",
            head: t("remittance.home.preparedBy"),
            cell: (batch) => (
              <>
                <span className="whitespace-nowrap">{formatDayShort(dayInWib(batch.preparedAt), "id")}</span>
                <span className="block text-small text-ink-soft">{batch.preparedBy}</span>
              </>
            ),
          },
          { key: "approved", head: t("remittance.home.approvedBy"), cell: (batch) => batch.approvedBy ?? "" },
          {
            key: "paid",
            head: t("remittance.home.paidOn"),
            nowrap: true,
            cell: (batch) => (batch.paidOn ? formatDayShort(batch.paidOn, "id") : ""),
          },
          {
            key: "answers",
            head: t("remittance.home.answers"),
            cell: (batch) =>
              batch.state === "remitted"
                ? t("remittance.home.answered", {
                    accepted: batch.accepted,
                    refused: batch.refused,
                    items: batch.items,
                  })
                : "",
          },
        ]}
      />
      <Downloads base={listHref} />
      <Pager nextHref={nextHref} />
    </>
  );
}
