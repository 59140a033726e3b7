/** The rules of payroll, as plain values. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "~/calendar/day";
import { addMonths, monthOf } from "~/calendar/iuran-month";
import { readAsn, standingOfUnit } from "~/payroll/asn-registration";
import { decideBooking, readTransfer } from "~/payroll/booking";
import { compareDeductions, type ListedLine, payableItems } from "~/payroll/deductions";
import { earliestMonth, isReportOverdue, listDay, monthToList } from "~/payroll/payroll-calendar";
import { payrollReference, readPayrollReference } from "~/payroll/payroll-reference";
import { readPayrollSetting } from "~/payroll/payroll-setting-form";
import { protectedUntil } from "~/payroll/protected-until";
import { maskNip } from "~/people/masking";
import type { UnitVersion } from "~/units/work-unit";

const units: readonly UnitVersion[] = [
  { unitId: "a", fromDay: "2021-01-01", name: "Dinas A", kind: "dinas", note: null, mergedInto: null, closed: false },
  { unitId: "b", fromDay: "2021-01-01", name: "Dinas B", kind: "dinas", note: null, mergedInto: null, closed: false },
  { unitId: "a", fromDay: "2026-01-02", name: "Dinas A", kind: "dinas", note: null, mergedInto: "b", closed: false },
  { unitId: "c", fromDay: "2021-01-01", name: "Dinas C", kind: "dinas", note: null, mergedInto: null, closed: true },
]; // biome-ignore format: one row a line
const today = "2026-11-23";
const asn = (fields: Record<string, string>) =>
  readAsn({ nama: "Endang", unit: "b", ...fields }, units, today);

describe("what a civil servant says of themselves", () => {
  it("needs a name and a unit, and nothing else", () => {
    expect(asn({})).toEqual({
      kind: "asn",
      asn: { name: "Endang", unit: { kind: "listed", unitId: "b" }, forgetNip: false },
    });
    expect(asn({ unit: "lainnya", unitLain: "  SD Negeri   Karangrejo 1 " })).toMatchObject({
      asn: { unit: { kind: "other", text: "SD Negeri Karangrejo 1" } },
    });
  });

  it.each([
    [{ nama: "" }, { field: "nama", rule: "empty" }],
    [{ unit: "" }, { field: "unit", rule: "missing" }],
    [{ unit: "zzz" }, { field: "unit", rule: "unknown" }],
    [{ unit: "a" }, { field: "unit", rule: "merged" }],
    [{ unit: "c" }, { field: "unit", rule: "closed" }],
    [{ unit: "lainnya" }, { field: "unitLain", rule: "missing" }],
    [
      { unit: "lainnya", unitLain: "SD\u202eN" },
      { field: "unitLain", rule: "hidden_characters" },
    ],
    [{ nip: "123" }, { field: "nip", rule: "not_18_digits" }],
    [{ nip: "19861326 201505 1 001" }, { field: "nip", rule: "birth_date" }],
    [{ nip: "19860926 201505 3 001" }, { field: "nip", rule: "sex" }],
  ])("%o is a mistake of %o", (fields, mistake) => {
    expect(asn(fields as Record<string, string>)).toEqual({ kind: "mistakes", mistakes: [mistake] });
  });

  it("takes both forms of a NIP, and masks all that is not the year or the serial", () => {
    expect(asn({ nip: "19860926 201505 1 001" })).toMatchObject({ asn: { nip: "198609262015051001" } });
    expect(asn({ nip: "19860926 2021 21 2 001" })).toMatchObject({ asn: { nip: "198609262021212001" } });
    expect(maskNip("198609262015051001")).toBe("1986•••••••••••001");
    expect(maskNip("1986")).toBe("••••••••••••••••••");
  });

  it("finds who carries on for a merged unit", () => {
    expect(standingOfUnit("a", units, "2025-12-31")).toEqual({ kind: "open", name: "Dinas A" });
    expect(standingOfUnit("a", units, today)).toMatchObject({ kind: "merged", successorId: "b" });
    expect(standingOfUnit("c", units, today)).toEqual({ kind: "closed", name: "Dinas C" });
  });
});

describe("the reference of a batch", () => {
  const unit = "0190d1b2-7f3a-7c4d-8e5f-9a0b1c2d3e4f";
  const reference = payrollReference("2026-11", unit);

  it("is read however it is written", () => {
    expect(reference).toMatch(/^PG-2026-11-[2-9A-Z]{6}-\d{2}$/);
    expect(readPayrollReference(` ${reference.toLowerCase().replaceAll("-", " ")} `)).toEqual({
      kind: "reference",
      reference,
    });
  });

  it("with one wrong sign, or two that changed places, is no reference", () => {
    const signs = [...reference.replaceAll("-", "")];
    for (let at = 2; at < signs.length; at += 1) {
      const other = signs[at] === "7" ? "3" : "7";
      const slipped = signs.with(at, other).join("");
      expect(readPayrollReference(slipped).kind, slipped).toBe("not_a_reference");
      const next = signs[at + 1];
      if (!next || next === signs[at]) continue;
      const swapped = signs
        .with(at, next)
        .with(at + 1, signs[at]!)
        .join("");
      expect(readPayrollReference(swapped).kind, swapped).toBe("not_a_reference");
    }
  });

  it("differs by unit and by month", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, two) => {
        fc.pre(one.slice(-12) !== two.slice(-12));
        expect(payrollReference("2026-11", one)).not.toBe(payrollReference("2026-12", one));
      }),
    );
  });
});

describe("the dates of payroll", () => {
  const setting = { listDate: 20, reportDate: 10 };

  it("close a list on its date of the month before", () => {
    expect(listDay("2027-01", setting)).toBe("2026-12-20");
    expect(monthToList("2026-12-19", setting)).toBeUndefined();
    expect(monthToList("2026-12-20", setting)).toBe("2027-01");
    expect(monthToList("2026-12-31", setting)).toBe("2027-01");
    expect(monthToList("2027-01-01", setting)).toBeUndefined();
  });

  it("let nobody begin with a month whose list is closed, on any day of three years", () => {
    for (let day = "2026-01-01"; day <= "2028-12-31"; day = addDays(day, 1)) {
      const month = earliestMonth(day, setting, new Set());
      expect(month > monthOf(day)).toBe(true);
      expect(listDay(month, setting) > day).toBe(true);
      expect(listDay(addMonths(month, -1), setting) <= day).toBe(true);
    }
    expect(earliestMonth("2026-11-10", setting, new Set(["2026-12", "2027-01"]))).toBe("2027-02");
  });

  it("call a report late from the day after", () => {
    expect(isReportOverdue("2027-01", "2027-01-10", setting)).toBe(false);
    expect(isReportOverdue("2027-01", "2027-01-11", setting)).toBe(true);
  });

  it("are read with all their mistakes at once", () => {
    expect(readPayrollSetting({ daftar: "29", laporan: "x", bank: "BRI" })).toMatchObject({
      mistakes: [{ field: "daftar" }, { field: "laporan" }, { field: "rekening" }, { field: "pemilik" }],
    });
    expect(readPayrollSetting({ daftar: "20", laporan: "10" })).toEqual({
      kind: "setting",
      setting: { listDate: 20, reportDate: 10 },
    });
    expect(
      readPayrollSetting({
        daftar: "1",
        laporan: "28",
        bank: "BRI",
        rekening: "0031-234 567",
        pemilik: "SCJ",
      }),
    ).toMatchObject({ setting: { account: { bank: "BRI", number: "0031234567", holder: "SCJ" } } });
  });
});

const line = (id: string, expectedRupiah = 16_800): ListedLine => ({
  lineId: id,
  name: id,
  nipIndex: `nip-${id}`,
  nipMasked: "1986•••",
  expectedRupiah,
});
const row = (id: string, deductedRupiah: number, at?: number) => ({
  nipIndex: `nip-${id}`,
  nipMasked: "1986•••",
  deductedRupiah,
  ...(at === undefined ? {} : { row: at }),
});

describe("a report held against the list", () => {
  it("names every kind of difference at its row", () => {
    const list = ["a", "b", "c", "d", "e"].map((id) => line(id));
    const { differences, deducted, totalRupiah, isBlocked } = compareDeductions(list, [
      row("a", 16_800, 2),
      row("b", 20_000, 3),
      row("c", 8_400, 4),
      row("d", 0, 5),
      row("x", 9_000, 6),
      row("y", 0, 7),
    ]);
    expect(differences.map((each) => [each.kind, "row" in each ? each.row : undefined])).toEqual([
      ["more", 3],
      ["less", 4],
      ["nothing", 5],
      ["missing", undefined],
      ["unknown", 6],
    ]);
    expect(isBlocked).toBe(true);
    expect(totalRupiah).toBe(45_200);
    expect(deducted.map((each) => each.deductedRupiah)).toEqual([16_800, 20_000, 8_400, 0, 0]);
  });

  it("with a NIP twice says in which rows, and is blocked", () => {
    const { differences, isBlocked } = compareDeductions(
      [line("a")],
      [row("a", 8_400, 2), row("a", 8_400, 9)],
    );
    expect(differences).toEqual([{ kind: "twice", nipMasked: "1986•••", rows: [2, 9] }]);
    expect(isBlocked).toBe(true);
  });

  it("as listed has no difference", () => {
    const list = [line("a"), line("b", 8_400)];
    expect(compareDeductions(list, [row("a", 16_800), row("b", 8_400)])).toMatchObject({
      differences: [],
      isBlocked: false,
      totalRupiah: 25_200,
    });
  });
});

describe("a deduction", () => {
  it("pays workers in the order they were signed for, each whole or not at all, and loses no rupiah", () => {
    const items = [16_800, 36_800, 16_800].map((amountRupiah, index) => ({ index, amountRupiah }));
    expect(payableItems(items, 33_600)).toMatchObject({
      paid: [{ index: 0 }, { index: 2 }],
      unpaid: [{ index: 1 }],
      leftRupiah: 0,
    });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50_000 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 200_000 }),
        (amounts, deducted) => {
          const { paid, unpaid, leftRupiah } = payableItems(
            amounts.map((amountRupiah) => ({ amountRupiah })),
            deducted,
          );
          const sum = paid.reduce((total, item) => total + item.amountRupiah, 0);
          expect(sum + leftRupiah).toBe(deducted);
          expect(paid.length + unpaid.length).toBe(amounts.length);
          expect(unpaid.every((item) => item.amountRupiah > leftRupiah)).toBe(true);
        },
      ),
    );
  });
});

describe("a transfer", () => {
  const lines = [
    { lineId: "a", deductedRupiah: 16_800 },
    { lineId: "b", deductedRupiah: 8_400 },
    { lineId: "c", deductedRupiah: 0 },
  ];

  it("must reach, settles what is not left out, and keeps what is over", () => {
    expect(decideBooking(lines, 25_200, new Set())).toMatchObject({
      kind: "book",
      surplusRupiah: 0,
      left: [],
    });
    expect(decideBooking(lines, 25_201, new Set())).toMatchObject({ surplusRupiah: 1 });
    expect(decideBooking(lines, 25_199, new Set())).toEqual({ kind: "short", missingRupiah: 1 });
    expect(decideBooking(lines, 16_800, new Set(["b"]))).toMatchObject({
      settled: [{ lineId: "a" }],
      left: [{ lineId: "b" }],
    });
    expect(decideBooking(lines, 25_200, new Set(["a", "b"]))).toEqual({ kind: "nothing_to_settle" });
  });

  it("is read with every mistake at its field", () => {
    const right = { tanggal: "2026-11-20", jumlah: "Rp25.200", referensi: "ft 26327 abc", catatan: " PG  " };
    expect(readTransfer(right, today)).toEqual({
      kind: "transfer",
      transfer: {
        bankReference: "FT26327ABC",
        transferredOn: "2026-11-20",
        amountRupiah: 25_200,
        note: "PG",
      },
    });
    expect(readTransfer({ ...right, tanggal: "2026-11-24" }, today)).toMatchObject({
      mistakes: [{ field: "tanggal", rule: "future" }],
    });
    expect(readTransfer({ tanggal: "2025-11-24", jumlah: "0", referensi: "a;b" }, today)).toMatchObject({
      mistakes: [
        { field: "tanggal", rule: "too_old" },
        { field: "jumlah", rule: "rupiah" },
        { field: "referensi", rule: "reference" },
      ],
    });
  });
});

describe("protection from this month on", () => {
  it("ends with the first month that is not covered", () => {
    expect(protectedUntil(new Set(["2026-11", "2026-12", "2027-02"]), "2026-11")).toBe("2026-12-31");
    expect(protectedUntil(new Set(["2026-12"]), "2026-11")).toBeUndefined();
  });
});
