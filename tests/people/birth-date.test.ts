import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBirthDate } from "~/people/birth-date";

const today = "2026-11-22";

describe("a birth date", () => {
  test.each([
    "1990-11-02",
    "02-11-1990",
    "2/11/1990",
    "2.11.1990",
    "2 11 1990",
    " 02 - 11 - 1990 ",
    "1990-11-2",
  ])("%j is 2 November 1990", (text) => {
    expect(readBirthDate(text, today)).toEqual({ kind: "birth_date", bornOn: "1990-11-02" });
  });

  test.each([
    ["", "empty"],
    ["--", "empty"],
    ["1990", "format"],
    ["02-11-90", "format"],
    ["2 November 1990", "format"],
    ["1990/11/02", "format"],
    ["31-02-1990", "no_such_day"],
    ["11-22-1990", "no_such_day"],
    ["29-02-1990", "no_such_day"],
    ["0000-01-01", "no_such_day"],
    ["23-11-2026", "in_future"],
    ["01-01-1890", "too_long_ago"],
  ])("%j is refused as %s", (text, rule) => {
    expect(readBirthDate(text, today)).toEqual({ kind: "not_a_birth_date", rule });
  });

  test("every day of a life is read alike in both orders", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1905-01-01"), max: new Date("2026-11-22"), noInvalidDate: true }),
        (birth) => {
          const iso = birth.toISOString().slice(0, 10);
          const usual = iso.split("-").reverse().join("/");
          expect(readBirthDate(usual, today)).toEqual({ kind: "birth_date", bornOn: iso });
          expect(readBirthDate(iso, today)).toEqual({ kind: "birth_date", bornOn: iso });
        },
      ),
    );
  });
});
