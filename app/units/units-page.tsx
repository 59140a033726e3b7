/** The list of work units, a search by name, and adding one. */
import { formatDay } from "~/calendar/day";
import { Button, ButtonRow } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { SelectField, TextField } from "~/ui/field";
import { EmptyState, FormColumn, PageTitle, Section } from "~/ui/layout";
import { Pager } from "~/ui/pager";
import { StateMark, type Tone } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";
import type { UnitField } from "./unit-change-form";
import type { ListedUnit } from "./unit-list";
import { type UnitRefusal, type UnitState, unitKinds } from "./work-unit";

export type UnitAnswer = {
  readonly typed: Readonly<Record<string, string>>;
  readonly field: UnitField;
  readonly mistake: UnitRefusal | "day" | "into";
};

type Props = {
  readonly today: string;
  readonly part: string;
  readonly units: readonly ListedUnit[];
  readonly mayAct: boolean;
  readonly answer?: UnitAnswer | undefined;
};

const tones: Record<UnitState, Tone> = { open: "good", merged: "info", closed: "neutral" };

export function UnitsPage({ today, part, units, mayAct, answer }: Props) {
  const t = useWords();
  return (
    <>
      {answer && (
        <ErrorSummary
          mistakes={[{ field: answer.field, message: t(`keeping.units.mistake.${answer.mistake}`) }]}
        />
      )}
      <PageTitle lead={t("keeping.units.lead")}>{t("keeping.units.title")}</PageTitle>
      <form method="get" action="/admin/unit" className="mb-6 flex max-w-form items-end gap-3">
        <div className="grow">
          <TextField
            name="nama"
            id="cari-nama"
            type="search"
            label={t("keeping.units.searchLabel")}
            defaultValue={part}
            maxLength={200}
          />
        </div>
        <Button look="secondary">{t("keeping.units.search")}</Button>
      </form>
      <DataTable
        caption={t("keeping.units.caption", { day: formatDay(today, "id") })}
        quietCaption
        rows={units}
        rowKey={(unit) => unit.id}
        empty={<EmptyState title={t("keeping.units.none")}>{t("keeping.units.noneBody")}</EmptyState>}
        columns={[
          {
            key: "name",
            head: t("keeping.units.name"),
            cell: (unit) => (
              <>
                <a className="link font-semibold" href={`/admin/unit/${unit.id}`}>
                  {unit.name}
                </a>
                <span className="block text-small font-normal text-ink-soft">
                  {t(`keeping.units.kinds.${unit.kind}`)}
                </span>
              </>
            ),
          },
          { key: "state", head: t("keeping.units.state"), cell: (unit) => <UnitStateMark unit={unit} /> },
          {
            key: "since",
            head: t("keeping.units.since"),
            cell: (unit) => <span className="whitespace-nowrap">{formatDay(unit.since, "id")}</span>,
          },
        ]}
      />
      <Pager note={t("keeping.units.count", { count: units.length })} />
      {mayAct && (
        <div className="mt-12">
          <Section title={t("keeping.units.add")}>
            <form method="post" action="/admin/unit?index" noValidate>
              <FormColumn>
                <UnitNameFields today={today} answer={answer} />
              </FormColumn>
              <ButtonRow>
                <Button>{t("keeping.units.doAdd")}</Button>
              </ButtonRow>
            </form>
          </Section>
        </div>
      )}
    </>
  );
}

export function UnitStateMark({ unit }: { readonly unit: Pick<ListedUnit, "state" | "successorName"> }) {
  const t = useWords();
  return (
    <>
      <StateMark tone={tones[unit.state]}>{t(`keeping.units.states.${unit.state}`)}</StateMark>
      {unit.successorName && (
        <span className="block text-small text-ink-soft">
          {t("keeping.units.mergedInto", { name: unit.successorName })}
        </span>
      )}
    </>
  );
}

type NameFieldsProps = {
  readonly today: string;
  readonly answer?: UnitAnswer | undefined;
  readonly name?: string;
  readonly kind?: string;
};

/** Name, kind and the day it begins. */
export function UnitNameFields({ today, answer, name, kind }: NameFieldsProps) {
  const t = useWords();
  const errorAt = (field: UnitField) =>
    answer?.field === field ? t(`keeping.units.mistake.${answer.mistake}`) : undefined;
  return (
    <>
      <TextField
        name="nama"
        label={t("keeping.units.name")}
        error={errorAt("nama")}
        defaultValue={answer?.typed.nama ?? name}
        maxLength={200}
        autoComplete="off"
      />
      <SelectField
        name="jenis"
        label={t("keeping.units.kind")}
        defaultValue={answer?.typed.jenis ?? kind ?? "dinas"}
        choices={unitKinds.map((value) => ({ value, label: t(`keeping.units.kinds.${value}`) }))}
      />
      <UnitDayField today={today} answer={answer} />
    </>
  );
}

type DayFieldProps = Pick<NameFieldsProps, "today" | "answer"> & { readonly id?: string };

/** The day a change begins; `id` where several of them stand on one page. */
export function UnitDayField({ today, answer, id = "mulai" }: DayFieldProps) {
  const t = useWords();
  return (
    <TextField
      name="mulai"
      id={id}
      type="date"
      width="16"
      label={t("keeping.units.fromDay")}
      hint={t("keeping.units.fromDayHint", { day: today })}
      error={answer?.field === "mulai" ? t(`keeping.units.mistake.${answer.mistake}`) : undefined}
      defaultValue={answer?.typed.mulai ?? today}
    />
  );
}
