/** Closed lists in the database: batches, their lines, and the workers of each. */
import { sql } from "kysely";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { OrderLine } from "~/orders/order";
import type { Db, Trx } from "~db/connection";
import type { StoredNip } from "./asn-queries.server";

export type ListItem = {
  readonly sponsorshipId: string;
  readonly workerId: string;
  readonly workerName: string;
  readonly amountRupiah: number;
  /** Priced and frozen with the list. */
  readonly premium: readonly OrderLine[];
};

/** One civil servant's line of a list. */
export type PlannedLine = {
  readonly mandateId: string;
  readonly sponsorId: string;
  readonly name: string;
  readonly nip: StoredNip;
  readonly expectedRupiah: number;
  readonly items: readonly ListItem[];
};

export type Batch = {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly month: IuranMonth;
  readonly reference: string;
  readonly listedAt: Date;
  readonly listedBy: string;
  readonly totalRupiah: number;
};

export async function isMonthClosed(db: Db | Trx, unitId: string, month: IuranMonth): Promise<boolean> {
  const row = await db
    .selectFrom("payroll_batch")
    .select("id")
    .where("work_unit_id", "=", unitId)
    .where("month", "=", month)
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes a closed list whole, in three statements. */
export async function insertBatch(
  trx: Trx,
  batch: Batch,
  lines: readonly (PlannedLine & { readonly id: string })[],
): Promise<void> {
  await trx
    .insertInto("payroll_batch")
    .values({
      id: batch.id,
      work_unit_id: batch.unitId,
      unit_name: batch.unitName,
      month: batch.month,
      reference: batch.reference,
      listed_at: batch.listedAt,
      listed_by: batch.listedBy,
      total: batch.totalRupiah,
    })
    .execute();
  const given = JSON.stringify(
    lines.map((line, index) => ({
      id: line.id,
      position: index + 1,
      mandate_id: line.mandateId,
      sponsor_id: line.sponsorId,
      name: line.name,
      nip_sealed: line.nip.sealed,
      nip_index: line.nip.index,
      nip_masked: line.nip.masked,
      expected: line.expectedRupiah,
    })),
  );
  await sql`insert into payroll_line (id, batch_id, position, mandate_id, sponsor_id, name, nip_sealed, nip_index,
      nip_masked, expected)
    select id, ${batch.id}::uuid, position, mandate_id, sponsor_id, name, nip_sealed, nip_index, nip_masked, expected
    from json_to_recordset(${given}::json) as n(id uuid, position int, mandate_id uuid, sponsor_id uuid, name text,
      nip_sealed text, nip_index text, nip_masked text, expected bigint)`.execute(trx);
  const items = JSON.stringify(
    lines.flatMap((line) =>
      line.items.map((item, index) => ({
        line_id: line.id,
        position: index + 1,
        sponsorship_id: item.sponsorshipId,
        worker_id: item.workerId,
        amount: item.amountRupiah,
        premium: item.premium,
      })),
    ),
  );
  await sql`insert into payroll_line_item (line_id, position, sponsorship_id, worker_id, amount, premium)
    select * from json_to_recordset(${items}::json) as n(line_id uuid, position int, sponsorship_id uuid,
      worker_id uuid, amount bigint, premium jsonb)`.execute(trx);
}

const batches = (db: Db | Trx) => db.selectFrom("payroll_batch as b").selectAll("b");
export type BatchRow = Awaited<ReturnType<ReturnType<typeof batches>["execute"]>>[number];

export const toBatch = (row: BatchRow): Batch => ({
  id: row.id,
  unitId: row.work_unit_id,
  unitName: row.unit_name,
  month: row.month,
  reference: row.reference,
  listedAt: row.listed_at,
  listedBy: row.listed_by,
  totalRupiah: row.total,
});

export async function findBatch(db: Db | Trx, id: string): Promise<Batch | undefined> {
  const row = await batches(db).where("b.id", "=", id).executeTakeFirst();
  return row && toBatch(row);
}

export async function findBatchByReference(db: Db, reference: string): Promise<Batch | undefined> {
  const row = await batches(db).where("b.reference", "=", reference).executeTakeFirst();
  return row && toBatch(row);
}

/** Holds the batch until the transaction ends: reports and bookings of one batch take turns. */
export async function lockBatch(trx: Trx, id: string): Promise<Batch | undefined> {
  const row = await batches(trx).where("b.id", "=", id).forUpdate().executeTakeFirst();
  return row && toBatch(row);
}

export type BatchLine = {
  readonly id: string;
  readonly position: number;
  readonly mandateId: string;
  readonly sponsorId: string;
  readonly name: string;
  readonly nip: StoredNip;
  readonly expectedRupiah: number;
  readonly items: readonly ListItem[];
};

/** The lines of a batch in the order of the list, with their workers in the order of the mandate. */
export async function listBatchLines(db: Db | Trx, batchId: string): Promise<readonly BatchLine[]> {
  const rows = await db
    .selectFrom("payroll_line as l")
    .innerJoin("payroll_line_item as i", "i.line_id", "l.id")
    .innerJoin("sponsorship as s", "s.id", "i.sponsorship_id")
    .innerJoin("worker_statement as w", "w.id", "s.statement_id")
    .selectAll("l")
    .select(["i.sponsorship_id", "i.worker_id", "i.amount", "i.premium", "w.name as worker_name"])
    .where("l.batch_id", "=", batchId)
    .orderBy("l.position")
    .orderBy("i.position")
    .execute();
  const lines = new Map<string, BatchLine & { items: ListItem[] }>();
  for (const row of rows) {
    const line = lines.get(row.id) ?? {
      id: row.id,
      position: row.position,
      mandateId: row.mandate_id,
      sponsorId: row.sponsor_id,
      name: row.name,
      nip: { sealed: row.nip_sealed, index: row.nip_index, masked: row.nip_masked },
      expectedRupiah: row.expected,
      items: [],
    };
    line.items.push({
      sponsorshipId: row.sponsorship_id,
      workerId: row.worker_id,
      workerName: row.worker_name,
      amountRupiah: row.amount,
      premium: row.premium as readonly OrderLine[],
    });
    lines.set(row.id, line);
  }
  return [...lines.values()];
}

/** Batches of a month that nobody has reported on. */
export async function listUnreported(db: Db | Trx, month: IuranMonth): Promise<readonly Batch[]> {
  const rows = await batches(db)
    .where("b.month", "=", month)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("payroll_report as r").select("r.id").whereRef("r.batch_id", "=", "b.id"))),
    )
    .execute();
  return rows.map(toBatch);
}
