/** The one question about renewing on the check page, and how a wish is told afterwards. */
import { addMonths, formatMonth, formatMonths, type IuranMonth, monthsFrom } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { CheckboxField, RadioGroup } from "~/ui/choices";
import type { FieldMistake } from "~/ui/error-summary";
import { SelectField } from "~/ui/field";
import { Section } from "~/ui/layout";
import { useLocale, useWords } from "~/words/use-words";
import {
  RENEWAL_INTERVALS,
  type RenewalWish,
  type WishAnswers,
  type WishError,
  type WishErrors,
  type WishField,
  wishFields,
} from "./renewal-wish";

/** Until when a promise may be given at first; it can be prolonged later. */
const MONTHS_OFFERED = 36;

type WishFieldsProps = {
  readonly answers: WishAnswers;
  readonly errors: WishErrors;
  /** The last month the order itself pays for. */
  readonly paidUntil: IuranMonth;
};

/** Everything below the box stays out of sight until it is ticked, in browsers that can. */
export function WishFields({ answers, errors, paidUntil }: WishFieldsProps) {
  const t = useWords();
  const locale = useLocale();
  const say = useWishErrors();
  const error = (field: WishField) => errors[field] && say(errors[field]);
  return (
    <Section title={t("renewal.wish.title")}>
      <div className="wish flex flex-col gap-6">
        <CheckboxField
          name="perpanjang"
          value="ya"
          defaultChecked={answers.perpanjang !== ""}
          label={t("renewal.wish.ask")}
          hint={t("renewal.wish.askHint")}
        />
        <div className="flex flex-col gap-6 [.wish:not(:has(#perpanjang:checked))_&]:hidden">
          <RadioGroup
            name="setiap"
            label={t("renewal.wish.every")}
            inline
            defaultValue={answers.setiap}
            error={error("setiap")}
            choices={RENEWAL_INTERVALS.map((count) => ({
              value: String(count),
              label: t("renewal.wish.everyMonth", { count }),
            }))}
          />
          <RadioGroup
            name="hingga"
            label={t("renewal.wish.until")}
            defaultValue={answers.hingga}
            error={error("hingga")}
            choices={[
              { value: "terus", label: t("renewal.wish.untilOpen") },
              { value: "bulan", label: t("renewal.wish.untilMonth") },
            ]}
          />
          <SelectField
            name="bulan"
            width="16"
            label={t("renewal.wish.month")}
            hint={t("renewal.wish.monthHint")}
            defaultValue={answers.bulan}
            error={error("bulan")}
            empty=""
            choices={monthsFrom(addMonths(paidUntil, 1), MONTHS_OFFERED).map((month) => ({
              value: month,
              label: formatMonth(month, locale),
            }))}
          />
          <RadioGroup
            name="cara"
            label={t("renewal.wish.way")}
            defaultValue={answers.cara}
            error={error("cara")}
            choices={[
              { value: "saved_card", label: t("renewal.wish.wayCard"), hint: t("renewal.wish.wayCardHint") },
              { value: "pay_link", label: t("renewal.wish.wayLink"), hint: t("renewal.wish.wayLinkHint") },
            ]}
          />
        </div>
      </div>
    </Section>
  );
}

/** A wish as the form shows it; without one the usual answers wait behind the empty box. */
export function answersOf(wish: RenewalWish | undefined): WishAnswers {
  return {
    perpanjang: wish ? "ya" : "",
    setiap: String(wish?.intervalMonths ?? 3),
    hingga: wish?.untilMonth ? "bulan" : "terus",
    bulan: wish?.untilMonth ?? "",
    cara: wish?.way ?? "saved_card",
  };
}

/** The mistakes for the list at the top of the page, in the order of the fields. */
export function useWishMistakes(errors: WishErrors): readonly FieldMistake[] {
  const say = useWishErrors();
  return wishFields.flatMap((field) => (errors[field] ? [{ field, message: say(errors[field]) }] : []));
}

function useWishErrors() {
  const t = useWords();
  const locale = useLocale();
  return (error: WishError): string => {
    switch (error.kind) {
      case "every":
      case "until":
      case "month":
      case "way":
        return t(`renewal.wish.errors.${error.kind}`);
      case "monthEarly":
        return t("renewal.wish.errors.monthEarly", { month: formatMonth(error.month, locale) });
      case "small":
      case "smallLong":
        return t(`renewal.wish.errors.${error.kind}`, {
          months: formatMonths(error.months, locale),
          total: formatRupiah(error.total),
          minimum: formatRupiah(error.minimum),
        });
    }
  };
}

/** What was wished, in words, on the order's page. */
export function WishNote({ wish }: { readonly wish: RenewalWish }) {
  const t = useWords();
  const locale = useLocale();
  return (
    <Section title={t("renewal.wish.title")}>
      <p>
        {t("renewal.wish.summary", {
          count: wish.intervalMonths,
          until: wish.untilMonth
            ? t("renewal.wish.summaryUntilMonth", { month: formatMonth(wish.untilMonth, locale) })
            : t("renewal.wish.summaryUntilOpen"),
          way: t(wish.way === "saved_card" ? "renewal.wish.summaryCard" : "renewal.wish.summaryLink"),
        })}{" "}
        {t("renewal.wish.summaryChange")}
      </p>
    </Section>
  );
}
