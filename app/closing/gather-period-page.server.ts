/** Everything the page of one month shows. A closed month is shown as it was frozen, an open one as it is now. */
import { type IuranMonth, isIuranMonth } from "~/calendar/iuran-month";
import { formatInstantWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import { createWords } from "~/words/words";
import { type Blocker, blockersOf, type OpenFinding } from "./period";
import { findClose, findDraft } from "./period-queries.server";
import { sayClosed, sayPrepared } from "./period-words";
import { gatherContent, gatherStanding } from "./prepare-close.server";

/** The month of an address like /admin/tutup-buku/2026-11. Throws 404 when it is none. */
export function monthOfAddress(text: string | undefined): IuranMonth {
  if (!isIuranMonth(text ?? "")) throw new Response("There is no such month.", { status: 404 });
  return text!;
}

export async function gatherPeriodPage(world: Pick<World, "db" | "clock">, month: IuranMonth) {
  const { t } = createWords("id");
  const close = await findClose(world.db, month);
  if (close)
    return {
      month,
      content: close.content,
      state: "closed" as const,
      standing: [
        t("closing.state.preparedBy", {
          by: close.preparedBy,
          at: formatInstantWib(close.preparedAt, "id"),
        }),
        sayClosed(t, close),
      ],
      facts: [
        { term: t("closing.hash"), value: close.hash },
        { term: t("closing.previous"), value: close.previousHash },
      ],
      blockers: [] as readonly Blocker[],
      openFindings: [] as readonly OpenFinding[],
      carried: {},
      preparedById: undefined,
    };
  const draft = await findDraft(world.db, month);
  const carried = draft?.content.carried ?? [];
  const standing = await gatherStanding(world, month, carried);
  return {
    month,
    content: draft?.content ?? (await gatherContent(world.db, month, carried)),
    state: draft ? ("prepared" as const) : ("waits" as const),
    standing: [draft ? sayPrepared(t, draft) : t("closing.state.waits")],
    facts: draft ? [{ term: t("closing.fingerprint"), value: draft.fingerprint }] : [],
    blockers: blockersOf(standing),
    openFindings: standing.openFindings,
    carried: Object.fromEntries(
      carried.map(({ id, carriedBy, reason }) => [id, { name: carriedBy, reason }]),
    ) as Readonly<Record<string, { readonly name: string; readonly reason: string }>>,
    preparedById: draft?.preparedBy.id,
  };
}
