/**
 * Reads a dated row of figures as an admin types it: whole numbers, and lists of them such as "14, 7, 3, 1".
 * What may be typed stands in the figure itself, and once more in a constraint of its table.
 */
import { type Day, isDay } from "~/calendar/day";

export type Figure = {
  readonly field: string;
  readonly kind: "number" | "list";
  readonly least: number;
  readonly most: number;
  /** Days that count down are written the largest first. */
  readonly countsDown?: boolean;
};

/** When reminders go out (`reminder_setting`). */
export const reminderFigures = [
  { field: "sebelum", kind: "list", least: 1, most: 30, countsDown: true },
  { field: "terputus", kind: "number", least: 1, most: 10 },
  { field: "tunggakan", kind: "list", least: 28, most: 89 },
  { field: "terlambat", kind: "number", least: 0, most: 7 },
] as const satisfies readonly Figure[];

/** When renewals are planned, announced, charged, tried again and given up (`renewal_setting`). */
export const renewalFigures = [
  { field: "rencana", kind: "number", least: 1, most: 60 },
  { field: "debit", kind: "number", least: 0, most: 30 },
  { field: "kabar", kind: "number", least: 7, most: 30 },
  { field: "jeda", kind: "number", least: 2, most: 14 },
  { field: "ulang", kind: "list", least: 1, most: 30 },
  { field: "istirahat", kind: "number", least: 0, most: 60 },
  { field: "kartu", kind: "list", least: 1, most: 28 },
] as const satisfies readonly Figure[];

export type SettingMistake =
  | {
      readonly field: string;
      readonly mistake: "number" | "list";
      readonly least: number;
      readonly most: number;
    }
  | { readonly field: string; readonly mistake: "day" | "past" }
  /** A renewal must be planned early enough to be announced before it is charged. */
  | { readonly field: string; readonly mistake: "too_late"; readonly least: number };

export type Figures = Readonly<Record<string, readonly number[]>>;
export type SettingReading =
  | { readonly kind: "setting"; readonly fromDay: Day; readonly figures: Figures }
  | { readonly kind: "mistakes"; readonly mistakes: readonly SettingMistake[] };

/** Field `mulai` is the day it holds from, today or later. Lists come back in order and without repetition. */
export function readSetting(
  typed: Readonly<Record<string, string>>,
  wanted: readonly Figure[],
  today: Day,
): SettingReading {
  const mistakes: SettingMistake[] = [];
  const fromDay = (typed.mulai ?? "").trim();
  if (!isDay(fromDay) || !fromDay.startsWith("20")) mistakes.push({ field: "mulai", mistake: "day" });
  else if (fromDay < today) mistakes.push({ field: "mulai", mistake: "past" });
  const figures: Record<string, readonly number[]> = {};
  for (const { field, kind, least, most, countsDown = false } of wanted) {
    const values = readNumbers(typed[field] ?? "", kind, countsDown);
    if (!values || values.some((value) => value < least || value > most))
      mistakes.push({ field, mistake: kind, least, most });
    else figures[field] = values;
  }
  const [plan, charge, notice] = [figures.rencana?.[0], figures.debit?.[0], figures.kabar?.[0]];
  if (plan !== undefined && charge !== undefined && notice !== undefined && plan < charge + notice)
    mistakes.push({ field: "rencana", mistake: "too_late", least: charge + notice });
  return mistakes.length > 0 ? { kind: "mistakes", mistakes } : { kind: "setting", fromDay, figures };
}

function readNumbers(text: string, kind: Figure["kind"], countsDown: boolean): readonly number[] | undefined {
  const words = text
    .trim()
    .split(/[\s,;]+/)
    .filter((word) => word !== "");
  if (words.length === 0 || words.length > (kind === "list" ? 10 : 1)) return undefined;
  if (!words.every((word) => /^\d{1,3}$/.test(word))) return undefined;
  return [...new Set(words.map(Number))].sort((a, b) => (countsDown ? b - a : a - b));
}
