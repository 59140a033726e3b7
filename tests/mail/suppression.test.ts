import { expect, it } from "vitest";
import { passageFor } from "~/mail/suppression";

it("an address nothing is known of gets every letter", () => {
  expect(passageFor(true, undefined).kind).toBe("go");
  expect(passageFor(false, undefined).kind).toBe("go");
});

it("who complained still gets what they have a right to", () => {
  expect(passageFor(true, "complained").kind).toBe("go");
  expect(passageFor(false, "complained").kind).toBe("drop");
});

it.each(["bounced", "suppressed"] as const)(
  "an address that %s gets nothing, and an essential letter is shown",
  (because) => {
    expect(passageFor(true, because).kind).toBe("stuck");
    expect(passageFor(false, because).kind).toBe("drop");
  },
);
