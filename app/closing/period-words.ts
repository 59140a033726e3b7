/** How far a month has come, in a sentence. */
import { formatInstantWib } from "~/calendar/wib";
import type { Words } from "~/words/words";

export function sayPrepared(
  t: Words,
  draft: { readonly preparedBy: { readonly name: string }; readonly preparedAt: Date },
): string {
  return t("closing.state.prepared", {
    by: draft.preparedBy.name,
    at: formatInstantWib(draft.preparedAt, "id"),
  });
}

export function sayClosed(t: Words, close: { readonly closedBy: string; readonly closedAt: Date }): string {
  return t("closing.state.closed", { by: close.closedBy, at: formatInstantWib(close.closedAt, "id") });
}
