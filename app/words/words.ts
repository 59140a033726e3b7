/**
 * Every sentence people read, by locale and subject. Code names a sentence, `t("frame.skip")`;
 * the dictionary says it.
 *
 *   words/id/<subject>.ts   export const <subject> = { key: "Kalimat.", … } as const
 *   words/indonesian.ts     export { <subject> } from "./id/<subject>"      ← the one line to add
 *
 * A key that does not exist fails the type check, and `tests/ui/words.test.ts` reads every sentence.
 * Values go in double braces, `"Sampai {{day}}"`; a counted sentence ends its key in `_other`
 * (Indonesian has one plural form) and is asked for without the ending: `t("ui.results", { count: 3 })`.
 * Nothing is escaped here: React does that, and text mails need none.
 *
 * Faces take `t` from `use-words.tsx`. Loaders, mails and PDFs call `createWords(locale).t`.
 * In a page that hydrates, keep `createWords` out of `meta`: let the loader return the title.
 */
import { createInstance, type i18n, type TFunction } from "i18next";
import * as indonesian from "./indonesian";

export const locales = ["id"] as const;
export type Locale = (typeof locales)[number];
/** Says a sentence by its key, e.g. `t("frame.skip")`. */
export type Words = TFunction;

export const dictionaries = { id: indonesian } as const satisfies Record<Locale, object>;

const ready = new Map<Locale, i18n>();

/** An initialised instance for one locale, made once per process; the dictionary never changes while it runs. */
export function createWords(locale: Locale): i18n {
  const known = ready.get(locale);
  if (known) return known;
  const instance = createInstance();
  void instance.init({
    lng: locale,
    fallbackLng: false,
    initImmediate: false,
    resources: { [locale]: { translation: { ...dictionaries[locale] } } },
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  ready.set(locale, instance);
  return instance;
}
