import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEmail } from "~/people/email";

describe("e-mail addresses", () => {
  test("one person is found once, however the address is typed", () => {
    for (const text of ["siti@contoh.id", " Siti@Contoh.ID\n", "ＳＩＴＩ＠contoh.id"])
      expect(readEmail(text)).toEqual({ kind: "email", email: "siti@contoh.id" });
    expect(readEmail("siti.a+jember@mail.contoh.co.id").kind).toBe("email");
  });

  test.each([
    ["", "empty"],
    [" \n ", "empty"],
    ["siti@contoh.id\r\nBcc: semua@contoh.id", "control_characters"],
    ["siti\0@contoh.id", "control_characters"],
    ["siti\u202E@contoh.id", "control_characters"],
    ["siti\u200B@contoh.id", "control_characters"],
    [`${"a".repeat(65)}@contoh.id`, "too_long"],
    [
      `a@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(20)}.id`,
      "too_long",
    ],
    ["siti", "not_an_address"],
    ["siti@", "not_an_address"],
    ["@contoh.id", "not_an_address"],
    ["siti@contoh", "not_an_address"],
    ["siti@@contoh.id", "not_an_address"],
    ["siti a@contoh.id", "not_an_address"],
    ["Siti <siti@contoh.id>", "not_an_address"],
    ["siti@contoh.id, budi@contoh.id", "not_an_address"],
  ])("%j is refused as %s", (text, rule) => {
    expect(readEmail(text)).toEqual({ kind: "not_an_email", rule });
  });

  test("an accepted address never holds a break, a space or a second address", () => {
    const parts = fc.constantFrom(
      "siti",
      "@",
      "contoh.id",
      "\r\n",
      " ",
      ",",
      ";",
      "<",
      ">",
      '"',
      "Bcc:",
      "\u2028",
      "ａ",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (some) => {
        const reading = readEmail(some.join(""));
        if (reading.kind === "email") expect(reading.email).toMatch(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/);
      }),
      { numRuns: 2_000 },
    );
  });
});
