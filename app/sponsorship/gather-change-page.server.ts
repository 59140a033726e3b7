/** What the page of one change shows: the question with its answers and prices, or the effect of the answer given. */
import type { IuranMonth } from "~/calendar/iuran-month";
import type { World } from "~/platform/world.server";
import { formatRupiah } from "~/rupiah/rupiah";
import { PACKAGES } from "~/tariff/price-choice";
import { quoteMonths } from "~/tariff/tariff";
import { createWords } from "~/words/words";
import { type CardView, cardOf } from "./area-view";
import { type Asked, type AskedMistake, readAsked, type Subject, untilChoices } from "./asked-change";
import type { Area, AreaSponsorship } from "./gather-area.server";
import { type Preview, previewChange } from "./preview-change";
import { INTERVALS, nextPeriod, type Terms } from "./renewal-period";
import { type Change, firstOpenMonth } from "./sponsorship-change";

export type ChangePageView = {
  readonly subject: Subject;
  readonly question: Question;
  readonly given: Readonly<Record<string, string>>;
  readonly mistake?: { readonly field: string; readonly message: AskedMistake | "same" | "tooSmall" };
  readonly tooSmall?: { readonly amount: string; readonly minimum: string };
  /** It cannot be asked any more: the months are gone, or nothing is renewed. */
  readonly isImpossible?: true;
  /** The answer given, to be confirmed. */
  readonly confirm?: {
    readonly kind: Change["kind"];
    readonly fields: Readonly<Record<string, string>>;
    readonly preview: Preview;
    readonly months?: readonly IuranMonth[];
  };
};

export type Question = {
  /** The first month a pause would leave out. */
  readonly firstMonth?: IuranMonth;
  /** What the next renewal would cost, by the value of the answer. */
  readonly costs: Readonly<Record<string, string>>;
  readonly cards: readonly CardView[];
  readonly untilMonths: readonly IuranMonth[];
};

/** Pure but for the words: nothing is written by looking. */
export function gatherChangePage(
  world: Pick<World, "gateways">,
  visit: {
    readonly subject: Subject;
    readonly given: URLSearchParams;
    readonly area: Area;
    readonly own: AreaSponsorship;
  },
): ChangePageView {
  const { subject, given, area, own } = visit;
  const { today, holidays, cards } = area;
  const cardIds = cards.map(({ id }) => id);
  const asked = readAsked(subject, given, { standing: own.standing, cardIds, today, holidays });
  const page = {
    subject,
    given: Object.fromEntries([...given].map(([name, value]) => [name, value.slice(0, 60)])),
    question: questionOf(area, own),
  };
  if (subject === "bayar" && own.standing.terms.way === "payroll") return { ...page, isImpossible: true };
  return { ...page, ...answered(world, asked, area, own) };
}

function answered(
  { gateways }: Pick<World, "gateways">,
  asked: Asked,
  area: Area,
  own: AreaSponsorship,
): Pick<ChangePageView, "mistake" | "tooSmall" | "isImpossible" | "confirm"> {
  switch (asked.kind) {
    case "open":
      return {};
    case "wrong":
      return { mistake: { field: asked.field, message: asked.message } };
    case "impossible":
      return { isImpossible: true };
    case "asked": {
      const { change, fields } = asked;
      const minimumRupiah = gateways[0]?.limits.minimumRupiah ?? 0;
      const setting = { t: createWords("id").t, area, minimumRupiah };
      const preview = previewChange(change, own, setting);
      const field = Object.keys(fields)[0] ?? "";
      if (preview === "outdated") return { isImpossible: true };
      if (preview === "stands_already") {
        const isChoice = ["interval", "programmes", "until", "way"].includes(change.kind);
        return isChoice ? { mistake: { field, message: "same" } } : { isImpossible: true };
      }
      if (preview.tooSmallRupiah !== undefined)
        return {
          mistake: { field, message: "tooSmall" },
          tooSmall: {
            amount: formatRupiah(preview.tooSmallRupiah),
            minimum: formatRupiah(minimumRupiah),
          },
        };
      return { confirm: { kind: change.kind, fields, preview } };
    }
  }
}

function questionOf(area: Area, own: AreaSponsorship): Question {
  const { today, holidays } = area;
  const firstMonth = firstOpenMonth(own.standing, today, holidays);
  const cost = (terms: Partial<Terms>) => costOf(area, own, { ...own.standing.terms, ...terms });
  return {
    ...(firstMonth ? { firstMonth } : {}),
    costs: Object.fromEntries([
      ...INTERVALS.map((intervalMonths) => [`selang ${intervalMonths}`, cost({ intervalMonths })]),
      ...Object.entries(PACKAGES).map(([name, programmes]) => [`program ${name}`, cost({ programmes })]),
    ]),
    cards: area.cards.map(({ id }) => cardOf(area, id)!),
    untilMonths: untilChoices(today),
  };
}

/** The next renewal's sum under these terms; empty while a month has no tariff. */
function costOf({ today, holidays, tables }: Area, own: AreaSponsorship, terms: Terms): string {
  const period = nextPeriod({ ...own.standing, terms }, today, holidays);
  if (!period) return "";
  const protection = { sector: own.sector, income: own.incomeRupiah, programmes: terms.programmes };
  const quote = quoteMonths(protection, period.months, tables);
  return quote.kind === "quote" ? formatRupiah(quote.total) : "";
}
