/** Who did what, when and why: one row in the transaction of the act itself, never changed afterwards. */
import type { Db, Trx } from "~db/connection";

/** Who acted. Staff and sponsors by the id of their row; the house's own jobs by name. */
export type Actor =
  | { readonly kind: "staff"; readonly id: string; readonly name: string }
  | { readonly kind: "sponsor"; readonly id: string; readonly name: string }
  | { readonly kind: "system"; readonly name: string };

export type NewAct = {
  readonly at: Date;
  readonly actor: Actor;
  /** What was done, in the house's words: `refund_requested`, `tariff_recorded`, `signed_in`. */
  readonly act: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Plain values, personal data masked. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
  readonly requestId?: string;
};

/** Writes the act down. Call it in the transaction that does the act, so that neither stands alone. */
export async function recordAct(trx: Trx, act: NewAct): Promise<void> {
  await trx
    .insertInto("audit_log")
    .values({
      at: act.at,
      actor_kind: act.actor.kind,
      actor_id: act.actor.kind === "system" ? null : act.actor.id,
      actor_name: act.actor.name,
      act: act.act,
      subject_kind: act.subjectKind,
      subject_id: act.subjectId,
      before: act.before ? JSON.stringify(act.before) : null,
      after: act.after ? JSON.stringify(act.after) : null,
      reason: act.reason ?? null,
      request_id: act.requestId ?? null,
    })
    .execute();
}

export type Act = {
  readonly id: number;
  readonly at: Date;
  readonly actorName: string;
  readonly actorKind: "staff" | "sponsor" | "system";
  readonly act: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly reason: string | null;
};

const columns = [
  "id",
  "at",
  "actor_name as actorName",
  "actor_kind as actorKind",
  "act",
  "subject_kind as subjectKind",
  "subject_id as subjectId",
  "before",
  "after",
  "reason",
] as const;

/** The acts done to these subjects, the oldest first. */
export async function listActsOn(
  db: Db,
  subjects: readonly { readonly kind: string; readonly id: string }[],
): Promise<readonly Act[]> {
  if (subjects.length === 0) return [];
  return db
    .selectFrom("audit_log")
    .select(columns)
    .where((eb) =>
      eb.or(
        subjects.map(({ kind, id }) => eb.and([eb("subject_kind", "=", kind), eb("subject_id", "=", id)])),
      ),
    )
    .orderBy("id")
    .limit(500)
    .execute();
}

/** The newest acts first, from before the act with the id `before` on. */
export async function listActs(
  db: Db,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly Act[]> {
  let query = db.selectFrom("audit_log").select(columns).orderBy("id", "desc").limit(limit);
  if (before !== undefined) query = query.where("id", "<", before);
  return query.execute();
}
