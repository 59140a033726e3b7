/**
 * The second person closes the month. Postings that are under way finish first, everything is looked at once more,
 * and the month is frozen only when it is still, rupiah for rupiah, what the first person saw.
 */
import { createHash } from "node:crypto";
import { recordAct } from "~/audit/audit-queries.server";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { World } from "~/platform/world.server";
import { type Blocker, blockersOf } from "./period";
import {
  findDraft,
  insertClose,
  listCloses,
  lockJournal,
  type Preparer,
  removeDraft,
} from "./period-queries.server";
import { drawPeriodReport } from "./period-report-pdf.server";
import { contentText, fingerprintOf, gatherContent, gatherStanding } from "./prepare-close.server";

type Needs = Pick<World, "db" | "clock" | "settings">;

export type Closing =
  | { readonly kind: "closed"; readonly hash: string }
  | { readonly kind: "not_prepared" }
  /** Whoever prepared a month does not close it. */
  | { readonly kind: "own" }
  /** Something happened since: it must be prepared again. */
  | { readonly kind: "changed" }
  | { readonly kind: "blocked"; readonly blockers: readonly Blocker[] };

/** What stands before the first closing in the chain. */
export const FIRST_HASH = "0".repeat(64);

/** Closes `month` for good, or says why not. */
export async function closePeriod(
  world: Needs,
  request: { readonly month: IuranMonth; readonly by: Preparer },
): Promise<Closing> {
  const { month, by } = request;
  const prepared = await findDraft(world.db, month);
  if (!prepared) return { kind: "not_prepared" };
  if (prepared.preparedBy.id === by.id) return { kind: "own" };
  const blockers = blockersOf(await gatherStanding(world, month, prepared.content.carried));
  if (blockers.length > 0) return { kind: "blocked", blockers };
  return world.db.transaction().execute(async (trx): Promise<Closing> => {
    await lockJournal(trx);
    const draft = await findDraft(trx, month);
    if (!draft || draft.fingerprint !== prepared.fingerprint) return { kind: "changed" };
    const content = await gatherContent(trx, month, draft.content.carried);
    if (fingerprintOf(content) !== draft.fingerprint) return { kind: "changed" };
    const previousHash = (await listCloses(trx))[0]?.hash ?? FIRST_HASH;
    const text = contentText(content);
    const hash = createHash("sha256").update(`${previousHash}\n${text}`).digest("hex");
    const closedAt = world.clock.now();
    const close = {
      month,
      preparedAt: draft.preparedAt,
      preparedBy: draft.preparedBy,
      closedAt,
      closedBy: by,
      content,
      previousHash,
      hash,
    };
    const pdf = await drawPeriodReport(
      { ...close, preparedBy: draft.preparedBy.name, closedBy: by.name },
      world.settings.OPERATOR_NAME,
    );
    await insertClose(trx, { ...close, contentText: text, pdf });
    await removeDraft(trx, month);
    await recordAct(trx, {
      at: closedAt,
      actor: { kind: "staff", ...by },
      act: "period_closed",
      subjectKind: "period",
      subjectId: month,
      after: { hash, previousHash, entries: content.entries.count },
    });
    return { kind: "closed", hash };
  });
}
