import { formatDay } from "~/calendar/day";
import { Button, ButtonRow } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { EmptyState, FormColumn, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { Tabs } from "~/ui/tabs";
import { useWords } from "~/words/use-words";

export type HolidayMistake = "day" | "past" | "text" | "known";

type Props = {
  readonly year: number;
  readonly today: string;
  readonly holidays: readonly { readonly day: string; readonly name: string; readonly source: string }[];
  readonly mayAct: boolean;
  readonly removed: boolean;
  readonly answer?:
    | {
        readonly typed: { readonly day: string; readonly name: string; readonly source: string };
        readonly field: "tanggal" | "nama" | "sumber";
        readonly mistake: HolidayMistake;
      }
    | undefined;
};

/** A year's holidays; days ahead may be added and taken away. */
export function HolidaysPage({ year, today, holidays, mayAct, removed, answer }: Props) {
  const t = useWords();
  const errorAt = (field: string) =>
    answer?.field === field ? t(`keeping.holidays.mistake.${answer.mistake}`) : undefined;
  return (
    <>
      {answer && (
        <ErrorSummary
          mistakes={[{ field: answer.field, message: t(`keeping.holidays.mistake.${answer.mistake}`) }]}
        />
      )}
      <PageTitle lead={t("keeping.holidays.lead")}>{t("keeping.holidays.title", { year })}</PageTitle>
      {removed && !answer && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("keeping.holidays.removed")}
          </Notice>
        </div>
      )}
      <Tabs
        label={t("keeping.holidays.years")}
        tabs={[year - 1, year, year + 1].map((each) => ({
          href: `/admin/libur?tahun=${each}`,
          label: String(each),
          current: each === year,
        }))}
      />
      <DataTable
        caption={t("keeping.holidays.caption", { year })}
        quietCaption
        rows={holidays}
        rowKey={(holiday) => holiday.day}
        empty={
          <EmptyState title={t("keeping.holidays.none", { year })}>
            {t("keeping.holidays.noneBody")}
          </EmptyState>
        }
        columns={[
          {
            key: "day",
            head: t("keeping.holidays.day"),
            cell: (holiday) => <span className="whitespace-nowrap">{formatDay(holiday.day, "id")}</span>,
          },
          {
            key: "name",
            head: t("keeping.holidays.name"),
            cell: (holiday) => (
              <>
                {holiday.name}
                <span className="block text-small text-ink-soft">{holiday.source}</span>
              </>
            ),
          },
          ...(mayAct
            ? [
                {
                  key: "remove",
                  head: t("keeping.holidays.remove"),
                  cell: (holiday: Props["holidays"][number]) =>
                    holiday.day >= today && (
                      <form method="post" action="/admin/libur">
                        <input type="hidden" name="apa" value="hapus" />
                        <input type="hidden" name="tanggal" value={holiday.day} />
                        <button
                          type="submit"
                          aria-label={t("keeping.holidays.removeNamed", { name: holiday.name })}
                          className="link inline-flex min-h-11 items-center font-semibold"
                        >
                          {t("keeping.holidays.remove")}
                        </button>
                      </form>
                    ),
                },
              ]
            : []),
        ]}
      />
      {mayAct && (
        <div className="mt-12">
          <Section title={t("keeping.holidays.add")}>
            <form method="post" action={`/admin/libur?tahun=${year}`} noValidate>
              <FormColumn>
                <TextField
                  name="tanggal"
                  type="date"
                  width="16"
                  label={t("keeping.holidays.day")}
                  hint={t("keeping.holidays.dayHint", { day: today })}
                  error={errorAt("tanggal")}
                  defaultValue={answer?.typed.day}
                />
                <TextField
                  name="nama"
                  label={t("keeping.holidays.name")}
                  error={errorAt("nama")}
                  defaultValue={answer?.typed.name}
                  maxLength={200}
                />
                <TextField
                  name="sumber"
                  label={t("keeping.holidays.source")}
                  hint={t("keeping.holidays.sourceHint")}
                  error={errorAt("sumber")}
                  defaultValue={answer?.typed.source}
                  maxLength={200}
                />
              </FormColumn>
              <ButtonRow>
                <Button>{t("keeping.holidays.doAdd")}</Button>
              </ButtonRow>
            </form>
          </Section>
        </div>
      )}
    </>
  );
}
