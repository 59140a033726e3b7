/** Takes an import of answers back by a reversal, as long as nothing was decided upon it. */
import { recordAct } from "~/audit/audit-queries.server";
import { dayInWib } from "~/calendar/wib";
import { reversalOf } from "~/ledger/journal";
import { postEntries } from "~/ledger/journal-queries.server";
import type { World } from "~/platform/world.server";
import { findAnswerImport, lockAnswering } from "./answer-queries.server";
import type { Staff } from "./remittance-queries.server";
import { findObstacles, listEntriesOfImport, undoAnswers } from "./undo-queries.server";

export type UndoRefusal =
  | "unknown"
  | "undone_before"
  | "reason_missing"
  | "decided"
  | "months_taken"
  | "given_back";
export type UndoAnswer =
  | { readonly kind: "undone" }
  | { readonly kind: "refused"; readonly reason: UndoRefusal };

/** Nothing is written when it is refused. */
export async function undoImport(
  world: Pick<World, "db" | "clock" | "chance">,
  request: { readonly importId: string; readonly reason: string; readonly by: Staff },
): Promise<UndoAnswer> {
  const reason = request.reason.trim();
  if (reason.length < 3 || reason.length > 500) return { kind: "refused", reason: "reason_missing" };
  return world.db.transaction().execute(async (trx): Promise<UndoAnswer> => {
    await lockAnswering(trx);
    const found = await findAnswerImport(trx, request.importId);
    if (!found) return { kind: "refused", reason: "unknown" };
    if (found.undoneAt) return { kind: "refused", reason: "undone_before" };
    const at = world.clock.now();
    const { decided, taken, givenBack } = await findObstacles(trx, found.id, at);
    if (decided > 0) return { kind: "refused", reason: "decided" };
    if (taken > 0) return { kind: "refused", reason: "months_taken" };
    if (givenBack > 0) return { kind: "refused", reason: "given_back" };
    const entries = await listEntriesOfImport(trx, found.id);
    const onDay = dayInWib(at);
    await postEntries(
      trx,
      world,
      entries.map((entry) => reversalOf(entry, onDay, reason)),
      at,
    );
    await undoAnswers(trx, found.id, { at, by: request.by.name, reason });
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...request.by },
      act: "answers_undone",
      subjectKind: "answer_import",
      subjectId: found.id,
      after: { fileName: found.fileName, accepted: found.accepted, refused: found.refused },
      reason,
    });
    return { kind: "undone" };
  });
}
