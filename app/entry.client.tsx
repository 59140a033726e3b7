import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { WordsProvider } from "./words/use-words";
import { createWords, type Locale, locales } from "./words/words";

const locale: Locale = locales.find((known) => known === document.documentElement.lang) ?? "id";

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <WordsProvider words={createWords(locale)}>
        <RemixBrowser />
      </WordsProvider>
    </StrictMode>,
  );
});
