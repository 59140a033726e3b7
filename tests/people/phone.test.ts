import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatPhone, readPhone, whatsAppLink } from "~/people/phone";

describe("phone numbers", () => {
  test.each([
    "081234567890",
    "0812-3456-7890",
    "0812 3456 7890",
    "62 812 3456 7890",
    "+6281234567890",
    "+62 (0) 812 3456 7890",
    "0062 812-3456-7890",
    "81234567890",
    "+62 812‑3456‑7890",
    "081234567890",
  ])("%j is one number", (text) => {
    expect(readPhone(text)).toEqual({ kind: "phone", phone: "+6281234567890" });
  });

  test("ten to thirteen digits are a mobile number", () => {
    expect(readPhone("0812345678").kind).toBe("phone");
    expect(readPhone("0812345678901").kind).toBe("phone");
  });

  test.each([
    ["", "empty"],
    ["-", "empty"],
    ["0812345678x", "not_digits"],
    ["+62+812345678", "not_digits"],
    ["0331 487 123", "not_mobile"],
    ["+62331487123", "not_mobile"],
    ["175", "not_mobile"],
    ["+1 415 555 2671", "foreign"],
    ["0065 8123 4567", "foreign"],
    ["081234567", "too_short"],
    ["08123456789012", "too_long"],
  ])("%j is refused as %s", (text, rule) => {
    expect(readPhone(text)).toEqual({ kind: "not_a_phone", rule });
  });

  test("every way of writing one number gives that number", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^8\d{8,11}$/),
        fc.constantFrom("0", "62", "+62", "+620", "0062", ""),
        (tail, head) => {
          expect(readPhone(head + tail)).toEqual({ kind: "phone", phone: `+62${tail}` });
        },
      ),
    );
  });

  test("people read it as they dial it, WhatsApp gets it with 62", () => {
    expect(formatPhone("+6281234567890")).toBe("0812-3456-7890");
    expect(whatsAppLink("+6281234567890")).toBe("https://wa.me/6281234567890");
    expect(whatsAppLink("+6281234567890", "Ibu & Bapak\nhalo?")).toBe(
      "https://wa.me/6281234567890?text=Ibu%20%26%20Bapak%0Ahalo%3F",
    );
  });
});
