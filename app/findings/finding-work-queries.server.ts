/** Working on findings: who looks after one, what waits until a day, and what was noted. The newest row counts. */
import type { Db, Trx } from "~db/connection";

export type FindingWork = {
  readonly owner?: { readonly id: string; readonly name: string };
  readonly hold?: { readonly untilDay: string; readonly reason: string; readonly by: string };
  readonly notes: readonly { readonly at: Date; readonly by: string; readonly body: string }[];
};

/** How the work on a finding stands; a hold whose day has come is none. */
export async function findFindingWork(db: Db | Trx, findingId: string, today: string): Promise<FindingWork> {
  const owner = await db
    .selectFrom("finding_owner")
    .select(["owner_id", "owner_name"])
    .where("finding_id", "=", findingId)
    .orderBy("id", "desc")
    .executeTakeFirst();
  const hold = await db
    .selectFrom("finding_hold")
    .select(["until_day", "reason", "held_by"])
    .where("finding_id", "=", findingId)
    .orderBy("id", "desc")
    .executeTakeFirst();
  const notes = await db
    .selectFrom("finding_note")
    .select(["written_at as at", "written_by as by", "body"])
    .where("finding_id", "=", findingId)
    .orderBy("written_at")
    .orderBy("id")
    .execute();
  return {
    ...(owner?.owner_id ? { owner: { id: owner.owner_id, name: owner.owner_name! } } : {}),
    ...(hold?.until_day && hold.until_day > today
      ? { hold: { untilDay: hold.until_day, reason: hold.reason, by: hold.held_by } }
      : {}),
    notes,
  };
}

/** Gives a finding to somebody, or to nobody. */
export async function insertOwner(
  trx: Trx,
  findingId: string,
  owner: { readonly id: string; readonly name: string } | undefined,
  given: { readonly at: Date; readonly by: string },
): Promise<void> {
  await trx
    .insertInto("finding_owner")
    .values({
      finding_id: findingId,
      owner_id: owner?.id ?? null,
      owner_name: owner?.name ?? null,
      given_at: given.at,
      given_by: given.by,
    })
    .execute();
}

/** Lets a finding wait until a day, or wait no more. */
export async function insertHold(
  trx: Trx,
  findingId: string,
  hold: { readonly untilDay: string | undefined; readonly reason: string },
  held: { readonly at: Date; readonly by: string },
): Promise<void> {
  await trx
    .insertInto("finding_hold")
    .values({
      finding_id: findingId,
      until_day: hold.untilDay ?? null,
      reason: hold.reason,
      held_at: held.at,
      held_by: held.by,
    })
    .execute();
}

export async function insertNote(
  trx: Trx,
  note: {
    readonly id: string;
    readonly findingId: string;
    readonly body: string;
    readonly at: Date;
    readonly by: string;
  },
): Promise<void> {
  await trx
    .insertInto("finding_note")
    .values({
      id: note.id,
      finding_id: note.findingId,
      written_at: note.at,
      written_by: note.by,
      body: note.body,
    })
    .execute();
}
