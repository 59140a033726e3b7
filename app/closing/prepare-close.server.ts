/** The first of two people puts a month together: its figures, what stands in the way, who carries which finding on. */
import { createHash } from "node:crypto";
import { recordAct } from "~/audit/audit-queries.server";
import { addDays, firstDayOf, lastDayOf } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import type { Db, Trx } from "~db/connection";
import { findBrokenInvariants } from "~db/invariants";
import {
  countFindingsEnded,
  countUncompared,
  findEntriesDigest,
  findFirstMonth,
  findMoneyState,
  listBalancesAt,
  listBookLines,
  listOpenFindingsUpTo,
} from "./figure-queries.server";
import {
  type Blocker,
  blockersOf,
  type CarriedFinding,
  type PeriodContent,
  type PeriodStanding,
} from "./period";
import { listCloses, lockJournal, type Preparer, removeDraft, saveDraft } from "./period-queries.server";

type Needs = Pick<World, "db" | "clock">;

export type Preparing =
  | { readonly kind: "prepared"; readonly fingerprint: string }
  | { readonly kind: "blocked"; readonly blockers: readonly Blocker[] };

/** Prepares `month`, in place of what was prepared of it before. Nothing is closed by it. */
export async function preparePeriod(
  world: Needs,
  request: {
    readonly month: IuranMonth;
    readonly by: Preparer;
    readonly carried: readonly CarriedFinding[];
  },
): Promise<Preparing> {
  const { month, by, carried } = request;
  const standing = await gatherStanding(world, month, carried);
  const blockers = blockersOf(standing);
  if (blockers.length > 0) return { kind: "blocked", blockers };
  return world.db.transaction().execute(async (trx) => {
    await lockJournal(trx);
    const at = world.clock.now();
    const content = await gatherContent(trx, month, carried);
    const fingerprint = fingerprintOf(content);
    await saveDraft(trx, { month, preparedAt: at, preparedBy: by, content, fingerprint });
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...by },
      act: "period_prepared",
      subjectKind: "period",
      subjectId: month,
      after: { fingerprint, carried: carried.length },
    });
    return { kind: "prepared", fingerprint };
  });
}

/** Throws away what was prepared of a month; false when nothing was. */
export async function discardPeriod(
  world: Needs,
  request: { readonly month: IuranMonth; readonly by: Preparer },
): Promise<boolean> {
  return world.db.transaction().execute(async (trx) => {
    if (!(await removeDraft(trx, request.month))) return false;
    await recordAct(trx, {
      at: world.clock.now(),
      actor: { kind: "staff", ...request.by },
      act: "period_discarded",
      subjectKind: "period",
      subjectId: request.month,
    });
    return true;
  });
}

/** How a month stands before it is closed. `carried` are the findings somebody is named for. */
export async function gatherStanding(
  world: Needs,
  month: IuranMonth,
  carried: readonly CarriedFinding[],
): Promise<PeriodStanding> {
  const { db } = world;
  const [firstMonth, closes, broken, uncompared, openFindings] = [
    await findFirstMonth(db),
    await listCloses(db),
    await findBrokenInvariants(db),
    await countUncompared(db, month),
    await listOpenFindingsUpTo(db, month),
  ];
  return {
    month,
    today: dayInWib(world.clock.now()),
    ...(firstMonth ? { firstMonth } : {}),
    ...(closes[0] ? { lastClosed: closes[0].month } : {}),
    brokenQuestions: broken.map(({ name }) => name),
    payoutsUncompared: uncompared.payouts,
    bankRowsOpen: uncompared.bankRows,
    openFindings,
    carried: carried.map(({ id }) => ({ findingId: id })),
  };
}

/** What a closing freezes, as it is now. Keys come in one order, so that the same month gives the same text. */
export async function gatherContent(
  db: Db | Trx,
  month: IuranMonth,
  carried: readonly CarriedFinding[],
): Promise<PeriodContent> {
  const { count, digest } = await findEntriesDigest(db, month);
  return {
    month,
    begin: await findMoneyState(db, addDays(firstDayOf(month), -1)),
    end: await findMoneyState(db, lastDayOf(month)),
    books: await listBookLines(db, month),
    accounts: await listBalancesAt(db, lastDayOf(month)),
    entries: { count, digest },
    findingsEnded: await countFindingsEnded(db, month),
    carried: carried.map(({ id, kind, openedOn, amountRupiah, carriedBy, reason }) => ({
      id,
      kind,
      openedOn,
      amountRupiah,
      carriedBy,
      reason,
    })),
  };
}

/** The text that is hashed. */
export const contentText = (content: PeriodContent): string => JSON.stringify(content);

export const fingerprintOf = (content: PeriodContent): string =>
  createHash("sha256").update(contentText(content)).digest("hex");
