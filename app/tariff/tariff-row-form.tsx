/** The questions of a new tariff row: which table first (its own address), then its fields. */
import { Button, ButtonRow } from "~/ui/button";
import { RadioGroup } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { SelectField, TextField } from "~/ui/field";
import { FormColumn, PageTitle } from "~/ui/layout";
import { Tabs } from "~/ui/tabs";
import { useWords } from "~/words/use-words";
import { type TariffMistake, type TariffTableName, tariffTableNames } from "./new-tariff-row";

type Props = {
  readonly table: TariffTableName;
  readonly nextMonth: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly mistakes: Readonly<Record<string, TariffMistake>>;
};

export function TariffRowForm({ table, nextMonth, typed, mistakes }: Props) {
  const t = useWords();
  const summary = Object.entries(mistakes).map(([field, mistake]) => ({
    field,
    message: t(`keeping.newRow.mistake.${mistake}`),
  }));
  return (
    <>
      <ErrorSummary mistakes={summary} />
      <PageTitle>{t("keeping.newRow.title")}</PageTitle>
      <Tabs
        label={t("keeping.newRow.which")}
        tabs={tariffTableNames.map((name) => ({
          href: `/admin/tarif/baru?tabel=${name}`,
          label: t(`keeping.tariff.kinds.${name}`),
          current: name === table,
        }))}
      />
      <form method="post" action="/admin/tarif/baru" noValidate>
        <input type="hidden" name="tabel" value={table} />
        <FormColumn>
          <Text
            name="fromMonth"
            typed={typed}
            mistakes={mistakes}
            hint={t("keeping.newRow.fromMonthHint", { month: nextMonth })}
            width="8"
          />
          {table === "bracket" && <BracketFields typed={typed} mistakes={mistakes} />}
          {table === "rate" && <RateFields typed={typed} mistakes={mistakes} />}
          {table === "discount" && <DiscountFields typed={typed} mistakes={mistakes} />}
          <Text
            name="legalSource"
            typed={typed}
            mistakes={mistakes}
            hint={t("keeping.newRow.legalSourceHint")}
          />
        </FormColumn>
        <ButtonRow>
          <Button name="langkah" value="pratinjau">
            {t("keeping.newRow.preview")}
          </Button>
        </ButtonRow>
      </form>
    </>
  );
}

type Typed = Pick<Props, "typed" | "mistakes">;
type TextName =
  | "fromMonth"
  | "toMonth"
  | "legalSource"
  | "number"
  | "incomeFrom"
  | "base"
  | "amount"
  | "percent"
  | "minimum"
  | "maximum";

function Text({
  name,
  typed,
  mistakes,
  label,
  ...rest
}: Typed & {
  readonly name: TextName;
  readonly label?: string;
  readonly hint?: string;
  readonly prefix?: string;
  readonly width?: "4" | "8" | "16";
  readonly optional?: boolean;
}) {
  const t = useWords();
  const mistake = mistakes[name];
  return (
    <TextField
      name={name}
      label={label ?? t(`keeping.newRow.${name}`)}
      error={mistake && t(`keeping.newRow.mistake.${mistake}`)}
      defaultValue={typed[name]}
      autoComplete="off"
      maxLength={200}
      {...rest}
    />
  );
}

function Programme({ typed, mistakes }: Typed) {
  const t = useWords();
  const mistake = mistakes.programme;
  return (
    <RadioGroup
      name="programme"
      label={t("keeping.newRow.programme")}
      inline
      error={mistake && t(`keeping.newRow.mistake.${mistake}`)}
      defaultValue={typed.programme}
      choices={(["jkk", "jkm", "jht"] as const).map((value) => ({
        value,
        label: t(`keeping.tariff.programmes.${value}`),
      }))}
    />
  );
}

function BracketFields(form: Typed) {
  const t = useWords();
  return (
    <>
      <Text name="number" {...form} hint={t("keeping.newRow.numberHint")} width="4" />
      <Text name="incomeFrom" {...form} prefix="Rp" width="16" />
      <Text name="base" {...form} prefix="Rp" width="16" />
    </>
  );
}

function RateFields(form: Typed) {
  const t = useWords();
  return (
    <>
      <Programme {...form} />
      <SelectField
        name="basis"
        label={t("keeping.newRow.basis")}
        defaultValue={form.typed.basis ?? "flat"}
        choices={[
          { value: "flat", label: t("keeping.newRow.flat") },
          { value: "percent_of_base", label: t("keeping.newRow.percentOfBase") },
        ]}
      />
      <Text name="amount" {...form} prefix="Rp" width="16" hint={t("keeping.newRow.amountHint")} />
      <Text name="percent" {...form} width="4" hint={t("keeping.newRow.percentHint")} />
      <Text name="minimum" {...form} prefix="Rp" width="16" optional />
      <Text name="maximum" {...form} prefix="Rp" width="16" optional />
    </>
  );
}

function DiscountFields(form: Typed) {
  const t = useWords();
  const mistake = form.mistakes.sector;
  return (
    <>
      <Text name="toMonth" {...form} width="8" optional hint={t("keeping.newRow.toMonthHint")} />
      <Programme {...form} />
      <RadioGroup
        name="sector"
        label={t("keeping.newRow.sector")}
        error={mistake && t(`keeping.newRow.mistake.${mistake}`)}
        defaultValue={form.typed.sector}
        choices={(["other", "transport"] as const).map((value) => ({
          value,
          label: t(`keeping.tariff.sectors.${value}`),
        }))}
      />
      <Text
        name="percent"
        {...form}
        label={t("keeping.newRow.discountPercent")}
        hint={t("keeping.newRow.discountHint")}
        width="4"
      />
    </>
  );
}
