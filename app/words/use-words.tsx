import type { i18n } from "i18next";
import type { ReactNode } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import type { Locale, Words } from "./words";

/** Gives the faces inside it their words; `words` comes from `createWords`. */
export function WordsProvider({ words, children }: { readonly words: i18n; readonly children: ReactNode }) {
  return <I18nextProvider i18n={words}>{children}</I18nextProvider>;
}

/** The words of the page's locale: `const t = useWords(); t("frame.skip")`. */
export function useWords(): Words {
  return useTranslation().t;
}

/** The page's locale, for dates and numbers. */
export function useLocale(): Locale {
  return useTranslation().i18n.language as Locale;
}
