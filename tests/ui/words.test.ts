import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createWords, dictionaries, locales } from "~/words/words";

const words = new URL("../../app/words", import.meta.url).pathname;

/** Every sentence of a dictionary with the path of its key. */
function sentences(part: unknown, path = ""): readonly (readonly [string, unknown])[] {
  if (typeof part !== "object" || part === null) return [[path, part]];
  return Object.entries(part).flatMap(([key, inner]) => sentences(inner, path ? `${path}.${key}` : key));
}

/** The key as code asks for it: without the ending that tells plurals apart. */
const asked = (path: string) => path.replace(/_(zero|one|two|few|many|other)$/, "");
const blanks = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe.each(locales)("the words in %s", (locale) => {
  const all = sentences(dictionaries[locale]);

  it("say something under every key", () => {
    expect(all.filter(([, sentence]) => typeof sentence !== "string" || sentence.trim() === "")).toEqual([]);
  });

  it("never say that protection is gratis, never shout", () => {
    const wrong = all.filter(([, sentence]) => /\bgratis\b|!/i.test(String(sentence)));
    expect(wrong).toEqual([]);
  });

  it("are clean: no doubled spaces, no stray edges, no dots for an ellipsis", () => {
    expect(all.filter(([, sentence]) => /^\s|\s$| {2}|\.\.\./.test(String(sentence)))).toEqual([]);
  });

  it("are handed out under their own key", () => {
    const { t, exists } = createWords(locale);
    const plain = t as (key: string, values?: Record<string, unknown>) => string;
    for (const [path, sentence] of all) {
      if (path !== asked(path)) continue;
      expect(exists(path), path).toBe(true);
      if (blanks(String(sentence)).length === 0) expect(plain(path)).toBe(sentence);
    }
  });

  it("hold every subject that has a file", () => {
    const files = readdirSync(`${words}/${locale}`).map((file) => file.replace(/\.ts$/, ""));
    expect(Object.keys(dictionaries[locale]).sort()).toEqual(files.sort());
  });
});

describe.each(locales.filter((locale) => locale !== "id"))("the words in %s", (locale) => {
  it("have the same keys and the same blanks as the Indonesian", () => {
    const shape = (dictionary: object) =>
      Object.fromEntries(sentences(dictionary).map(([path, text]) => [asked(path), blanks(String(text))]));
    expect(shape(dictionaries[locale])).toEqual(shape(dictionaries.id));
  });
});

describe("words with blanks", () => {
  const { t } = createWords("id");

  it("are filled in as they are, for React to escape", () => {
    expect(t("frame.footer.operator", { name: "Baznas & <Jember>" })).toBe("Dikelola oleh Baznas & <Jember>");
  });

  it("count in the one Indonesian form", () => {
    expect(t("ui.waiting", { count: 1 })).toBe("1 menunggu");
    expect(t("ui.waiting", { count: 12 })).toBe("12 menunggu");
  });

  it("refuse a key that does not exist, before the code runs", () => {
    // @ts-expect-error the key is misspelt
    expect(t("ui.nxet")).toBe("ui.nxet");
  });
});
