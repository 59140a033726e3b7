/**
 * Bank statements in SWIFT's MT940, line by line, so that a file of any length is read in little memory and every
 * problem is said with its line. (The parsers on npm want the whole file at once and know no lines.)
 *
 *   :20:…  :25:account  :28C:…  :60F:C261101IDR1000,00      opening balance
 *   :61:2611031103C16800,00NTRFreference//bankref           one row, and :86: what it is about
 *   :62F:C261130IDR17800,00                                 closing balance: opening and rows must come to it
 */
import { dayFromParts } from "~/calendar/day";
import { type BankProblem, type BankRow, type BankRowReading, problem, tidyText } from "./bank-row";

type Field = { readonly tag: string; readonly line: number; readonly lines: string[] };
type OpenRow = Omit<BankRow, "description"> & { readonly about: string[] };

export type Mt940Reader = {
  /** Takes one line; answers the rows and problems that are complete by now. */
  take(text: string, line: number): readonly BankRowReading[];
  /** The file is at its end. */
  end(): readonly BankRowReading[];
};

export const looksLikeMt940 = (start: string) =>
  /^\s*(\{1:[^\n]*|:20:)/.test(start) || /\n:(20|25):[^\n]*\r?\n:/.test(start);

export function createMt940Reader(): Mt940Reader {
  let field: Field | undefined;
  let row: OpenRow | undefined;
  /** Opening balance and rows so far; undefined outside a statement. */
  let balanceSen: number | undefined;
  let lastLine = 0;

  const finishRow = (): BankRowReading[] => {
    if (!row) return [];
    const { about, ...facts } = row;
    row = undefined;
    return [{ kind: "row", row: { ...facts, description: tidyText(about.join(" "), 1000) } }];
  };

  const finishField = (): BankRowReading[] => {
    if (!field) return [];
    const { tag, line, lines } = field;
    field = undefined;
    if (tag === "86") {
      row?.about.push(...lines.map((text) => text.replace(/^\?\d{2}/, "").replace(/\?\d{2}/g, " ")));
      return [];
    }
    const done = finishRow();
    if (tag === "61") {
      const read = readEntry(lines, line);
      if ("rule" in read) return [...done, problem(read)];
      row = read;
      if (balanceSen !== undefined) balanceSen += read.amountSen;
      return done;
    }
    if (tag === "60F" || tag === "60M" || tag === "62F" || tag === "62M") {
      const read = readBalance(lines[0] ?? "", line);
      if ("rule" in read) return [...done, problem(read)];
      const off = tag.startsWith("62") && balanceSen !== undefined && balanceSen !== read.sen;
      balanceSen = tag.startsWith("60") ? read.sen : undefined;
      return off ? [...done, problem({ rule: "mt940_balance", line })] : done;
    }
    return done;
  };

  return {
    take(text, line) {
      lastLine = line;
      const begun = /^:(\d{2}[A-Z]?):(.*)$/.exec(text);
      if (begun) {
        const done = finishField();
        field = { tag: begun[1]!, line, lines: [begun[2]!] };
        return done;
      }
      if (/^(-\}?.*|\{.*|\s*)$/.test(text)) return finishField();
      if (!field) return [problem({ rule: "mt940_line", line, detail: text.slice(0, 40) })];
      field.lines.push(text);
      return [];
    },
    end() {
      const done = [...finishField(), ...finishRow()];
      // A statement that was opened and never closed lost its end on the way.
      return balanceSen === undefined ? done : [...done, problem({ rule: "mt940_cut_off", line: lastLine })];
    },
  };
}

/** `:61:`: value day, entry day, side, amount, type, references. RC takes a credit back, RD a debit. */
function readEntry([first = "", ...more]: readonly string[], line: number): OpenRow | BankProblem {
  const parts =
    /^(\d{2})(\d{2})(\d{2})(\d{4})?(RC|RD|C|D)([A-Z])?(\d{1,15}),(\d{0,2})([NFS][A-Z0-9]{3})(.*)$/.exec(
      first,
    );
  if (!parts) return { rule: "mt940_line", line, detail: first.slice(0, 40) };
  const [, year, month, date, , side = "", , whole = "", decimals = "", , references = ""] = parts;
  const onDay = dayFromParts(2000 + Number(year), Number(month), Number(date));
  if (!onDay) return { rule: "not_a_day", line, detail: first.slice(0, 6) };
  const sen = Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
  if (!Number.isSafeInteger(sen) || sen > 9_000_000_000_000_000) return { rule: "too_large", line };
  if (sen === 0) return { rule: "zero", line };
  const [own = "", bank = ""] = references.split("//");
  const named = [bank, own].map((text) => tidyText(text, 200)).filter((text) => text && text !== "NONREF");
  return {
    line,
    onDay,
    amountSen: side === "C" || side === "RD" ? sen : -sen,
    reference: named[0] ?? "",
    reverses: side.startsWith("R"),
    about: [...named.slice(1), ...more],
  };
}

function readBalance(text: string, line: number): { readonly sen: number } | BankProblem {
  const parts = /^([CD])(\d{6})([A-Z]{3})(\d{1,15}),(\d{0,2})$/.exec(text.trim());
  if (!parts) return { rule: "mt940_line", line, detail: text.slice(0, 40) };
  const [, side, , currency, whole = "", decimals = ""] = parts;
  if (currency !== "IDR") return { rule: "mt940_currency", line, detail: currency! };
  const sen = Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
  return { sen: side === "C" ? sen : 0 - sen };
}
