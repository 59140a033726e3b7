import { describe, expect, it } from "vitest";
import { type Letter, letter } from "~/mail/letter";
import { letterHtml } from "~/mail/letter-html";
import { letterText } from "~/mail/letter-text";

const sample: Letter = {
  locale: "id",
  subject: "Tanda terima SC-2026-000123: Rp33.600",
  preheader: "Rp33.600 kami terima 22 November 2026.",
  greeting: "Yth. Bapak/Ibu Retno,",
  blocks: [
    { kind: "paragraph", text: "Kami menerima Rp33.600 dari Anda pada 22 November 2026." },
    {
      kind: "facts",
      title: "Untuk",
      facts: [
        { label: "Siti <b>Aminah</b> & Co", detail: "November 2026", value: "Rp8.400" },
        { label: "Jumlah", value: "Rp33.600", total: true },
      ],
    },
    { kind: "button", text: "Lihat perlindungan saya", url: "https://situs.example/saya?a=1&b=2" },
    { kind: "note", text: "Dapat dicek siapa saja." },
  ],
  footer: ["Balas saja email ini.", "Dikirim oleh Sertakan Cinta Jember."],
};

const wordsOf = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");

describe("a letter", () => {
  it("is taken as it is when it keeps the rules", () => {
    expect(letter(sample)).toBe(sample);
  });

  it.each([
    ["has 0 buttons", { blocks: sample.blocks.filter((block) => block.kind !== "button") }],
    ["has 2 buttons", { blocks: [...sample.blocks, sample.blocks[2]!] }],
    [
      "leads nowhere",
      { blocks: [sample.blocks[0]!, { kind: "button", text: "x", url: "javascript:alert(1)" }] },
    ],
    ["line break", { subject: "Tanda terima\r\nBcc: lain@contoh.id" }],
    ["no subject", { subject: "  " }],
    ["characters", { subject: "a".repeat(121) }],
    ["begin with a sentence", { blocks: [sample.blocks[2]!] }],
  ] as const)("is refused when it %s", (words, change) => {
    expect(() => letter({ ...sample, ...(change as Partial<Letter>) })).toThrow(words);
  });
});

describe("the two forms of a letter", () => {
  it("say the same", () => {
    const html = wordsOf(letterHtml(sample));
    const text = letterText(sample).replace(/\s+/g, " ");
    for (const block of sample.blocks) {
      const said =
        block.kind === "facts"
          ? block.facts.flatMap((fact) => [fact.label, fact.detail ?? "", fact.value])
          : [block.text];
      for (const words of said) {
        expect(html).toContain(words);
        expect(text).toContain(words);
      }
    }
    for (const line of [sample.greeting, ...sample.footer]) {
      expect(html).toContain(line);
      expect(text).toContain(line);
    }
    expect(letterText(sample)).toContain("https://situs.example/saya?a=1&b=2");
    expect(letterHtml(sample)).toContain('href="https://situs.example/saya?a=1&amp;b=2"');
  });

  it("load nothing from anywhere and run nothing", () => {
    const html = letterHtml(sample);
    expect(html).not.toMatch(/<(img|script|link|iframe|object)\b/i);
    expect(html).not.toMatch(/\b(src|background)=/i);
    expect(html).not.toMatch(/url\(|@import/i);
    expect(html).toContain("Siti &lt;b&gt;Aminah&lt;/b&gt; &amp; Co");
  });

  it("keep lines of the text short, but never break an address", () => {
    const url = `https://situs.example/${"x".repeat(100)}`;
    const long = letterText({
      ...sample,
      blocks: [
        { kind: "paragraph", text: "kata ".repeat(60) },
        { kind: "button", text: "Buka", url },
      ],
    });
    expect(long).toContain(url);
    for (const line of long.split("\n").filter((line) => line !== url))
      expect(line.length).toBeLessThanOrEqual(72);
  });
});
