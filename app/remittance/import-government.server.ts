/**
 * Imports a list of those whose iuran the government pays: nobody can buy these months here any more, and months a
 * sponsor has paid become findings. Taken back by ending what it covered.
 */
import { recordAct } from "~/audit/audit-queries.server";
import { monthRange } from "~/calendar/iuran-month";
import { openFindings } from "~/findings/finding-queries.server";
import { maskNik } from "~/people/masking";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { lockAnswering } from "./answer-queries.server";
import type { RowProblem } from "./answer-rows";
import {
  type Claim,
  coverListMonth,
  findList,
  insertList,
  isListImported,
  type ListLook,
  listClashes,
  lookAtClaims,
  undoList,
} from "./government-queries.server";
import { type GovernmentMapping, type GovernmentRow, readGovernmentRows } from "./government-rows";
import { deleteDraft } from "./import-draft-queries.server";
import { openDraft } from "./keep-draft.server";
import type { Staff } from "./remittance-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "sealer">;
const AT_ONCE = 1_000;

export type GovernmentPreview =
  | { readonly kind: "unmapped" }
  | {
      readonly kind: "preview";
      readonly look: ListLook;
      readonly problems: readonly RowProblem[];
      readonly importedBefore: boolean;
      readonly sourceName: string;
      readonly fromMonth?: string;
      readonly toMonth?: string;
    };

/** What the list would do now. `undefined` once the draft is gone. */
export async function previewGovernment(
  world: Pick<World, "db" | "sealer" | "chance">,
  draftId: string,
): Promise<GovernmentPreview | undefined> {
  const opened = await openDraft(world, draftId, "government");
  if (!opened) return undefined;
  const mapping = opened.draft.mapping as GovernmentMapping | null;
  if (!mapping) return { kind: "unmapped" };
  const { rows, problems } = readGovernmentRows(opened.sheet, mapping);
  return {
    kind: "preview",
    look: await lookAtClaims(world.db, claimsOf(world, rows)),
    problems,
    importedBefore: await isListImported(world.db, opened.draft.sha256, mapping.sourceName),
    sourceName: mapping.sourceName,
    ...(rows.length > 0 ? periodOf(rows) : {}),
  };
}

const claimsOf = (
  { sealer, chance }: Pick<World, "sealer" | "chance">,
  rows: readonly GovernmentRow[],
): readonly Claim[] =>
  rows.map((row) => ({
    line: row.line,
    new_worker_id: chance.id(),
    nik_index: sealer.index("nik", row.nik),
    nik_masked: maskNik(row.nik),
    from_month: row.fromMonth,
    to_month: row.toMonth,
  }));

const periodOf = (rows: readonly GovernmentRow[]) => ({
  fromMonth: rows.reduce((first, row) => (row.fromMonth < first ? row.fromMonth : first), rows[0]!.fromMonth),
  toMonth: rows.reduce((last, row) => (row.toMonth > last ? row.toMonth : last), rows[0]!.toMonth),
});

export type GovernmentAnswer =
  | { readonly kind: "imported"; readonly listId: string }
  | { readonly kind: "refused"; readonly reason: "gone" | "unmapped" | "problems" | "imported_before" };

export async function importGovernment(
  world: Needs,
  { draftId, by }: { readonly draftId: string; readonly by: Staff },
): Promise<GovernmentAnswer> {
  const opened = await openDraft(world, draftId, "government");
  if (!opened) return { kind: "refused", reason: "gone" };
  const { draft, sheet } = opened;
  const mapping = draft.mapping as GovernmentMapping | null;
  if (!mapping) return { kind: "refused", reason: "unmapped" };
  const { rows, problems } = readGovernmentRows(sheet, mapping);
  if (problems.length > 0 || rows.length === 0) return { kind: "refused", reason: "problems" };
  return world.db.transaction().execute(async (trx): Promise<GovernmentAnswer> => {
    await lockAnswering(trx);
    const { sourceName } = mapping;
    if (await isListImported(trx, draft.sha256, sourceName))
      return { kind: "refused", reason: "imported_before" };
    const at = world.clock.now();
    const listId = world.chance.id();
    const { fromMonth, toMonth } = periodOf(rows);
    const { fileName, sha256 } = draft;
    const list = { id: listId, sourceName, fileName, sha256, fromMonth, toMonth, at, by: by.name };
    await insertList(trx, list, claimsOf(world, rows));
    for (const month of monthRange(fromMonth, toMonth)) await coverListMonth(trx, listId, month, at);
    await openClashes(trx, world, { listId, sourceName }, at);
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...by },
      act: "government_list_imported",
      subjectKind: "government_list",
      subjectId: listId,
      after: { sourceName, fileName, rows: rows.length, fromMonth, toMonth },
    });
    await deleteDraft(trx, draft.id);
    return { kind: "imported", listId };
  });
}

async function openClashes(
  trx: Trx,
  world: Needs,
  list: { readonly listId: string; readonly sourceName: string },
  openedAt: Date,
): Promise<void> {
  const clashes = await listClashes(trx, list.listId);
  const findings = clashes.map((clash) => ({
    id: world.chance.id(),
    kind: "covered_by_government" as const,
    subject: `${list.listId}/${clash.order_id}/${clash.payment_id ?? ""}/${clash.worker_id}`,
    openedAt,
    amountRupiah: clash.amount,
    orderId: clash.order_id,
    ...(clash.payment_id ? { paymentId: clash.payment_id } : {}),
    facts: {
      list: { id: list.listId },
      listName: list.sourceName,
      months: clash.months.map((month) => ({ workerId: clash.worker_id, month, amountRupiah: 0 })),
    },
  }));
  for (let from = 0; from < findings.length; from += AT_ONCE)
    await openFindings(trx, findings.slice(from, from + AT_ONCE));
}

export type UndoListAnswer =
  | { readonly kind: "undone"; readonly months: number }
  | { readonly kind: "refused"; readonly reason: "unknown" | "undone_before" | "reason_missing" };

/** Takes a list back: its months can be bought again; decisions made upon it stay, each in its own record. */
export async function undoGovernment(
  world: Pick<World, "db" | "clock">,
  request: { readonly listId: string; readonly reason: string; readonly by: Staff },
): Promise<UndoListAnswer> {
  const reason = request.reason.trim();
  if (reason.length < 3 || reason.length > 500) return { kind: "refused", reason: "reason_missing" };
  return world.db.transaction().execute(async (trx): Promise<UndoListAnswer> => {
    await lockAnswering(trx);
    const list = await findList(trx, request.listId);
    if (!list) return { kind: "refused", reason: "unknown" };
    if (list.undoneAt) return { kind: "refused", reason: "undone_before" };
    const at = world.clock.now();
    const months = await undoList(trx, list.id, { at, by: request.by.name, reason });
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...request.by },
      act: "government_list_undone",
      subjectKind: "government_list",
      subjectId: list.id,
      after: { sourceName: list.sourceName, months },
      reason,
    });
    return { kind: "undone", months };
  });
}
