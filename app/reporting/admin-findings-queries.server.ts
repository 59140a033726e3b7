/** Findings as a list to work through: the open ones, the oldest first; the ended ones, the newest first. */
import { sql } from "kysely";
import type { Db } from "~db/connection";
import type { FindingFilter } from "./finding-filter";
import type { ListPlace } from "./order-filter";

export type ListedFinding = {
  readonly id: string;
  readonly kind: string;
  readonly openedAt: Date;
  readonly amountRupiah: number;
  readonly orderCode: string | null;
  readonly payerName: string | null;
  readonly decision: string | null;
  readonly owner: string | null;
  /** The day a hold ends, while it has not come. */
  readonly heldUntil: string | null;
};

export type FindingPage = { readonly findings: readonly ListedFinding[]; readonly next?: ListPlace };

export type FindingWish = {
  readonly open: boolean;
  readonly after?: ListPlace | undefined;
  readonly size: number;
  readonly filter?: FindingFilter;
  /** Whose own findings `mine` are. */
  readonly staffId?: string;
  readonly now: Date;
  /** The WIB day of `now`. */
  readonly today: string;
};

export async function listFindings(db: Db, wish: FindingWish): Promise<FindingPage> {
  const { open, after, size, filter, today } = wish;
  let query = db
    .selectFrom("finding as f")
    .leftJoin("resolution as r", "r.finding_id", "f.id")
    .leftJoin("orders as o", "o.id", "f.order_id")
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("finding_owner")
          .select(["owner_id", "owner_name"])
          .whereRef("finding_id", "=", "f.id")
          .orderBy("id", "desc")
          .limit(1)
          .as("w"),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("finding_hold")
          .select("until_day")
          .whereRef("finding_id", "=", "f.id")
          .orderBy("id", "desc")
          .limit(1)
          .as("h"),
      (join) => join.onTrue(),
    )
    .select(["f.id", "f.kind", "f.opened_at", "f.amount", "o.code", "o.payer_name", "r.decision"])
    .select(["w.owner_name", "h.until_day"])
    .where("r.finding_id", open ? "is" : "is not", null)
    .limit(size + 1);
  if (after)
    query = query.where((eb) =>
      eb(eb.refTuple("f.opened_at", "f.id"), open ? ">" : "<", eb.tuple(after.at, after.id)),
    );
  if (filter?.kind) query = query.where("f.kind", "=", filter.kind);
  if (filter?.owner === "mine") query = query.where("w.owner_id", "=", wish.staffId ?? "");
  if (filter?.owner === "nobody") query = query.where("w.owner_id", "is", null);
  if (filter?.daysOld)
    query = query.where("f.opened_at", "<=", new Date(wish.now.getTime() - filter.daysOld * 86_400_000));
  if (open && filter?.held === "only") query = query.where("h.until_day", ">", today);
  if (open && filter?.held === "left_out")
    query = query.where(sql<boolean>`(h.until_day is null or h.until_day <= ${today})`);
  const direction = open ? "asc" : "desc";
  const rows = await query.orderBy("f.opened_at", direction).orderBy("f.id", direction).execute();
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    findings: shown.map((row) => ({
      id: row.id,
      kind: row.kind,
      openedAt: row.opened_at,
      amountRupiah: row.amount,
      orderCode: row.code,
      payerName: row.payer_name,
      decision: row.decision,
      owner: row.owner_name,
      heldUntil: open && row.until_day !== null && row.until_day > today ? row.until_day : null,
    })),
    ...(rows.length > size && last ? { next: { at: last.opened_at, id: last.id } } : {}),
  };
}

/** The kinds that findings of one view have, with how many there are of each; for choosing among them. */
export async function countFindingKinds(
  db: Db,
  open: boolean,
): Promise<readonly { readonly kind: string; readonly count: number }[]> {
  const rows = await db
    .selectFrom("finding as f")
    .leftJoin("resolution as r", "r.finding_id", "f.id")
    .select(({ fn }) => ["f.kind", fn.countAll<number>().as("count")])
    .where("r.finding_id", open ? "is" : "is not", null)
    .groupBy("f.kind")
    .orderBy("f.kind")
    .execute();
  return rows.map((row) => ({ kind: row.kind, count: Number(row.count) }));
}

/** What a finding's page names besides the finding: its order, and the months as people know them. */
export async function findFindingOrder(db: Db, orderId: string) {
  return db
    .selectFrom("orders as o")
    .innerJoin("sponsor as s", "s.id", "o.sponsor_id")
    .select(["o.code", "o.payer_name as payerName", "s.email as payerEmail", "o.total as totalRupiah"])
    .where("o.id", "=", orderId)
    .executeTakeFirst();
}
