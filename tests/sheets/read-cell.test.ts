import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRupiah, groupThousands } from "~/rupiah/rupiah";
import {
  type AmountFormat,
  type DayOrder,
  readAmountCell,
  readDayCell,
  readDigitsCell,
  readMonthCell,
  readTextCell,
} from "~/sheets/read-cell";
import type { Cell } from "~/sheets/sheet";

const text = (text: string): Cell => ({ kind: "text", text });
const number = (value: number): Cell => ({ kind: "number", number: value, text: String(value) });
const got = (reading: { kind: string; value?: unknown; rule?: string }) => reading.value ?? reading.rule;

describe("an amount", () => {
  it.each<[string, AmountFormat | undefined, number | string]>([
    ["Rp16.800", undefined, 16800],
    ["Rp 16.800,-", undefined, 16800],
    ["16.800,00", undefined, 16800],
    ["16,800.00", undefined, 16800],
    ["16800", undefined, 16800],
    ["1.016.800", undefined, 1016800],
    ["1,016,800", undefined, 1016800],
    ["16.800", undefined, "amount_ambiguous"],
    ["16,800", undefined, "amount_ambiguous"],
    ["16.800", "id", 16800],
    ["16,800", "en", 16800],
    ["16.800", "en", "fraction"],
    ["16,800", "id", "fraction"],
    ["16.800,50", undefined, "fraction"],
    ["16800.00", undefined, 16800],
    ["1.68.00", "id", "not_an_amount"],
    ["16.80", "id", "not_an_amount"],
    ["enam belas ribu", undefined, "not_an_amount"],
    ["16800x", undefined, "not_an_amount"],
    ["", undefined, "empty"],
    ["-16.800", "id", "negative"],
    ["(16.800)", "id", "negative"],
    ["(16.800", "id", "not_an_amount"],
    ["1E+5", undefined, "not_an_amount"],
    ["99999999999999999999", undefined, "too_large"],
  ])("%s written %s is %s", (typed, format, wanted) => {
    expect(got(readAmountCell(text(typed), { format }))).toBe(wanted);
  });

  it("may be below zero only where money leaves", () => {
    expect(readAmountCell(text("(16.800,00)"), { allowNegative: true })).toEqual({
      kind: "value",
      value: -16800,
    });
    expect(got(readAmountCell(number(-1)))).toBe("negative");
  });

  it("is taken from a number only when whole, and never from a formula, an error or a day", () => {
    expect(got(readAmountCell(number(16800)))).toBe(16800);
    expect(got(readAmountCell(number(0.1 + 0.2)))).toBe("fraction");
    expect(got(readAmountCell({ kind: "formula", shown: "16800" }))).toBe("formula");
    expect(got(readAmountCell({ kind: "error", shown: "#" }))).toBe("error");
    expect(got(readAmountCell({ kind: "day", day: "2026-11-01" }))).toBe("not_an_amount");
  });

  it("comes back as itself in every way the declared format writes it", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000_000), (amount) => {
        expect(got(readAmountCell(text(formatRupiah(amount))))).toBe(amount);
        expect(got(readAmountCell(text(`${groupThousands(amount)},00`), { format: "id" }))).toBe(amount);
        expect(got(readAmountCell(text(amount.toLocaleString("en-US")), { format: "en" }))).toBe(amount);
      }),
    );
  });
});

describe("a day", () => {
  it.each<[string, DayOrder | undefined, string]>([
    ["2026-04-03", undefined, "2026-04-03"],
    ["03/04/2026", undefined, "day_ambiguous"],
    ["03/04/2026", "dmy", "2026-04-03"],
    ["03/04/2026", "mdy", "2026-03-04"],
    ["31/12/2026", undefined, "day_ambiguous"],
    ["31/12/2026", "mdy", "not_a_day"],
    ["2026/4/3", undefined, "2026-04-03"],
    ["3-4-2026 14:05:09", "dmy", "2026-04-03"],
    ["3 April 2026", undefined, "2026-04-03"],
    ["3-Mei-2026", undefined, "2026-05-03"],
    ["30/02/2026", "dmy", "not_a_day"],
    ["03/04/26", "dmy", "not_a_day"],
    ["kemarin", "dmy", "not_a_day"],
  ])("%s in the order %s is %s", (typed, order, wanted) => {
    expect(got(readDayCell(text(typed), order))).toBe(wanted);
  });

  it("is never a bare number", () => {
    expect(got(readDayCell(number(46000), "dmy"))).toBe("not_a_day");
    expect(got(readDayCell({ kind: "day", day: "2026-04-03" }))).toBe("2026-04-03");
  });
});

describe("an iuran month", () => {
  it.each([
    ["2026-11", "2026-11"],
    ["11/2026", "2026-11"],
    ["1-2027", "2027-01"],
    ["202611", "2026-11"],
    ["November 2026", "2026-11"],
    ["NOPEMBER 2026", "2026-11"],
    ["Agt 2026", "2026-08"],
    ["Mei-2026", "2026-05"],
    ["December 2026", "2026-12"],
    ["2026-11-30", "2026-11"],
    ["13/2026", "not_a_month"],
    ["11/26", "not_a_month"],
    ["Brumaire 2026", "not_a_month"],
    ["Ma 2026", "not_a_month"],
  ])("%s is %s", (typed, wanted) => {
    expect(got(readMonthCell(text(typed)))).toBe(wanted);
  });

  it("is the month of a date, because spreadsheets make dates of months", () => {
    expect(got(readMonthCell({ kind: "day", day: "2026-11-01" }))).toBe("2026-11");
    expect(got(readMonthCell(number(202611)))).toBe("2026-11");
  });
});

describe("digits that name somebody", () => {
  it.each<[Cell, string]>([
    [text("3509 2141 0790 0001"), "3509214107900001"],
    [text("'3509214107900001"), "3509214107900001"],
    [text("3.50921E+15"), "precision_lost"],
    [text("3,50921E+15"), "precision_lost"],
    [number(3509214107900000), "precision_lost"],
    [text("350921410790000"), "wrong_length"],
    [number(350921), "wrong_length"],
    [text("35092141079O0001"), "not_digits"],
    [{ kind: "formula", shown: "3509214107900001" }, "formula"],
    [{ kind: "empty" }, "empty"],
  ])("%o is %s", (cell, wanted) => {
    expect(got(readDigitsCell(cell, 16))).toBe(wanted);
  });
});

describe("text", () => {
  it("is tidied, takes numbers as they are shown, and has an end", () => {
    expect(got(readTextCell(text("  Siti \n Aminah ")))).toBe("Siti Aminah");
    expect(got(readTextCell(number(12)))).toBe("12");
    expect(got(readTextCell(text("x".repeat(201))))).toBe("too_long");
  });
});
