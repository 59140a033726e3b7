/**
 * What a sponsor asks to change, from the address of a page or its form:
 *
 *   lewati     bulan=2027-02, or batal=<gap> to take a skip back
 *   jeda       lama=3, and mulai=2027-02 once it was shown
 *   lanjutkan  (nothing to choose)
 *   selang     selang=6
 *   program    program=dua | tiga
 *   sampai     sampai=henti | bulan, and bulan=2027-12
 *   bayar      bayar=tautan | <card>
 *
 * Nothing asked yet is no mistake: then the page asks.
 */
import type { Day } from "~/calendar/day";
import { addMonths, type IuranMonth, isIuranMonth, monthOf, monthsFrom } from "~/calendar/iuran-month";
import { PACKAGES, readPackage } from "~/tariff/price-choice";
import { INTERVALS } from "./renewal-period";
import { type Change, type KnownStanding, LONGEST_PAUSE, pauseOf, renewalFrom } from "./sponsorship-change";

export const SUBJECTS = ["lewati", "jeda", "lanjutkan", "selang", "program", "sampai", "bayar"] as const;
export type Subject = (typeof SUBJECTS)[number];

export function readSubject(text: string | undefined): Subject | undefined {
  return SUBJECTS.find((subject) => subject === text);
}

export type Asked =
  | { readonly kind: "open" }
  | { readonly kind: "wrong"; readonly field: string; readonly message: AskedMistake }
  /** The months or the gap are not there any more. */
  | { readonly kind: "impossible" }
  /** `fields` name the same answer again, for the form that confirms it. */
  | {
      readonly kind: "asked";
      readonly change: Change;
      readonly fields: Readonly<Record<string, string>>;
    };

export type AskedMistake =
  | "pause.wrong"
  | "interval.wrong"
  | "programmes.wrong"
  | "until.wrong"
  | "until.wrongMonth"
  | "pay.wrong";

/** How far ahead an end may lie. */
const FARTHEST_MONTHS = 60;

type Given = Pick<URLSearchParams, "get">;
type Setting = {
  readonly standing: KnownStanding;
  readonly cardIds: readonly string[];
  readonly today: Day;
  readonly holidays: ReadonlySet<Day>;
};

/** Reads the answer; who owns a card is looked at again when the change is made. */
export function readAsked(subject: Subject, given: Given, setting: Setting): Asked {
  const text = (name: string) => given.get(name)?.trim() ?? "";
  switch (subject) {
    case "lewati":
      return readSkip(text("bulan"), text("batal"), setting);
    case "jeda":
      return readPause(given, setting);
    case "lanjutkan":
      return asked({ kind: "resume" }, {});
    case "selang":
      return choose(given, "selang", "interval.wrong", (value) => {
        const intervalMonths = INTERVALS.find((months) => String(months) === value);
        return intervalMonths && { kind: "interval", intervalMonths };
      });
    case "program":
      return choose(given, "program", "programmes.wrong", (value) => {
        const name = readPackage(value);
        return name && { kind: "programmes", programmes: PACKAGES[name] };
      });
    case "sampai":
      return readUntil(given, setting);
    case "bayar":
      return choose(given, "bayar", "pay.wrong", (value) => {
        if (value === "tautan") return { kind: "way", way: "pay_link" };
        if (!setting.cardIds.includes(value)) return undefined;
        return { kind: "way", way: "saved_card", savedMethodId: value };
      });
  }
}

function asked(change: Change, fields: Readonly<Record<string, string>>): Asked {
  return { kind: "asked", change, fields };
}

function choose(
  given: Given,
  field: string,
  message: AskedMistake,
  read: (value: string) => Change | undefined,
): Asked {
  const value = given.get(field);
  if (value === null)
    return given.get("lihat") === null ? { kind: "open" } : { kind: "wrong", field, message };
  const change = read(value.trim());
  return change ? asked(change, { [field]: value.trim() }) : { kind: "wrong", field, message };
}

function readSkip(month: string, gapId: string, { standing, today, holidays }: Setting): Asked {
  // One that is taken back already is asked for again by the second click of a double click.
  if (gapId) return isId(gapId) ? asked({ kind: "unskip", gapId }, { batal: gapId }) : { kind: "impossible" };
  if (!isIuranMonth(month)) return { kind: "impossible" };
  const same = standing.gaps.find((gap) => gap.kind === "skip" && gap.fromMonth === month);
  if (same?.toMonth)
    return asked({ kind: "skip", fromMonth: month, toMonth: same.toMonth }, { bulan: month });
  const period = renewalFrom(standing, month, today, holidays);
  if (!period) return { kind: "impossible" };
  return asked({ kind: "skip", fromMonth: month, toMonth: period.months.at(-1)! }, { bulan: month });
}

/** `mulai` comes with the form that confirms, so that a second click means the same pause and not a further one. */
function readPause(given: Given, { standing, today, holidays }: Setting): Asked {
  const length = given.get("lama");
  const begins = given.get("mulai") ?? "";
  const fromMonth = isIuranMonth(begins) ? begins : pauseOf(standing, 1, today, holidays)?.fromMonth;
  if (!fromMonth) return { kind: "impossible" };
  if (length === null) return { kind: "open" };
  const months = Number(length);
  if (!Number.isInteger(months) || months < 1 || months > LONGEST_PAUSE)
    return { kind: "wrong", field: "lama", message: "pause.wrong" };
  const pause = { kind: "pause", fromMonth, toMonth: addMonths(fromMonth, months - 1) } as const;
  return asked(pause, { lama: String(months), mulai: fromMonth });
}

function readUntil(given: Given, { today }: Setting): Asked {
  const choice = given.get("sampai");
  if (choice === null)
    return given.get("lihat") === null
      ? { kind: "open" }
      : { kind: "wrong", field: "sampai", message: "until.wrong" };
  if (choice === "henti") return asked({ kind: "until" }, { sampai: "henti" });
  if (choice !== "bulan") return { kind: "wrong", field: "sampai", message: "until.wrong" };
  const untilMonth = given.get("bulan") ?? "";
  if (!untilChoices(today).includes(untilMonth))
    return { kind: "wrong", field: "bulan", message: "until.wrongMonth" };
  return asked({ kind: "until", untilMonth }, { sampai: "bulan", bulan: untilMonth });
}

/** The months an end may lie in, this one first. */
export function untilChoices(today: Day): readonly IuranMonth[] {
  return monthsFrom(monthOf(today), FARTHEST_MONTHS);
}

/** Whether text has the form of our ids, so that it may be asked of the database. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
