/** What a page says before a change is confirmed: the change, its effect in sentences, what it costs, and the key. */
import { formatDay } from "~/calendar/day";
import { formatRupiah, type Rupiah } from "~/rupiah/rupiah";
import { quoteMonths } from "~/tariff/tariff";
import type { Words } from "~/words/words";
import { cardOf } from "./area-view";
import { effectKey } from "./change-effect";
import { dropReason } from "./change-items";
import { comingRenewals } from "./coming-renewals";
import { changeInWords, type EffectLine, effectInWords } from "./effect-words";
import type { Area, AreaSponsorship } from "./gather-area.server";
import type { Change, KnownStanding } from "./sponsorship-change";
import { weighOne } from "./weigh-change";

export type Preview = {
  readonly sentence: string;
  readonly lines: readonly EffectLine[];
  /** Goes back with the form: the change is only made while it still does this. */
  readonly key: string;
  /** What would have to be paid at once, when the gateway takes no sum so small. */
  readonly tooSmallRupiah?: Rupiah;
};

type Setting = { readonly t: Words; readonly area: Area; readonly minimumRupiah: Rupiah };

/** The preview, or why there is none. */
export function previewChange(
  change: Change,
  sponsorship: AreaSponsorship,
  setting: Setting,
): Preview | "stands_already" | "outdated" {
  const { t, area } = setting;
  const { standing, covered, workerName } = sponsorship;
  const { today, holidays } = area;
  const weighed = weighOne(change, standing, covered, today, holidays);
  if (typeof weighed === "string") return weighed;
  const { after, effect } = weighed;
  const card = change.kind === "way" ? cardOf(area, change.savedMethodId) : undefined;
  const lines = [...effectInWords(t, "id", { change, effect, workerName })];
  const cost =
    after === "ended" || !effect.next ? undefined : costOf(sponsorship, after, effect.next.months, area);
  if (cost !== undefined)
    lines.push({ tone: "plain", text: t("promise.effect.nextCost", { amount: formatRupiah(cost) }) });
  lines.push(...announcedLines(change, sponsorship, after, t));
  const tooSmall =
    change.kind !== "interval" || after === "ended" ? undefined : smallSum(sponsorship, after, setting);
  return {
    sentence: changeInWords(t, "id", change, card),
    lines,
    key: effectKey(effect),
    ...(tooSmall === undefined ? {} : { tooSmallRupiah: tooSmall }),
  };
}

function costOf(
  { sector, incomeRupiah }: AreaSponsorship,
  { terms }: KnownStanding,
  months: readonly string[],
  { tables }: Area,
): Rupiah | undefined {
  const quote = quoteMonths({ sector, income: incomeRupiah, programmes: terms.programmes }, months, tables);
  return quote.kind === "quote" ? quote.total : undefined;
}

/** A charge that was announced, or a link that was sent, and no longer holds. */
function announcedLines(
  change: Change,
  { planned }: AreaSponsorship,
  after: KnownStanding | "ended",
  t: Words,
): EffectLine[] {
  return planned.flatMap((item): EffectLine[] => {
    if (!dropReason(item, after, change.kind)) return [];
    if (item.progress.kind === "announced") {
      const { amountRupiah, chargeOn } = item.progress;
      const words = { amount: formatRupiah(amountRupiah), day: formatDay(chargeOn, "id") };
      return [{ tone: "plain", text: t("promise.effect.announcedOff", words) }];
    }
    if (item.progress.kind === "to_pay") return [{ tone: "plain", text: t("promise.effect.pageClosed") }];
    return [];
  });
}

/** The sum of the order this sponsorship would be in next, when the gateway takes none so small. */
function smallSum(
  sponsorship: AreaSponsorship,
  after: KnownStanding,
  { area, minimumRupiah }: Setting,
): Rupiah | undefined {
  const others = area.sponsorships.filter(({ id }) => id !== sponsorship.id);
  const changed = { ...sponsorship, standing: after, planned: [] };
  const entries = comingRenewals([...others, changed], area.today, area.holidays, area.tables);
  for (const entry of entries)
    if (entry.kind === "renewal" && entry.parts.some(({ sponsorshipId }) => sponsorshipId === sponsorship.id))
      return entry.totalRupiah !== undefined && entry.totalRupiah < minimumRupiah
        ? entry.totalRupiah
        : undefined;
  return undefined;
}
