/**
 * Imports what BPJS answered, whole or not at all. Accepted months are confirmed and their sponsors told in one letter
 * each; refused months lose their protection here, their money waits in suspense, and a finding asks what to do.
 */
import { recordAct } from "~/audit/audit-queries.server";
import { dayInWib } from "~/calendar/wib";
import type { NewFinding } from "~/findings/finding";
import { openFindings } from "~/findings/finding-queries.server";
import { postEntries } from "~/ledger/journal-queries.server";
import { monthsReturned } from "~/ledger/remittance-postings";
import { queueMails } from "~/mail/mail-queries.server";
import type { World } from "~/platform/world.server";
import type { Db, Trx } from "~db/connection";
import {
  insertAnswers,
  isImported,
  listConfirmedSponsors,
  lockAnswering,
  type Match,
  matchAnswers,
} from "./answer-queries.server";
import { type AnswerMapping, type AnswerRow, type RowProblem, readAnswerRows } from "./answer-rows";
import { deleteDraft } from "./import-draft-queries.server";
import { openDraft } from "./keep-draft.server";
import { type AnswerPlan, type PlannedAnswer, planAnswers, type RowFinding } from "./plan-answers";
import { groupedBy } from "./record-remittance.server";
import type { Staff } from "./remittance-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "sealer">;
/** So many findings and letters go into one statement. */
const AT_ONCE = 1_000;

export type AnswerPreview =
  | { readonly kind: "unmapped" }
  | {
      readonly kind: "preview";
      readonly plan: AnswerPlan;
      readonly problems: readonly RowProblem[];
      readonly importedBefore: boolean;
    };

/** What the draft would do now. `undefined` once it is gone. */
export async function previewAnswers(
  world: Pick<World, "db" | "sealer">,
  draftId: string,
): Promise<AnswerPreview | undefined> {
  const opened = await openDraft(world, draftId, "answers");
  if (!opened) return undefined;
  const mapping = opened.draft.mapping as AnswerMapping | null;
  if (!mapping) return { kind: "unmapped" };
  const { rows, problems } = readAnswerRows(opened.sheet, mapping);
  const plan = await planFor(world.db, world.sealer, rows, mapping);
  return {
    kind: "preview",
    plan,
    problems: [...problems, ...plan.problems],
    importedBefore: await isImported(world.db, opened.draft.sha256),
  };
}

async function planFor(
  db: Db | Trx,
  sealer: World["sealer"],
  rows: readonly AnswerRow[],
  mapping: AnswerMapping,
): Promise<AnswerPlan> {
  const matches = await matchAnswers(
    db,
    rows.map((row) => ({
      line: row.line,
      item_id: row.itemId ?? null,
      nik_index: row.nik ? sealer.index("nik", row.nik) : null,
      month: row.month ?? null,
    })),
  );
  const found = new Map<number, RowFinding>();
  for (const [line, own] of groupedBy(matches, (match) => String(match.line)))
    found.set(Number(line), {
      workerKnown: own.some((match) => match.worker_known),
      answered: own.some((match) => match.answered),
      open: own.filter((match) => match.item_id !== null && !match.answered).map(toFound),
    });
  return planAnswers(rows, found, mapping);
}

const toFound = (match: Match) => ({
  itemId: match.item_id!,
  orderId: match.order_id,
  paymentId: match.payment_id ?? undefined,
  sponsorId: match.sponsor_id,
  workerId: match.worker_id,
  month: match.month,
  number: match.number,
  dueRupiah: match.due,
  programmes: (["jkk", "jkm", "jht"] as const).filter((programme) => match[programme] > 0),
});

export type ImportAnswer =
  | { readonly kind: "imported"; readonly importId: string }
  | {
      readonly kind: "refused";
      readonly reason: "gone" | "unmapped" | "problems" | "nothing_of_ours" | "imported_before";
    };

