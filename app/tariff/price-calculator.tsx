/** The calculator: a form of choices and nothing else, sent by GET so that a price can be shared and bookmarked. */
import { formatMonth, type IuranMonth } from "~/calendar/iuran-month";
import { formatRupiah, type Rupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink } from "~/ui/button";
import { RadioGroup } from "~/ui/choices";
import { type Choice, SelectField } from "~/ui/field";
import { Card, Money } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useLocale, useWords } from "~/words/use-words";
import { PRICE_FIELDS, type PriceChoice, type PriceField, priceChoiceQuery } from "./price-choice";
import { PERIODS } from "./quote-request";

/** What can be chosen at all. */
export type PriceOffer = {
  readonly occupations: readonly { readonly code: string; readonly group: string; readonly name: string }[];
  readonly brackets: readonly { readonly number: number; readonly incomeFrom: Rupiah }[];
  readonly starts: readonly IuranMonth[];
};

type CalculatorProps = {
  readonly offer: PriceOffer;
  readonly choice: PriceChoice;
  readonly wrong: readonly PriceField[];
  /** The sum of the months, or the months that have no tariff yet. */
  readonly answer:
    | { readonly kind: "price"; readonly total: Rupiah }
    | { readonly kind: "no_tariff"; readonly months: string };
};

export function PriceCalculator({ offer, choice, wrong, answer }: CalculatorProps) {
  const t = useWords();
  const locale = useLocale();
  const error = (field: PriceField) => (wrong.includes(field) ? t(`quote.wrong.${field}`) : undefined);
  return (
    <Card>
      <h2 className="mb-4 text-h2 font-bold" id="hitung">
        {t("quote.calculator")}
      </h2>
      <form method="get" action="/#harga" className="flex flex-col gap-5" aria-labelledby="hitung">
        <SelectField
          name={PRICE_FIELDS.occupation}
          label={t("quote.occupation")}
          choices={offer.occupations.map(({ code, group, name }) => ({ value: code, label: name, group }))}
          defaultValue={choice.occupation}
          error={error("occupation")}
        />
        <IncomeSelect
          brackets={offer.brackets}
          name={PRICE_FIELDS.bracket}
          defaultValue={String(choice.bracket)}
          error={error("bracket")}
        />
        <RadioGroup
          name={PRICE_FIELDS.programmes}
          label={t("quote.programmes")}
          defaultValue={choice.programmes}
          error={error("programmes")}
          choices={[
            { value: "dua", label: t("quote.packages.dua"), hint: t("quote.packages.duaHint") },
            { value: "tiga", label: t("quote.packages.tiga"), hint: t("quote.packages.tigaHint") },
          ]}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField
            name={PRICE_FIELDS.start}
            label={t("quote.start")}
            choices={offer.starts.map((month) => ({ value: month, label: formatMonth(month, locale) }))}
            defaultValue={choice.start}
            error={error("start")}
          />
          <SelectField
            name={PRICE_FIELDS.months}
            label={t("quote.months")}
            choices={PERIODS.map((count) => ({
              value: String(count),
              label: t("quote.monthChoice", { count }),
            }))}
            defaultValue={String(choice.months)}
            error={error("months")}
          />
        </div>
        <Button look="secondary" full>
          {t("quote.compute")}
        </Button>
      </form>
      <div id="harga" className="mt-6 scroll-mt-4 border-t border-line pt-5" role="status">
        {answer.kind === "no_tariff" ? (
          <Notice kind="warning" title={t("quote.gapTitle")}>
            {t("quote.gap", { months: answer.months })}
          </Notice>
        ) : (
          <>
            <p className="text-ink-soft">{t("quote.total", { count: choice.months })}</p>
            <p className="leading-tight">
              <Money size="display">{formatRupiah(answer.total)}</Money>
            </p>
            <p className="mt-1 text-small text-ink-soft">{t("quote.estimate")}</p>
            <div className="mt-4">
              <ButtonLink full href={`/lindungi?${priceChoiceQuery(choice)}`} icon="arrowRight">
                {t("quote.register")}
              </ButtonLink>
            </div>
          </>
        )}
      </div>
    </Card>
  );
}

type IncomeSelectProps = {
  readonly brackets: PriceOffer["brackets"];
  readonly name: string;
  readonly defaultValue?: string | undefined;
  readonly error?: string | undefined;
  readonly empty?: string;
};

/** Income as ranges a person can read; each reaches up to the next one's beginning. */
export function IncomeSelect({ brackets, name, defaultValue, error, empty }: IncomeSelectProps) {
  const t = useWords();
  const choices: Choice[] = brackets.map((bracket, index) => {
    const next = brackets[index + 1];
    const from = formatRupiah(bracket.incomeFrom);
    const to = next && formatRupiah(next.incomeFrom);
    const label = !to
      ? t("quote.incomeFrom", { from })
      : index === 0
        ? t("quote.incomeUpTo", { to })
        : t("quote.incomeBetween", { from, to });
    return { value: String(bracket.number), label };
  });
  return (
    <SelectField
      name={name}
      label={t("quote.income")}
      hint={t("quote.incomeHint")}
      choices={choices}
      defaultValue={defaultValue}
      error={error}
      {...(empty === undefined ? {} : { empty })}
    />
  );
}
