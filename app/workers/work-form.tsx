/** Step 2: what the worker does, where, and for how much a month. */
import type { Kecamatan } from "~/places/place";
import { IncomeSelect, type PriceOffer } from "~/tariff/price-calculator";
import { type Choice, SelectField } from "~/ui/field";
import { useWords } from "~/words/use-words";

type WorkFieldsProps = {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly errors: Readonly<Record<string, string | undefined>>;
  readonly occupations: PriceOffer["occupations"];
  readonly brackets: PriceOffer["brackets"];
  readonly kecamatan: readonly Kecamatan[];
};

export function WorkFields({ values, errors, occupations, brackets, kecamatan }: WorkFieldsProps) {
  const t = useWords();
  const villages: Choice[] = kecamatan.flatMap(({ name, villages }) =>
    villages.map((village) => ({
      value: village.code,
      label:
        village.level === "kelurahan" ? t("worker.work.kelurahan", { name: village.name }) : village.name,
      group: t("worker.work.kecamatan", { name }),
    })),
  );
  return (
    <>
      <SelectField
        name="occupation"
        label={t("worker.work.occupation")}
        choices={occupations.map(({ code, group, name }) => ({ value: code, label: name, group }))}
        empty={t("ui.choose")}
        defaultValue={values.occupation ?? ""}
        error={errors.occupation}
      />
      <SelectField
        name="place"
        label={t("worker.work.place")}
        hint={t("worker.work.placeHint")}
        choices={villages}
        empty={t("ui.choose")}
        defaultValue={values.place ?? ""}
        error={errors.place}
      />
      <IncomeSelect
        name="bracket"
        brackets={brackets}
        empty={t("ui.choose")}
        defaultValue={values.bracket ?? ""}
        error={errors.income}
      />
    </>
  );
}
