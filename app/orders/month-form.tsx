/** Choosing the months of one worker, with what is taken said first and every choice priced. */
import { formatMonth, formatMonths, type IuranMonth } from "~/calendar/iuran-month";
import { formatRupiah, type Rupiah } from "~/rupiah/rupiah";
import { PRICE_FIELDS } from "~/tariff/price-choice";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { RadioGroup } from "~/ui/choices";
import { SelectField } from "~/ui/field";
import { FormColumn } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useLocale, useWords } from "~/words/use-words";
import type { MonthOffer, OfferedPeriod } from "./month-choice";

type MonthFormProps = {
  readonly action: string;
  readonly draftId?: string;
  readonly offer: MonthOffer;
  readonly covered: readonly IuranMonth[];
  readonly held: readonly IuranMonth[];
  readonly clash:
    | { readonly taken: readonly IuranMonth[]; readonly offers: readonly OfferedPeriod[] }
    | undefined;
  readonly submit: string;
  readonly backHref?: string;
};

export function MonthForm({
  action,
  draftId,
  offer,
  covered,
  held,
  clash,
  submit,
  backHref,
}: MonthFormProps) {
  const t = useWords();
  const locale = useLocale();
  const { choice, starts, packagePrices, periodPrices } = offer;
  const aside = (price: Rupiah | undefined, per = "") =>
    price === undefined ? undefined : `${formatRupiah(price)}${per}`;
  const per = ` ${t("quote.perMonth")}`;
  return (
    <form method="post" action={action} noValidate>
      {draftId && <input type="hidden" name="isian" value={draftId} />}
      <FormColumn>
        <TakenNotices covered={covered} held={held} firstFree={starts[0]} />
        {clash && <Clash {...clash} />}
        <RadioGroup
          name={PRICE_FIELDS.programmes}
          label={t("quote.programmes")}
          defaultValue={choice.programmes}
          choices={[
            {
              value: "dua",
              label: t("quote.packages.dua"),
              hint: t("quote.packages.duaHint"),
              aside: aside(packagePrices.dua, per),
            },
            {
              value: "tiga",
              label: t("quote.packages.tiga"),
              hint: t("quote.packages.tigaHint"),
              aside: aside(packagePrices.tiga, per),
            },
          ]}
        />
        <SelectField
          name={PRICE_FIELDS.start}
          label={t("quote.start")}
          choices={starts.map((month) => ({ value: month, label: formatMonth(month, locale) }))}
          defaultValue={choice.start}
          width="16"
        />
        <RadioGroup
          name={PRICE_FIELDS.months}
          label={t("quote.months")}
          defaultValue={String(choice.months)}
          choices={periodPrices.map(({ months, price }) => ({
            value: String(months),
            label: t("quote.monthChoice", { count: months }),
            aside: aside(price),
          }))}
        />
      </FormColumn>
      <ButtonRow>
        <Button name="aksi" value="simpan">
          {submit}
        </Button>
        <Button look="quiet" name="aksi" value="hitung">
          {t("worker.months.recompute")}
        </Button>
        {backHref && (
          <ButtonLink look="quiet" href={backHref}>
            {t("worker.back")}
          </ButtonLink>
        )}
      </ButtonRow>
    </form>
  );
}

type TakenNoticesProps = {
  readonly covered: readonly IuranMonth[];
  readonly held: readonly IuranMonth[];
  readonly firstFree: IuranMonth | undefined;
};

function TakenNotices({ covered, held, firstFree }: TakenNoticesProps) {
  const t = useWords();
  const locale = useLocale();
  if (covered.length + held.length === 0) return null;
  return (
    <Notice title={t(covered.length > 0 ? "worker.months.covered" : "worker.months.held")}>
      {covered.length > 0 && (
        <p>{t("worker.months.coveredText", { months: formatMonths(covered, locale) })}</p>
      )}
      {held.length > 0 && <p>{t("worker.months.heldText", { months: formatMonths(held, locale) })}</p>}
      {firstFree && <p>{t("worker.months.firstFree", { month: formatMonth(firstFree, locale) })}</p>}
    </Notice>
  );
}

type ClashProps = { readonly taken: readonly IuranMonth[]; readonly offers: readonly OfferedPeriod[] };

/** The chosen months meet taken ones: each way out is one button. */
export function Clash({ taken, offers }: ClashProps) {
  const t = useWords();
  const locale = useLocale();
  return (
    <Notice kind="warning" title={t("worker.months.clash")} live>
      {offers.length === 0 ? (
        <p>{t("worker.months.noFree")}</p>
      ) : (
        <p>{t("worker.months.clashText", { months: formatMonths(taken, locale) })}</p>
      )}
      <OfferButtons offers={offers} />
    </Notice>
  );
}

/** Inside a form that reads `pilih`. */
export function OfferButtons({ offers }: { readonly offers: readonly OfferedPeriod[] }) {
  const t = useWords();
  const locale = useLocale();
  return (
    <div className="mt-3 flex flex-col gap-2">
      {offers.map(({ start, months, list, price }) => (
        <Button key={`${start}/${months}`} look="secondary" full name="pilih" value={`${start}/${months}`}>
          {price === undefined
            ? formatMonths(list, locale)
            : t("worker.months.takeFree", { months: formatMonths(list, locale), price: formatRupiah(price) })}
        </Button>
      ))}
    </div>
  );
}
