/** The workers a sponsor protects, with what was stated of each last, and every month known of them. */
import type { CoverageFact } from "~/coverage/coverage-calendar";
import type { Db } from "~db/connection";

export type SponsoredWorker = {
  readonly workerId: string;
  /** The newest of this sponsor's statements. */
  readonly statementId: string;
  readonly name: string;
  readonly nikMasked: string;
  readonly occupation: string;
  readonly programmes: readonly ("jkk" | "jkm" | "jht")[];
};

/** Workers of the sponsor's paid orders, and of those still to be paid, by name. */
export async function listSponsoredWorkers(db: Db, sponsorId: string): Promise<readonly SponsoredWorker[]> {
  const rows = await db
    .selectFrom("order_line as l")
    .innerJoin("orders as o", "o.id", "l.order_id")
    .innerJoin("worker_statement as s", "s.id", "l.statement_id")
    .innerJoin("occupation as j", "j.code", "s.occupation_code")
    .leftJoin("order_ending as e", "e.order_id", "o.id")
    .select(["l.worker_id", "l.statement_id", "l.programme", "l.order_id"])
    .select(["s.name", "s.nik_masked", "j.name_id", "o.placed_at"])
    .distinct()
    .where("o.sponsor_id", "=", sponsorId)
    .where("e.order_id", "is", null)
    .orderBy("o.placed_at", "desc")
    .execute();
  const newest = new Map<string, SponsoredWorker & { readonly orderId: string }>();
  for (const row of rows) {
    const known = newest.get(row.worker_id);
    if (known && known.orderId !== row.order_id) continue;
    newest.set(row.worker_id, {
      workerId: row.worker_id,
      statementId: row.statement_id,
      name: row.name,
      nikMasked: row.nik_masked,
      occupation: row.name_id,
      programmes: [...(known?.programmes ?? []), row.programme],
      orderId: row.order_id,
    });
  }
  return [...newest.values()].sort((a, b) => a.name.localeCompare(b.name, "id"));
}

/** What is known of these workers' months: covered by anybody, or kept for an unpaid order of this sponsor. */
export async function listCoverageFacts(
  db: Db,
  workerIds: readonly string[],
  sponsorId: string,
  now: Date,
): Promise<ReadonlyMap<string, readonly CoverageFact[]>> {
  if (workerIds.length === 0) return new Map();
  const covered = await db
    .selectFrom("coverage as c")
    .leftJoin("month_progress as p", (join) =>
      join
        .onRef("p.order_id", "=", "c.order_id")
        .onRef("p.worker_id", "=", "c.worker_id")
        .onRef("p.month", "=", "c.month"),
    )
    .select(["c.worker_id", "c.month", "c.programme", "c.source", "p.state"])
    .where("c.worker_id", "in", [...workerIds])
    .where("c.ended_at", "is", null)
    .execute();
  const held = await db
    .selectFrom("month_hold as h")
    .innerJoin("orders as o", "o.id", "h.order_id")
    .leftJoin("order_settlement as t", "t.order_id", "h.order_id")
    .select(["h.worker_id", "h.month", "h.programme"])
    .where("h.worker_id", "in", [...workerIds])
    .where("o.sponsor_id", "=", sponsorId)
    .where("h.held_until", ">", now)
    .where("t.order_id", "is", null)
    .execute();
  const facts = [
    ...covered.map(
      (row) =>
        ({ ...row, state: row.source === "government" ? "government" : (row.state ?? "paid") }) as const,
    ),
    ...held.map((row) => ({ ...row, state: "held" as const })),
  ];
  return new Map(
    workerIds.map((workerId) => [
      workerId,
      facts
        .filter((fact) => fact.worker_id === workerId)
        .map(({ month, programme, state }) => ({ month, programme, state })),
    ]),
  );
}
