/** What only the page of a renewal asks: what could be revived, what took its place, who the workers are. */
import { sql } from "kysely";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db } from "~db/connection";
import { listSoundItems, type Renewal, type RenewalItem } from "./renewal-queries.server";

/** What paying would buy now: of an open renewal what still holds, of a resting one what may come back. */
export async function listPayableItems(
  db: Db,
  renewal: Renewal,
  thisMonth: IuranMonth,
): Promise<readonly RenewalItem[]> {
  if (!renewal.closedBecause) return listSoundItems(db, renewal.id, thisMonth);
  if (renewal.closedBecause !== "declined" && renewal.closedBecause !== "unpaid") return [];
  return listItems(
    db,
    renewal.id,
    sql`i.last_month >= ${thisMonth} and s.ended_at is null
      and (i.dropped_at is null or i.dropped_because = 'rested'
        and not exists (select 1 from renewal_item o where o.sponsorship_id = i.sponsorship_id
          and o.dropped_at is null and o.start_month <= i.last_month and i.start_month <= o.last_month))
      and not exists (select 1 from coverage c where c.worker_id = s.worker_id and c.ended_at is null
        and c.month between greatest(i.start_month, ${thisMonth}) and i.last_month
        and c.programme = any(i.programmes))`,
    thisMonth,
  );
}

/** Everything that ever was in the renewal, dropped or not. */
export async function listAllItems(db: Db, renewalId: string): Promise<readonly RenewalItem[]> {
  return listItems(db, renewalId, sql`true`);
}

async function listItems(
  db: Db,
  renewalId: string,
  which: ReturnType<typeof sql<boolean>>,
  from: IuranMonth = "1000-01",
): Promise<readonly RenewalItem[]> {
  const { rows } = await sql<RenewalItem>`
    select distinct on (w.name, s.worker_id, "startMonth") i.sponsorship_id as "sponsorshipId", s.worker_id as "workerId", w.name as "workerName",
      s.statement_id as "statementId", w.sector, w.income as "incomeRupiah", i.programmes,
      greatest(i.start_month, ${from}) as "startMonth", i.last_month as "lastMonth"
    from renewal_item i join sponsorship s on s.id = i.sponsorship_id join worker_statement w on w.id = s.statement_id
    where i.renewal_id = ${renewalId} and ${which}
    order by w.name, s.worker_id, "startMonth", i.last_month desc`.execute(db);
  return rows;
}

/** The newest other renewal that asks for months of this one and can still be paid. */
export async function findNewerRenewal(db: Db, renewalId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select r.id from renewal_item old
    join renewal_item new on new.sponsorship_id = old.sponsorship_id and new.dropped_at is null
      and new.renewal_id <> old.renewal_id and new.start_month <= old.last_month and old.start_month <= new.last_month
    join renewal r on r.id = new.renewal_id and r.closed_at is null
    where old.renewal_id = ${renewalId} and old.dropped_at is not null
    order by r.planned_at desc limit 1`.execute(db);
  return rows[0]?.id;
}

/** What each of these statements says of the work, in words. */
export async function listOccupationsOf(
  db: Db,
  statementIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (statementIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("worker_statement as s")
    .innerJoin("occupation as o", "o.code", "s.occupation_code")
    .select(["s.id", "o.name_id"])
    .where("s.id", "in", [...statementIds])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name_id]));
}
