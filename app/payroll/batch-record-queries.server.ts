/** What has become of batches: reported, booked, done. */
import { sql } from "kysely";
import type { Db } from "~db/connection";
import { type Batch, type BatchRow, toBatch } from "./batch-queries.server";

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
