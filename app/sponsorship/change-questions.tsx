/** The questions of the change pages, each with what its answers cost. */
import { addMonths, formatMonth, formatMonths, monthRange } from "~/calendar/iuran-month";
import { RadioGroup } from "~/ui/choices";
import { SelectField } from "~/ui/field";
import { useLocale, useWords } from "~/words/use-words";
import type { CardView, StandingView } from "./area-view";
import { cardInWords } from "./effect-words";
import type { ChangePageView } from "./gather-change-page.server";
import { INTERVALS } from "./renewal-period";
import { LONGEST_PAUSE } from "./sponsorship-change";

type FieldsProps = {
  readonly view: StandingView;
  readonly page: ChangePageView;
  readonly error: string | undefined;
};

export function QuestionFields({ view, page, error }: FieldsProps) {
  switch (page.subject) {
    case "jeda":
      return <PauseFields page={page} error={error} />;
    case "selang":
      return <IntervalFields view={view} page={page} error={error} />;
    case "program":
      return <ProgrammeFields view={view} page={page} error={error} />;
    case "sampai":
      return <UntilFields view={view} page={page} error={error} />;
    case "bayar":
      return <PayFields view={view} page={page} error={error} />;
    case "lewati":
    case "lanjutkan":
      return null;
  }
}

function PauseFields({ page, error }: Omit<FieldsProps, "view">) {
  const t = useWords();
  const locale = useLocale();
  const { firstMonth } = page.question;
  if (!firstMonth) return null;
  const choices = Array.from({ length: LONGEST_PAUSE }, (_, index) => {
    const months = monthRange(firstMonth, addMonths(firstMonth, index));
    return {
      value: String(index + 1),
      label: `${t("promise.pause.months", { count: index + 1 })} (${formatMonths(months, locale)})`,
    };
  });
  return (
    <SelectField
      name="lama"
      label={t("promise.pause.howLong")}
      hint={t("promise.pause.howLongHint", { month: formatMonth(firstMonth, locale) })}
      error={error}
      choices={choices}
      defaultValue={page.given.lama}
    />
  );
}

function IntervalFields({ view, page, error }: FieldsProps) {
  const t = useWords();
  return (
    <RadioGroup
      name="selang"
      label={t("promise.interval.question")}
      hint={t("promise.interval.hint")}
      error={error}
      defaultValue={page.given.selang ?? String(view.intervalMonths)}
      choices={INTERVALS.map((months) => ({
        value: String(months),
        label: t("promise.interval.months", { count: months }),
        hint: months === view.intervalMonths ? t("promise.form.now") : undefined,
        aside: page.question.costs[`selang ${months}`] || undefined,
      }))}
    />
  );
}

function ProgrammeFields({ view, page, error }: FieldsProps) {
  const t = useWords();
  const now = view.programmes.includes("jht") ? "tiga" : "dua";
  const hint = (name: "dua" | "tiga") => {
    const words = t(name === "dua" ? "promise.programmes.twoHint" : "promise.programmes.threeHint");
    return name === now ? `${words}. ${t("promise.form.now")}` : words;
  };
  return (
    <RadioGroup
      name="program"
      label={t("promise.programmes.question")}
      error={error}
      defaultValue={page.given.program ?? now}
      choices={[
        {
          value: "dua",
          label: t("promise.programmes.two"),
          hint: hint("dua"),
          aside: page.question.costs["program dua"] || undefined,
        },
        {
          value: "tiga",
          label: t("promise.programmes.three"),
          hint: hint("tiga"),
          aside: page.question.costs["program tiga"] || undefined,
        },
      ]}
    />
  );
}

function UntilFields({ view, page, error }: FieldsProps) {
  const t = useWords();
  const locale = useLocale();
  const wrongMonth = page.mistake?.field === "bulan";
  return (
    <>
      <RadioGroup
        name="sampai"
        label={t("promise.until.question")}
        error={wrongMonth ? undefined : error}
        defaultValue={page.given.sampai ?? (view.untilMonth ? "bulan" : "henti")}
        choices={[
          { value: "henti", label: t("promise.until.open") },
          { value: "bulan", label: t("promise.until.month") },
        ]}
      />
      <SelectField
        name="bulan"
        label={t("promise.until.which")}
        hint={t("promise.until.whichHint")}
        error={wrongMonth ? error : undefined}
        defaultValue={page.given.bulan ?? view.untilMonth}
        choices={page.question.untilMonths.map((month) => ({
          value: month,
          label: formatMonth(month, locale),
        }))}
      />
    </>
  );
}

function PayFields({ view, page, error }: FieldsProps) {
  const t = useWords();
  const locale = useLocale();
  const hintOf = ({ expiresIn }: CardView) =>
    expiresIn
      ? t("promise.pay.cardHint", { month: formatMonth(expiresIn, locale) })
      : t("promise.pay.cardHintPlain");
  return (
    <>
      <RadioGroup
        name="bayar"
        label={t("promise.pay.question")}
        error={error}
        defaultValue={page.given.bayar ?? view.card?.id ?? "tautan"}
        choices={[
          ...page.question.cards.map((card) => ({
            value: card.id,
            label: t("promise.pay.card", { card: cardInWords(t, card) }),
            hint: hintOf(card),
          })),
          { value: "tautan", label: t("promise.pay.link"), hint: t("promise.pay.linkHint") },
        ]}
      />
      <p>
        <a href="/saya/kartu" className="link inline-flex min-h-11 items-center">
          {t("promise.pay.add")}
        </a>
      </p>
    </>
  );
}
