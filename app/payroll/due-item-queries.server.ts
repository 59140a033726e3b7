/** Who is due in a month, out of everybody on a live mandate. */
import { sql } from "kysely";
import type { IuranMonth } from "~/calendar/iuran-month";
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
