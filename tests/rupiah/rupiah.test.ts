import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addRupiah, formatRupiah, portionOfRupiah, readRupiah, rupiah, timesRupiah } from "~/rupiah/rupiah";

const amounts = fc.integer({ min: 0, max: 900_000_000_000_000 });

describe("rupiah", () => {
  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("%s is not an amount", (amount) => {
    expect(() => rupiah(amount)).toThrow("not a whole amount of rupiah");
  });

  test("sums and multiples stay whole and refuse to leave the exact range", () => {
    expect(addRupiah(8_400, 8_400, 16_800)).toBe(33_600);
    expect(addRupiah()).toBe(0);
    expect(timesRupiah(16_800, 12)).toBe(201_600);
    expect(() => addRupiah(Number.MAX_SAFE_INTEGER, 1)).toThrow(RangeError);
    expect(() => timesRupiah(16_800, 0.5)).toThrow(RangeError);
    expect(() => addRupiah(1.5)).toThrow(RangeError);
  });

  test("a portion rounds half a rupiah up and nothing else", () => {
    expect(portionOfRupiah(6_800, 5_000)).toBe(3_400);
    expect(portionOfRupiah(1, 5_000)).toBe(1);
    expect(portionOfRupiah(1, 4_999)).toBe(0);
    expect(portionOfRupiah(2_950_000, 100)).toBe(29_500);
    expect(() => portionOfRupiah(-1, 100)).toThrow(RangeError);
  });

  test("a portion is never more than half a rupiah away from the exact share", () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (amount, basisPoints) => {
        const away =
          BigInt(portionOfRupiah(amount, basisPoints)) * 10_000n - BigInt(amount) * BigInt(basisPoints);
        expect(away > -5_000n && away <= 5_000n).toBe(true);
      }),
    );
  });
});

describe("writing and reading", () => {
  test("amounts are written as Indonesians write them", () => {
    expect(formatRupiah(16_800)).toBe("Rp16.800");
    expect(formatRupiah(-16_800)).toBe("−Rp16.800");
    expect(formatRupiah(0)).toBe("Rp0");
    expect(formatRupiah(-0)).toBe("Rp0");
    expect(formatRupiah(999)).toBe("Rp999");
    expect(formatRupiah(174_000_000)).toBe("Rp174.000.000");
  });

  test.each([
    "16800",
    "16.800",
    "Rp16.800",
    "Rp 16.800",
    "rp16800",
    "Rp. 16.800",
    "Rp16.800,-",
    "Rp16.800,00",
    " 16 800 ",
    "IDR 16.800",
    "16.800",
  ])("%j is Rp16.800", (text) => {
    expect(readRupiah(text)).toEqual({ kind: "rupiah", rupiah: 16_800 });
  });

  test.each([
    ["", "empty"],
    ["   ", "empty"],
    ["Rp", "not_a_number"],
    ["seribu", "not_a_number"],
    ["1e6", "not_a_number"],
    ["=1+1", "not_a_number"],
    ["0x10", "not_a_number"],
    ["-16800", "negative"],
    ["−Rp16.800", "negative"],
    ["Rp -5", "negative"],
    ["16,800", "fraction"],
    ["16.800,50", "fraction"],
    ["16.80", "grouping"],
    ["1680.000", "grouping"],
    ["16..800", "grouping"],
    [".5", "grouping"],
    ["16 80", "grouping"],
    ["99999999999999999999", "too_large"],
  ])("%j is refused as %s", (text, rule) => {
    expect(readRupiah(text)).toEqual({ kind: "not_rupiah", rule });
  });

  test("whatever is written can be read back", () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(readRupiah(formatRupiah(amount))).toEqual({ kind: "rupiah", rupiah: amount });
      }),
    );
  });

  test("reading never throws and never lets a fraction or a negative amount in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const reading = readRupiah(text);
        if (reading.kind === "rupiah")
          expect(Number.isSafeInteger(reading.rupiah) && reading.rupiah >= 0).toBe(true);
      }),
    );
  });
});
