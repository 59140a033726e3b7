import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPersonName } from "~/people/person-name";

describe("a person's name", () => {
  test.each([
    ["Siti Aminah", "Siti Aminah"],
    ["  Siti   Aminah ", "Siti Aminah"],
    ["Siti\u00A0Aminah", "Siti Aminah"],
    ["Hj. Nur'aini, S.Pd.", "Hj. Nur'aini, S.Pd."],
    ["Ma’ruf", "Ma’ruf"],
    ["Budi", "Budi"],
    ["Moch. Sya'roni (Pak Roni)", "Moch. Sya'roni (Pak Roni)"],
    ["Jose\u0301", "José"],
    ["Siti 2", "Siti 2"],
    ["Al-Farisi", "Al-Farisi"],
    ["陳美玲", "陳美玲"],
  ])("%j is kept as %j", (text, name) => {
    expect(readPersonName(text)).toEqual({ kind: "name", name });
  });

  test.each([
    ["", "empty"],
    ["   ", "empty"],
    ["A", "too_short"],
    ["a".repeat(101), "too_long"],
    ["Siti\u0000Aminah", "hidden_characters"],
    ["Siti\nAminah", "hidden_characters"],
    ["Siti\u2028Aminah", "hidden_characters"],
    ["Siti\u202EAminah", "hidden_characters"],
    ["Siti\u2066Aminah", "hidden_characters"],
    ["Siti\u200BAminah", "hidden_characters"],
    ["Siti\u3164Aminah", "hidden_characters"],
    ["Siti\u{E0041}Aminah", "hidden_characters"],
    ["Siti\uD800", "hidden_characters"],
    ["12345", "no_letters"],
    ["''..", "no_letters"],
    ["=HYPERLINK(A1)", "signs"],
    ["-Siti", "signs"],
    ["@Siti", "signs"],
    ["<b>Siti</b>", "signs"],
    ["Siti 🙂", "signs"],
    ["siti@contoh.id", "signs"],
  ])("%j is refused as %s", (text, rule) => {
    expect(readPersonName(text)).toEqual({ kind: "not_a_name", rule });
  });

  test("an accepted name reads back as itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (text) => {
        const reading = readPersonName(text);
        if (reading.kind === "name") expect(readPersonName(reading.name)).toEqual(reading);
      }),
      { numRuns: 1_000 },
    );
  });
});
