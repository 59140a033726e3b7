/**
 * Taking chores and writing down what became of them. Leases end by the database's own clock; each
 * claim counts `attempts` up, and that number is the claimer's ticket: an older one writes nothing.
 */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";
import type { ChoreKind } from "./chore-queries.server";

export type ClaimedChore = {
  readonly id: string;
  readonly kind: ChoreKind;
  readonly subject: string;
  /** The claimer's ticket: which try this is, the first is 1. */
  readonly attempt: number;
};

/** Leases up to `count` chores that are due at `now`, the longest due first; others' leases are skipped. */
export async function claimChores(
  db: Db,
  now: Date,
  count: number,
  leaseMinutes: number,
): Promise<readonly ClaimedChore[]> {
  const { rows } = await sql<ClaimedChore & { due_at: Date }>`
    with due as (
      select id from chore
      where state = 'waiting' and due_at <= ${now}
        and (leased_until is null or leased_until < clock_timestamp())
      order by due_at, id limit ${count} for update skip locked)
    update chore c
    set leased_until = clock_timestamp() + make_interval(mins => ${leaseMinutes}), attempts = c.attempts + 1
    from due where c.id = due.id
    returning c.id, c.kind, c.subject, c.attempts as attempt, c.due_at`.execute(db);
  return rows.sort((a, b) => a.due_at.getTime() - b.due_at.getTime() || (a.id < b.id ? -1 : 1));
}

type Ticket = Pick<ClaimedChore, "id" | "attempt">;

const held = (db: Db, { id, attempt }: Ticket) =>
  db.updateTable("chore").where("id", "=", id).where("attempts", "=", attempt).where("state", "=", "waiting");

export async function saveDone(db: Db, chore: Ticket, doneAt: Date): Promise<void> {
  await held(db, chore)
    .set({ state: "done", done_at: doneAt, leased_until: null, last_error: null })
    .execute();
}

/** Puts a chore back after a failure; its tries go on counting. */
export async function saveRetry(db: Db, chore: Ticket, dueAt: Date, error: string): Promise<void> {
  await held(db, chore).set({ due_at: dueAt, leased_until: null, last_error: error }).execute();
}

/** Puts a chore back because its time has not come: nothing failed, so its tries begin anew. */
export async function savePostponed(db: Db, chore: Ticket, dueAt: Date, why: string): Promise<void> {
  await held(db, chore).set({ due_at: dueAt, leased_until: null, last_error: why, attempts: 0 }).execute();
}

export async function saveStuck(db: Db, chore: Ticket, error: string): Promise<void> {
  await held(db, chore).set({ state: "stuck", leased_until: null, last_error: error }).execute();
}

/** Gives back chores that were claimed and not begun, as if they had never been claimed. */
export async function releaseChores(db: Db, chores: readonly Ticket[]): Promise<void> {
  for (const chore of chores)
    await held(db, chore)
      .set((eb) => ({ leased_until: null, attempts: eb("attempts", "-", 1) }))
      .execute();
}

/** Chores that wait for a person, with why, the newest first. */
export async function listStuckChores(db: Db | Trx, size = 100) {
  const rows = await db
    .selectFrom("chore")
    .select(["id", "kind", "subject", "queued_at", "attempts", "last_error"])
    .where("state", "=", "stuck")
    .orderBy("queued_at", "desc")
    .orderBy("id", "desc")
    .limit(size)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    queuedAt: row.queued_at,
    attempts: row.attempts,
    lastError: row.last_error,
  }));
}

/** Tries a stuck chore again, from now, with all its tries. False when it is not stuck (any more). */
export async function retryChore(db: Db | Trx, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("chore")
    .set({ state: "waiting", attempts: 0, due_at: now, leased_until: null })
    .where("id", "=", id)
    .where("state", "=", "stuck")
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
