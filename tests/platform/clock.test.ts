import { describe, expect, it } from "vitest";
import { isId } from "~/platform/clock";
import { createChance } from "~/platform/open-world.server";
import { standingClock } from "../support/test-world";

describe("an id", () => {
  it("is what chance makes", () => {
    expect(isId(createChance(standingClock()).id())).toBe(true);
  });

  it.each([undefined, "", "-".repeat(36), "a".repeat(36), "00000000-0000-7000-8000-00000000000", "x"])(
    "is not %s, which the database would not take for one",
    (text) => {
      expect(isId(text)).toBe(false);
    },
  );
});
