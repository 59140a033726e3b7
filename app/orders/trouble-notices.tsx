/** What stands between a cart and its payment, said before anything is charged, each with the way out as a button. */
import { formatMonths } from "~/calendar/iuran-month";
import { formatRupiah, type Rupiah } from "~/rupiah/rupiah";
import { packageOf } from "~/tariff/price-choice";
import { Button, ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { useLocale, useWords } from "~/words/use-words";
import type { WayOut } from "./check-out-trouble";
import type { MonthClash } from "./find-clashes.server";
import { OfferButtons } from "./month-form";

/** Trouble that is told in one sentence. */
export type PlainTrouble =
  | "changed"
  | "away"
  | "refused"
  | { readonly kind: "large"; readonly maximum: Rupiah }
  | { readonly kind: "tariff"; readonly months: readonly string[] };

export function PlainTroubleNotice({ trouble }: { readonly trouble: PlainTrouble }) {
  const t = useWords();
  const locale = useLocale();
  if (typeof trouble === "string")
    return (
      <Notice
        kind={trouble === "changed" ? "warning" : "danger"}
        title={t(`order.trouble.${trouble}Title`)}
        live
      >
        {t(`order.trouble.${trouble}`)}
      </Notice>
    );
  if (trouble.kind === "large")
    return (
      <Notice kind="warning" title={t("order.trouble.largeTitle")} live>
        {t("order.trouble.large", { maximum: formatRupiah(trouble.maximum) })}
      </Notice>
    );
  return (
    <Notice kind="warning" title={t("order.trouble.tariffTitle")} live>
      {t("order.trouble.tariff", { months: formatMonths(trouble.months, locale) })}
    </Notice>
  );
}

export function TakenTrouble({ clashes }: { readonly clashes: readonly MonthClash[] }) {
  const t = useWords();
  const locale = useLocale();
  return (
    <Notice kind="warning" title={t("order.trouble.takenTitle")} live>
      {clashes.map((clash) => (
        <form key={clash.lineId} method="post" action={`/keranjang/${clash.lineId}?periksa`} className="mt-2">
          <input type="hidden" name="program" value={packageOf(clash.programmes)} />
          {(["covered", "held"] as const).map(
            (why) =>
              clash[why].length > 0 && (
                <p key={why}>
                  {t("order.trouble.takenWorker", {
                    name: clash.name,
                    months: formatMonths(clash[why], locale),
                  })}{" "}
                  {t(`order.trouble.${why}`)}
                </p>
              ),
          )}
          <p>
            {clash.offers.length > 0
              ? t("order.trouble.takenNext", { name: clash.name })
              : t("worker.months.noFree")}
          </p>
          <OfferButtons offers={clash.offers} />
        </form>
      ))}
    </Notice>
  );
}

type SmallTroubleProps = {
  readonly minimum: Rupiah;
  readonly total: Rupiah;
  readonly ways: readonly WayOut[];
};

export function SmallTrouble({ minimum, total, ways }: SmallTroubleProps) {
  const t = useWords();
  return (
    <Notice kind="warning" title={t("order.trouble.smallTitle")} live>
      <p>{t("order.trouble.small", { minimum: formatRupiah(minimum), total: formatRupiah(total) })}</p>
      <div className="mt-3 flex flex-col gap-2">
        {ways.map(({ lineId, name, what, choice, price }) => (
          <form key={`${lineId} ${what}`} method="post" action={`/keranjang/${lineId}?periksa`}>
            <input type="hidden" name="program" value={choice.programmes} />
            <Button look="secondary" full name="pilih" value={`${choice.start}/${choice.months}`}>
              {what === "months"
                ? t("order.trouble.smallMonths", { months: choice.months, name, price: formatRupiah(price) })
                : t("order.trouble.smallJht", { name, price: formatRupiah(price) })}
            </Button>
          </form>
        ))}
        <ButtonLink look="secondary" full href="/lindungi?baru">
          {t("order.trouble.smallAdd")}
        </ButtonLink>
      </div>
    </Notice>
  );
}
