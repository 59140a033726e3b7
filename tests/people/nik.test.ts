import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareNikWithStatement,
  formatNikGroups,
  guessBirthDay,
  type Nik,
  nikAgeOn,
  readNik,
} from "~/people/nik";

function nik(text: string): Nik {
  const reading = readNik(text);
  if (reading.kind !== "nik") throw new Error(`${text}: ${reading.rule}`);
  return reading;
}

describe("reading a NIK", () => {
  test("a woman's NIK carries her birth day plus forty", () => {
    expect(readNik("3509216211900001")).toEqual({
      kind: "nik",
      nik: "3509216211900001",
      sex: "female",
      region: "35.09.21",
      possibleBirthDays: ["1990-11-22", "2090-11-22"],
    });
  });

  test("a man's NIK, typed in groups, is the same number", () => {
    expect(readNik(" 3509 2122-1190.0001 ")).toMatchObject({ nik: "3509212211900001", sex: "male" });
  });

  test("a NIK from anywhere in Indonesia is welcome", () => {
    expect(readNik("9471012211900001").kind).toBe("nik");
    expect(readNik("1101012211900001").kind).toBe("nik");
  });

  test("29 February is a birth day when either century has it", () => {
    expect(nik("3509212902000001").possibleBirthDays).toEqual(["2000-02-29"]);
    expect(nik("3509212902960001").possibleBirthDays).toEqual(["1996-02-29", "2096-02-29"]);
  });

  test.each([
    ["", "empty"],
    ["  ", "empty"],
    ["350921221190000A", "not_digits"],
    ["35092122119000O1", "not_digits"],
    ["350921221190001", "not_16_digits"],
    ["35092122119000011", "not_16_digits"],
    ["1009212211900001", "province"],
    ["9709212211900001", "province"],
    ["3509210011900001", "birth_day"],
    ["3509213211900001", "birth_day"],
    ["3509214011900001", "birth_day"],
    ["3509217211900001", "birth_day"],
    ["3509212200900001", "birth_month"],
    ["3509212213900001", "birth_month"],
    ["3509213102900001", "birth_date"],
    ["3509217104900001", "birth_date"],
    ["3509212902010001", "birth_date"],
    ["3509212211900000", "serial"],
  ])("%j is not a NIK: %s", (text, rule) => {
    expect(readNik(text)).toEqual({ kind: "not_a_nik", rule });
  });

  test("every NIK an office could issue is read back to the same birth and sex", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 11, max: 96 }),
        fc.date({ min: new Date("1930-01-01"), max: new Date("2026-01-01"), noInvalidDate: true }),
        fc.boolean(),
        fc.integer({ min: 1, max: 9999 }),
        (province, birth, female, serial) => {
          const bornOn = birth.toISOString().slice(0, 10);
          const date = Number(bornOn.slice(8)) + (female ? 40 : 0);
          const text = `${province}0921${String(date).padStart(2, "0")}${bornOn.slice(5, 7)}${bornOn.slice(2, 4)}${String(serial).padStart(4, "0")}`;
          const reading = nik(text);
          expect(reading.sex).toBe(female ? "female" : "male");
          expect(compareNikWithStatement(reading, { bornOn, sex: reading.sex })).toEqual([]);
        },
      ),
    );
  });
});

describe("a NIK beside what was stated", () => {
  test("another birth date or sex is a warning, never a refusal", () => {
    const reading = nik("3509216211900001");
    expect(compareNikWithStatement(reading, { bornOn: "1990-11-23", sex: "male" })).toEqual([
      { kind: "birth_date_differs", possibleBirthDays: ["1990-11-22", "2090-11-22"] },
      { kind: "sex_differs", nikSex: "female" },
    ]);
    expect(compareNikWithStatement(reading, { bornOn: "1990-11-22" })).toEqual([]);
  });

  test("the century is the one of working age", () => {
    expect(guessBirthDay(nik("3509212211050001"), "2026-11-22")).toBe("2005-11-22");
    expect(nikAgeOn(nik("3509212211900001"), "2026-11-21")).toBe(35);
    expect(nikAgeOn(nik("3509212211900001"), "2026-11-22")).toBe(36);
    expect(guessBirthDay(nik("3509212211610001"), "2026-11-21")).toBe("1961-11-22");
  });

  test("beyond working age it is still the latest day past", () => {
    expect(nikAgeOn(nik("3509212211400001"), "2026-11-22")).toBe(86);
    expect(nikAgeOn(nik("3509212211200001"), "2026-11-22")).toBe(6);
    expect(guessBirthDay(nik("3509212902000001"), "2000-02-28")).toBeUndefined();
    expect(guessBirthDay(nik("3509212902000001"), "2000-02-29")).toBe("2000-02-29");
  });

  test("groups of four are easier to compare", () => {
    expect(formatNikGroups("3509216211900001")).toBe("3509 2162 1190 0001");
  });
});
