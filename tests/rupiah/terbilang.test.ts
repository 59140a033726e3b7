import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TERBILANG_LIMIT, terbilang } from "~/rupiah/terbilang";

describe("terbilang", () => {
  test.each([
    [0, "nol"],
    [1, "satu"],
    [10, "sepuluh"],
    [11, "sebelas"],
    [12, "dua belas"],
    [19, "sembilan belas"],
    [20, "dua puluh"],
    [21, "dua puluh satu"],
    [100, "seratus"],
    [101, "seratus satu"],
    [111, "seratus sebelas"],
    [200, "dua ratus"],
    [999, "sembilan ratus sembilan puluh sembilan"],
    [1_000, "seribu"],
    [1_100, "seribu seratus"],
    [2_000, "dua ribu"],
    [8_400, "delapan ribu empat ratus"],
    [11_000, "sebelas ribu"],
    [16_800, "enam belas ribu delapan ratus"],
    [21_000, "dua puluh satu ribu"],
    [28_400, "dua puluh delapan ribu empat ratus"],
    [33_600, "tiga puluh tiga ribu enam ratus"],
    [36_800, "tiga puluh enam ribu delapan ratus"],
    [100_800, "seratus ribu delapan ratus"],
    [101_000, "seratus satu ribu"],
    [111_111, "seratus sebelas ribu seratus sebelas"],
    [201_600, "dua ratus satu ribu enam ratus"],
    [441_600, "empat ratus empat puluh satu ribu enam ratus"],
    [1_000_000, "satu juta"],
    [1_001_000, "satu juta seribu"],
    [1_000_000_000, "satu miliar"],
    [1_000_000_000_000, "satu triliun"],
    [1_001_001_001_001, "satu triliun satu miliar satu juta seribu satu"],
  ])("%i is %s", (amount, words) => {
    expect(terbilang(amount, "")).toBe(words);
    expect(terbilang(amount)).toBe(`${words} rupiah`);
  });

  test("an amount below zero says minus", () => {
    expect(terbilang(-16_800)).toBe("minus enam belas ribu delapan ratus rupiah");
  });

  test.each([0.5, Number.NaN, TERBILANG_LIMIT + 1])("%s is refused", (amount) => {
    expect(() => terbilang(amount)).toThrow("cannot be spelled");
  });

  test("reading the words back gives the number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: TERBILANG_LIMIT }), (amount) => {
        expect(readWords(terbilang(amount, ""))).toBe(amount);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Reads number words by another road than the one that writes them. */
function readWords(words: string): number {
  const spread = words
    .replace(/\bseribu\b/, "satu ribu")
    .replace(/\bseratus\b/g, "satu ratus")
    .replace(/\bsepuluh\b/g, "satu puluh")
    .replace(/\bsebelas\b/g, "satu belas");
  const digits = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
  const names = new Map([
    ["ribu", 1e3],
    ["juta", 1e6],
    ["miliar", 1e9],
    ["triliun", 1e12],
  ]);
  let total = 0;
  let group = 0;
  let digit = 0;
  for (const word of spread.split(" ")) {
    if (digits.includes(word)) digit = digits.indexOf(word);
    else if (word === "belas") [group, digit] = [group + 10 + digit, 0];
    else if (word === "puluh") [group, digit] = [group + 10 * digit, 0];
    else if (word === "ratus") [group, digit] = [group + 100 * digit, 0];
    else [total, group, digit] = [total + (group + digit) * names.get(word)!, 0, 0];
  }
  return total + group + digit;
}
