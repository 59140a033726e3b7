import { describe, expect, test } from "vitest";
import { formatNip, readNip } from "~/people/nip";

describe("NIP", () => {
  test("a PNS number holds the month of appointment", () => {
    expect(readNip("19860926 201505 1 001")).toEqual({
      kind: "pns",
      nip: "198609262015051001",
      bornOn: "1986-09-26",
      sex: "male",
      appointedMonth: "2015-05",
    });
  });

  test("a PPPK number holds the count of contracts where a month would stand", () => {
    expect(readNip("199001312022212003")).toEqual({
      kind: "pppk",
      nip: "199001312022212003",
      bornOn: "1990-01-31",
      sex: "female",
      appointedYear: 2022,
      contractCount: 21,
    });
  });

  test.each([
    ["", "empty"],
    ["19860926201505100A", "not_digits"],
    ["131234567", "not_18_digits"],
    ["1986092620150510011", "not_18_digits"],
    ["198613262015051001", "birth_date"],
    ["198602302015051001", "birth_date"],
    ["088609262015051001", "birth_date"],
    ["198609261980051001", "appointment"],
    ["198609262015001001", "appointment"],
    ["198609262015053001", "sex"],
    ["198609262015050001", "sex"],
    ["198609262015051000", "serial"],
  ])("%j is not a NIP: %s", (text, rule) => {
    expect(readNip(text)).toEqual({ kind: "not_a_nip", rule });
  });

  test("it is printed in four groups", () => {
    expect(formatNip("198609262015051001")).toBe("19860926 201505 1 001");
  });
});
