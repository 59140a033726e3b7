import { describe, expect, it } from "vitest";
import { readDedication, readPayer } from "~/orders/payer";

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

describe("the payer's form", () => {
  it("becomes a payer, the address in its one form", () => {
    const reading = readPayer(
      form({
        name: " Rahmat  Hidayat ",
        email: "Rahmat@Contoh.ID",
        shownAs: "hamba_allah",
        dedication: "Untuk\n ibu",
        coverFee: "on",
      }),
    );
    expect(reading).toEqual({
      kind: "payer",
      payer: {
        payerName: "Rahmat Hidayat",
        payerEmail: "rahmat@contoh.id",
        shownAs: "hamba_allah",
        dedication: "Untuk ibu",
        coverFee: true,
      },
    });
  });

  it("names every mistake at once", () => {
    expect(readPayer(form({ name: "", email: "x", dedication: "a".repeat(281) }))).toEqual({
      kind: "errors",
      errors: {
        name: { key: "name.empty" },
        email: { key: "email.not_an_address" },
        dedication: { key: "dedication.too_long", params: { length: 281 } },
      },
    });
  });
});

describe("a dedication", () => {
  it.each(["\u202Ebalik", "a\u0007b", "a\u200Bb", "\u2066x"])(
    "refuses marks that cannot be seen: %j",
    (text) => {
      expect(readDedication(text)).toMatchObject({
        kind: "error",
        error: { key: "dedication.hidden_characters" },
      });
    },
  );

  it("takes 280 characters as people count them, and joined emoji", () => {
    expect(readDedication("é".repeat(280)).kind).toBe("dedication");
    expect(readDedication("👨‍👩‍👧 terima kasih").kind).toBe("dedication");
  });
});
