/** Two dated schedules side by side with what they mean in dates: reminders, and renewals. */
import { formatDay, formatDayShort } from "~/calendar/day";
import { formatMonth } from "~/calendar/iuran-month";
import { ButtonLink } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { SummaryList } from "~/ui/summary-list";
import { useWords } from "~/words/use-words";
import type { Moment } from "./reminder-moment";
import { type Figure, reminderFigures, renewalFigures } from "./setting-form";
import type { SettingRow } from "./setting-queries.server";
import { comingRows, type ExampleMonth, figureWords, holdingRow } from "./setting-view";

type Props = {
  readonly today: string;
  readonly reminders: readonly SettingRow[];
  readonly renewals: readonly SettingRow[];
  readonly example: ExampleMonth;
  readonly mayAct: boolean;
  readonly savedFrom?: string | undefined;
};

export function SettingPage({ today, reminders, renewals, example, mayAct, savedFrom }: Props) {
  const t = useWords();
  return (
    <>
      {savedFrom && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("reminder.admin.saved", { day: formatDay(savedFrom, "id") })}
          </Notice>
        </div>
      )}
      <PageTitle lead={t("reminder.admin.lead")}>{t("reminder.admin.title")}</PageTitle>
      <div>
        <Section title={t("reminder.admin.reminders")}>
          <div className="grid gap-8 lg:grid-cols-2 lg:gap-12">
            <Schedule
              rows={reminders}
              figures={reminderFigures}
              today={today}
              changeHref={mayAct ? "/admin/pengingat/jadwal" : undefined}
            />
            <Example {...example} />
          </div>
        </Section>
        <Section title={t("reminder.admin.renewals")}>
          <div className="grid gap-8 lg:grid-cols-2 lg:gap-12">
            <Schedule
              rows={renewals}
              figures={renewalFigures}
              today={today}
              changeHref={mayAct ? "/admin/pengingat/perpanjangan" : undefined}
            />
          </div>
        </Section>
      </div>
    </>
  );
}

type ScheduleProps = {
  readonly rows: readonly SettingRow[];
  readonly figures: readonly Figure[];
  readonly today: string;
  readonly changeHref: string | undefined;
};

function Schedule({ rows, figures, today, changeHref }: ScheduleProps) {
  const t = useWords();
  const holding = holdingRow(rows, today);
  const coming = comingRows(rows, today);
  return (
    <div>
      <SummaryList
        lines={figures.map(({ field }) => ({
          term: t(`reminder.admin.field.${field}` as "reminder.admin.field.sebelum"),
          value: <span className="figures">{figureWords(holding?.figures[field])}</span>,
        }))}
      />
      {coming.map((row) => (
        <div key={row.id} className="mt-4">
          <Notice kind="info" title={t("reminder.admin.coming", { day: formatDay(row.fromDay, "id") })}>
            <ul>
              {figures
                .filter(
                  ({ field }) => figureWords(row.figures[field]) !== figureWords(holding?.figures[field]),
                )
                .map(({ field }) => (
                  <li key={field}>
                    {t(`reminder.admin.field.${field}` as "reminder.admin.field.sebelum")}:{" "}
                    <span className="figures font-semibold">{figureWords(row.figures[field])}</span>
                  </li>
                ))}
            </ul>
          </Notice>
        </div>
      ))}
      <p className="mt-3 text-small text-ink-soft">
        {holding && holding.recordedBy !== "initial"
          ? t("reminder.admin.since", { day: formatDay(holding.fromDay, "id"), by: holding.recordedBy })
          : t("reminder.admin.sinceStart")}
      </p>
      {changeHref && (
        <div className="mt-4">
          <ButtonLink look="secondary" href={changeHref}>
            {t("reminder.admin.change")}
          </ButtonLink>
        </div>
      )}
    </div>
  );
}

export function Example({ month, dueOn, moments }: ExampleMonth) {
  const t = useWords();
  const caption = t("reminder.admin.example", {
    month: formatMonth(month, "id"),
    due: formatDay(dueOn, "id"),
  });
  return (
    <DataTable
      caption={caption}
      rows={moments}
      rowKey={({ moment }) => moment}
      columns={[
        {
          key: "moment",
          head: t("reminder.admin.moment"),
          cell: ({ moment }) => <MomentWords moment={moment} />,
        },
        {
          key: "day",
          head: t("reminder.admin.day"),
          nowrap: true,
          cell: ({ onDay }) => formatDayShort(onDay, "id"),
        },
      ]}
    />
  );
}

function MomentWords({ moment }: { readonly moment: Moment }) {
  const t = useWords();
  const [kind, days] = moment.split("/");
  if (kind === "before") return t("reminder.admin.moments.before", { count: Number(days) });
  if (kind === "arrears") return t("reminder.admin.moments.arrears", { count: Number(days) });
  return t("reminder.admin.moments.lapsed");
}
