/** Findings as a list to work through: the open ones, the oldest first; the ended ones, the newest first. */
import type { Db } from "~db/connection";
import type { ListPlace } from "./order-filter";

export type ListedFinding = {
  readonly id: string;
  readonly kind: string;
  readonly openedAt: Date;
  readonly amountRupiah: number;
  readonly orderCode: string | null;
  readonly payerName: string | null;
  readonly decision: string | null;
};

export type FindingPage = { readonly findings: readonly ListedFinding[]; readonly next?: ListPlace };

export async function listFindings(
  db: Db,
  {
    open,
    after,
    size,
  }: { readonly open: boolean; readonly after?: ListPlace | undefined; readonly size: number },
): Promise<FindingPage> {
  let query = db
    .selectFrom("finding as f")
    .leftJoin("resolution as r", "r.finding_id", "f.id")
    .leftJoin("orders as o", "o.id", "f.order_id")
    .select(["f.id", "f.kind", "f.opened_at", "f.amount", "o.code", "o.payer_name", "r.decision"])
    .where("r.finding_id", open ? "is" : "is not", null)
    .limit(size + 1);
  if (after)
    query = query.where((eb) =>
      eb(eb.refTuple("f.opened_at", "f.id"), open ? ">" : "<", eb.tuple(after.at, after.id)),
    );
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
    })),
    ...(rows.length > size && last ? { next: { at: last.opened_at, id: last.id } } : {}),
  };
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