/** Posts the draft: what the preview showed, worked out again under a lock. */
export async function importAnswers(
  world: Needs,
  { draftId, by }: { readonly draftId: string; readonly by: Staff },
): Promise<ImportAnswer> {
  const opened = await openDraft(world, draftId, "answers");
  if (!opened) return { kind: "refused", reason: "gone" };
  const { draft, sheet } = opened;
  const mapping = draft.mapping as AnswerMapping | null;
  if (!mapping) return { kind: "refused", reason: "unmapped" };
  const { rows, problems } = readAnswerRows(sheet, mapping);
  if (problems.length > 0) return { kind: "refused", reason: "problems" };
  return world.db.transaction().execute(async (trx): Promise<ImportAnswer> => {
    await lockAnswering(trx);
    if (await isImported(trx, draft.sha256)) return { kind: "refused", reason: "imported_before" };
    const plan = await planFor(trx, world.sealer, rows, mapping);
    if (plan.problems.length > 0) return { kind: "refused", reason: "problems" };
    if (plan.answers.length === 0) return { kind: "refused", reason: "nothing_of_ours" };
    const at = world.clock.now();
    const importId = world.chance.id();
    const { fileName, sha256, rowCount } = draft;
    const skipped = plan.skipped.length;
    await insertAnswers(
      trx,
      { id: importId, fileName, sha256, rowCount, skipped, at, by: by.name },
      plan.answers,
    );
    await postReturned(trx, world, importId, plan.answers, at);
    await tellSponsors(trx, world, importId, at);
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...by },
      act: "answers_imported",
      subjectKind: "answer_import",
      subjectId: importId,
      after: { fileName, answers: plan.answers.length, skipped },
    });
    await deleteDraft(trx, draft.id);
    return { kind: "imported", importId };
  });
}

/** Money BPJS does not keep goes to suspense, one entry per order; a finding holds each part of it. */
async function postReturned(
  trx: Trx,
  world: Needs,
  importId: string,
  answers: readonly PlannedAnswer[],
  at: Date,
): Promise<void> {
  const returned = answers.filter((answer) => answer.returnedRupiah > 0);
  const onDay = dayInWib(at);
  const entries = [...groupedBy(returned, (answer) => answer.orderId)].map(([orderId, months]) =>
    monthsReturned({ importId, orderId, onDay, months }),
  );
  await postEntries(trx, world, entries, at);
  const findings = [
    ...groupedBy(returned, (answer) =>
      [answer.outcome, answer.orderId, answer.paymentId, answer.workerId].join("/"),
    ),
  ].map(([key, months]) => findingOf(world.chance.id(), importId, key, months, at));
  for (let from = 0; from < findings.length; from += AT_ONCE)
    await openFindings(trx, findings.slice(from, from + AT_ONCE));
}

function findingOf(
  id: string,
  importId: string,
  key: string,
  months: readonly PlannedAnswer[],
  openedAt: Date,
): NewFinding {
  const { outcome, orderId, paymentId, number } = months[0]!;
  const refusedBecause = [...new Set(months.map((month) => month.reason).filter(Boolean))].join("; ");
  return {
    id,
    kind: outcome === "refused" ? "remittance_refused" : "premium_surplus",
    subject: `${importId}/${key}`,
    openedAt,
    amountRupiah: months.reduce((sum, month) => sum + month.returnedRupiah, 0),
    orderId,
    ...(paymentId ? { paymentId } : {}),
    facts: {
      holds: "suspense",
      remittance: number,
      ...(refusedBecause ? { refusedBecause } : {}),
      months:
        outcome === "refused"
          ? months.map(({ workerId, month, programmes, returnedRupiah }) => ({
              workerId,
              month,
              programmes,
              amountRupiah: returnedRupiah,
            }))
          : [],
    },
  };
}

/** One letter per sponsor and import, however many workers and months it confirms. */
async function tellSponsors(trx: Trx, world: Needs, importId: string, at: Date): Promise<void> {
  const sponsors = await listConfirmedSponsors(trx, importId);
  const mails = sponsors.map(({ sponsorId, email }) => ({
    id: world.chance.id(),
    occasion: `protection-confirmed/${importId}/${sponsorId}`,
    kind: "protection_confirmed",
    toAddress: email,
    sponsorId,
    locale: "id" as const,
    facts: { importId, sponsorId },
    queuedAt: at,
    dueAt: at,
  }));
  for (let from = 0; from < mails.length; from += AT_ONCE)
    await queueMails(trx, mails.slice(from, from + AT_ONCE));
}
