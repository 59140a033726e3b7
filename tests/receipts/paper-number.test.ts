import fc from "fast-check";
import { expect, it } from "vitest";
import { paperNumber, readCheckCode, shortCode, showCheckCode } from "~/receipts/paper-number";

it("a number names series, year and place in the row", () => {
  expect(paperNumber("SC", 2026, 123)).toBe("SC-2026-000123");
  expect(paperNumber("NK", 2026, 1)).toBe("NK-2026-000001");
  expect(paperNumber("SC", 2026, 1_234_567)).toBe("SC-2026-1234567");
});

it("a check code is read however it is typed", () => {
  for (const typed of [
    "ABCDEFGHJKMN",
    "abcd-efgh-jkmn",
    " ABCD EFGH  JKMN ",
    "ABCD–EFGH—JKMN",
    "ＡＢＣＤEFGHJKMN",
  ])
    expect(readCheckCode(typed)).toBe("ABCDEFGHJKMN");
  expect(readCheckCode(showCheckCode("ABCDEFGHJKMN"))).toBe("ABCDEFGHJKMN");
});

it.each(["", "ABCD", "ABCDEFGHJKMNP", "ABCDEFGHJKM0", "ABCDEFGHJKM'", "../../etc/pass"])(
  "%j is not a check code",
  (typed) => {
    expect(readCheckCode(typed)).toBeUndefined();
  },
);

it("whatever is typed is a stored code or none, never an error", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (typed) => {
      const code = readCheckCode(typed);
      expect(code === undefined || /^[2-9A-Z]{12}$/.test(code)).toBe(true);
    }),
  );
});

it("the short code of an id are its last eight digits", () => {
  expect(shortCode("01900000-0000-7000-8000-00003f9a01bc")).toBe("3F9A01BC");
});
