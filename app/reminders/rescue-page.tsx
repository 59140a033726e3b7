/** Workers who need somebody, the most urgent first. Only for admins: no sponsor and no stranger sees this list. */
import { formatDay, formatDayShort, lastDayOf } from "~/calendar/day";
import { Button, ButtonLink } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { SelectField } from "~/ui/field";
import { EmptyState, PageTitle } from "~/ui/layout";
import { Pager } from "~/ui/pager";
import { StateMark } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";
import type { RescueSlot } from "./rescue";
import type { Rescue } from "./rescue-queries.server";

type Choice = { readonly value: string; readonly label: string };
type Props = {
  readonly rescues: readonly Rescue[];
  readonly slots: readonly RescueSlot[];
  readonly typed: Readonly<Record<string, string>>;
  readonly choices: { readonly kecamatan: readonly Choice[]; readonly groups: readonly Choice[] };
  readonly publicUrl: string;
  readonly nextHref?: string | undefined;
  readonly previousHref?: string | undefined;
};

export function RescuePage({ rescues, slots, typed, choices, publicUrl, nextHref, previousHref }: Props) {
  const t = useWords();
  const slotOf = (rescue: Rescue) => slots.find(({ last }) => last === rescue.last)!;
  const filtered = Boolean(typed.kecamatan || typed.pekerjaan || typed.bulan);
  return (
    <>
      <PageTitle lead={t("reminder.rescue.lead")}>{t("reminder.rescue.title")}</PageTitle>
      <FilterForm typed={typed} choices={choices} filtered={filtered} />
      <DataTable
        caption={t("reminder.rescue.caption")}
        quietCaption
        rows={rescues}
        rowKey={({ workerId }) => workerId}
        empty={
          <EmptyState title={t(filtered ? "reminder.rescue.noneFiltered" : "reminder.rescue.none")}>
            {t(filtered ? "reminder.rescue.noneFilteredBody" : "reminder.rescue.noneBody")}
          </EmptyState>
        }
        columns={[
          {
            key: "worker",
            head: t("reminder.rescue.worker"),
            cell: ({ name, occupation }) => (
              <>
                {name}
                <span className="block text-small font-normal text-ink-soft">{occupation}</span>
              </>
            ),
          },
          {
            key: "left",
            head: t("reminder.rescue.left"),
            nowrap: true,
            cell: (rescue) => <DaysLeft slot={slotOf(rescue)} />,
          },
          { key: "place", head: t("reminder.rescue.place"), cell: ({ kecamatan }) => kecamatan },
          {
            key: "why",
            head: t("reminder.rescue.why"),
            cell: ({ reason, last }) => (
              <>
                {t(`reminder.rescue.reason.${reason}`)}
                <span className="block text-small whitespace-nowrap text-ink-soft">
                  {t("reminder.page.until", { until: formatDayShort(lastDayOf(last), "id") })}
                </span>
              </>
            ),
          },
          {
            key: "sponsor",
            head: t("reminder.rescue.sponsor"),
            cell: ({ sponsorName, orderCode }) => (
              <>
                {sponsorName}
                <a className="link figures block text-small" href={`/admin/pesanan/${orderCode}`}>
                  {orderCode}
                </a>
              </>
            ),
          },
          {
            key: "write",
            head: t("reminder.rescue.reach"),
            nowrap: true,
            cell: (rescue) => <WriteToSponsor rescue={rescue} slot={slotOf(rescue)} publicUrl={publicUrl} />,
          },
        ]}
      />
      <Pager
        previousHref={previousHref}
        nextHref={nextHref}
        note={rescues.length > 0 ? t("reminder.rescue.note", { count: rescues.length }) : ""}
      />
    </>
  );
}

function DaysLeft({ slot }: { readonly slot: RescueSlot }) {
  const t = useWords();
  return (
    <>
      <StateMark tone={slot.daysLeft <= 31 ? "bad" : "waiting"}>
        {t("reminder.rescue.days", { count: slot.daysLeft })}
      </StateMark>
      <span className="mt-1 block text-small text-ink-soft">
        {t("reminder.rescue.ends", { day: formatDayShort(slot.endsAfter, "id") })}
      </span>
    </>
  );
}

type WriteProps = {
  readonly rescue: Rescue;
  readonly slot: RescueSlot;
  readonly publicUrl: string;
};

/** No number of a sponsor is known: WhatsApp asks the admin whom to send the text to. The text names nobody. */
function WriteToSponsor({ rescue, slot, publicUrl }: WriteProps) {
  const t = useWords();
  const text = t("reminder.whatsApp.toSponsor", {
    ends: formatDay(slot.endsAfter, "id"),
    url: `${publicUrl}/saya`,
  });
  return (
    <a
      className="link -my-2.5 inline-flex min-h-11 items-center"
      href={`https://wa.me/?text=${encodeURIComponent(text)}`}
      aria-label={t("reminder.rescue.writeTo", { name: rescue.sponsorName })}
      target="_blank"
      rel="noopener noreferrer"
    >
      {t("reminder.rescue.write")}
    </a>
  );
}

type FilterProps = Pick<Props, "typed" | "choices"> & { readonly filtered: boolean };

function FilterForm({ typed, choices, filtered }: FilterProps) {
  const t = useWords();
  return (
    <form method="get" action="/admin/penyelamatan" className="mb-6 border-y border-line py-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField
          name="kecamatan"
          label={t("reminder.rescue.place")}
          empty={t("reminder.rescue.anyPlace")}
          defaultValue={typed.kecamatan}
          choices={choices.kecamatan}
        />
        <SelectField
          name="pekerjaan"
          label={t("reminder.rescue.occupation")}
          empty={t("reminder.rescue.anyOccupation")}
          defaultValue={typed.pekerjaan}
          choices={choices.groups}
        />
        <SelectField
          name="bulan"
          label={t("reminder.rescue.missed")}
          empty={t("reminder.rescue.anyMissed")}
          defaultValue={typed.bulan}
          choices={["3", "2", "1"].map((value) => ({
            value,
            label: t("reminder.rescue.missedMonths", { count: Number(value) }),
          }))}
        />
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-4">
        <Button look="secondary">{t("admin.orders.filter")}</Button>
        {filtered && (
          <ButtonLink look="quiet" href="/admin/penyelamatan">
            {t("admin.orders.clear")}
          </ButtonLink>
        )}
      </div>
    </form>
  );
}
