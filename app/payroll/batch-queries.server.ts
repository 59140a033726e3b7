/** Lists of a month in the database: who is due, and the batches that were closed. */
import { sql } from "kysely";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { OrderLine } from "~/orders/order";
import type { Programme } from "~/tariff/tariff";
import type { Db, Trx } from "~db/connection";
import type { StoredNip } from "./asn-queries.server";

/** One worker of one live mandate, due in a month. */
export type DueItem = {
  readonly mandateId: string;
  readonly sponsorId: string;
  readonly asnName: string;
  readonly nip: StoredNip;
  readonly sponsorshipId: string;
  readonly workerId: string;
  readonly workerName: string;
  readonly statementId: string;
  readonly programmes: readonly Programme[];
  readonly sector: "transport" | "other";
  readonly incomeRupiah: number;
};

/**
 * Who is due in a month, in these units: on a live mandate that has begun, not beyond the terms, not skipped,
 * paused or resting, and not covered in any of the programmes by anybody. By the civil servant's name, the workers
 * in the order of the mandate.
 */
export async function listDueItems(
  db: Db | Trx,
  unitIds: readonly string[],
  month: IuranMonth,
): Promise<readonly DueItem[]> {
  if (unitIds.length === 0) return [];
  const { rows } = await sql<{
    mandate_id: string;
    sponsor_id: string;
    signed_name: string;
    nip_sealed: string;
    nip_index: string;
    nip_masked: string;
    sponsorship_id: string;
    worker_id: string;
    statement_id: string;
    programmes: Programme[];
    name: string;
    sector: "transport" | "other";
    income: number;
  }>`
    select p.mandate_id, p.sponsor_id, m.signed_name, m.nip_sealed, m.nip_index, m.nip_masked,
      p.sponsorship_id, p.worker_id, s.statement_id, t.programmes, w.name, w.sector, w.income
    from live_payroll p
    join payroll_mandate m on m.id = p.mandate_id
    join sponsorship s on s.id = p.sponsorship_id
    join worker_statement w on w.id = s.statement_id
    cross join lateral (
      select * from sponsorship_terms n where n.sponsorship_id = s.id order by n.id desc limit 1) t
    where p.work_unit_id = any(${[...unitIds]}::uuid[]) and p.from_month <= ${month}
      and (t.until_month is null or ${month} <= t.until_month)
      and not exists (select 1 from sponsorship_gap g where g.sponsorship_id = s.id and g.revoked_at is null
        and g.from_month <= ${month} and (g.to_month is null or ${month} <= g.to_month))
      and not exists (select 1 from coverage v where v.worker_id = s.worker_id and v.month = ${month}
        and v.programme = any(t.programmes) and v.ended_at is null)
    order by m.signed_name, p.mandate_id, p.position`.execute(db);
  return rows.map((row) => ({
    mandateId: row.mandate_id,
    sponsorId: row.sponsor_id,
    asnName: row.signed_name,
    nip: { sealed: row.nip_sealed, index: row.nip_index, masked: row.nip_masked },
    sponsorshipId: row.sponsorship_id,
    workerId: row.worker_id,
    workerName: row.name,
    statementId: row.statement_id,
    programmes: row.programmes,
    sector: row.sector,
    incomeRupiah: row.income,
  }));
}

/** The units that somebody on a live mandate signed for. */
export async function listMandatedUnits(db: Db | Trx): Promise<readonly string[]> {
  const rows = await db.selectFrom("live_payroll").select("work_unit_id").distinct().execute();
  return rows.map((row) => row.work_unit_id);
}

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
type BatchRow = Awaited<ReturnType<ReturnType<typeof batches>["execute"]>>[number];

const toBatch = (row: BatchRow): Batch => ({
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

export type BatchState = "listed" | "reported" | "partly_booked" | "booked" | "nothing_deducted";

export type BatchRecord = Batch & {
  readonly state: BatchState;
  readonly people: number;
  readonly reportedRupiah?: number;
  readonly reportedAt?: Date;
  readonly bookedRupiah: number;
};

/** What has become of batches: of these units or of all, from before a month on, the newest month first. */
export async function listBatches(
  db: Db,
  wanted: {
    readonly unitIds?: readonly string[];
    readonly before?: { readonly month: string; readonly id: string };
    readonly id?: string;
    readonly limit: number;
  },
): Promise<readonly BatchRecord[]> {
  const { rows } = await sql<
    BatchRow & {
      people: number;
      reported: number | null;
      reported_at: Date | null;
      booked: number;
      open_lines: number;
      settled_lines: number;
    }
  >`
    select b.*, (select count(*)::int from payroll_line l where l.batch_id = b.id) as people,
      r.total as reported, r.reported_at,
      (select coalesce(sum(k.amount), 0)::int8 from payroll_booking k where k.batch_id = b.id) as booked,
      (select count(*)::int from payroll_report_line d where d.report_id = r.id and d.deducted > 0
        and not exists (select 1 from payroll_settlement s where s.line_id = d.line_id)) as open_lines,
      (select count(*)::int from payroll_settlement s join payroll_line l on l.id = s.line_id
        where l.batch_id = b.id) as settled_lines
    from payroll_batch b
    left join lateral (
      select * from payroll_report r where r.batch_id = b.id order by r.number desc limit 1) r on true
    where (${wanted.unitIds ? [...wanted.unitIds] : null}::uuid[] is null
        or b.work_unit_id = any(${wanted.unitIds ? [...wanted.unitIds] : null}::uuid[]))
      and (${wanted.id ?? null}::uuid is null or b.id = ${wanted.id ?? null}::uuid)
      and (${wanted.before?.month ?? null}::text is null
        or (b.month, b.id) < (${wanted.before?.month ?? null}::text, ${wanted.before?.id ?? null}::uuid))
    order by b.month desc, b.id desc limit ${wanted.limit}`.execute(db);
  return rows.map((row) => ({
    ...toBatch(row),
    state: stateOf(row),
    people: row.people,
    bookedRupiah: row.booked,
    ...(row.reported === null ? {} : { reportedRupiah: row.reported }),
    ...(row.reported_at ? { reportedAt: row.reported_at } : {}),
  }));
}

function stateOf(row: {
  readonly reported: number | null;
  readonly open_lines: number;
  readonly settled_lines: number;
}): BatchState {
  if (row.reported === null) return "listed";
  if (row.reported === 0) return "nothing_deducted";
  if (row.open_lines === 0) return "booked";
  return row.settled_lines > 0 ? "partly_booked" : "reported";
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

/** Those who may act for a unit now, to be told that its list is closed. */
export async function listTreasurerAddresses(db: Db | Trx, unitId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("staff_role as r")
    .innerJoin("login_user as u", "u.id", "r.login_user_id")
    .select("u.email")
    .distinct()
    .where("r.role", "=", "treasurer")
    .where("r.work_unit_id", "=", unitId)
    .where("r.ended_at", "is", null)
    .orderBy("u.email")
    .execute();
  return rows.map((row) => row.email);
}

/** Where sponsors are written to now. */
export async function listSponsorAddresses(db: Db | Trx, sponsorIds: readonly string[]) {
  if (sponsorIds.length === 0) return new Map<string, string>();
  const rows = await db
    .selectFrom("sponsor")
    .select(["id", "email"])
    .where(sql<boolean>`id = any(${[...sponsorIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.email]));
}
