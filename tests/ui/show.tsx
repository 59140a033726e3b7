import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { WordsProvider } from "~/words/use-words";
import { createWords } from "~/words/words";

/** The HTML a reader without JavaScript gets. */
export function show(face: ReactElement): string {
  return renderToStaticMarkup(<WordsProvider words={createWords("id")}>{face}</WordsProvider>);
}

/** The opening tag of the element with this id. */
export function tagOf(html: string, id: string): string {
  const tag = html.match(new RegExp(`<[a-z]+[^>]*\\bid="${id}"[^>]*>`))?.[0];
  if (!tag) throw new Error(`nothing has the id ${id} in ${html}`);
  return tag;
}

/** The text of the element with this id, without its tags. */
export function textOf(html: string, id: string): string {
  const start = html.indexOf(tagOf(html, id));
  const name = html.slice(start + 1).match(/^[a-z]+/)?.[0] ?? "";
  const body = html.slice(start, html.indexOf(`</${name}>`, start));
  return body.replace(/<[^>]+>/g, "");
}
