/**
 * Plans renewals for all sponsorships at once: three statements, however many there are. The rule they follow
 * is `nextPeriod`. Ids come from PostgreSQL here, because there may be a hundred thousand of them.
 */
import { sql } from "kysely";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Trx } from "~db/connection";
import type { DueMonth } from "./renewal-calendar";

/** One planner at a time, and none while a renewal is being sealed: then nothing is planned into a sealed one. */
export async function lockPlanning(trx: Trx, how: "alone" | "shared"): Promise<void> {
  const take = sql.raw(how === "alone" ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared");
  await sql`select ${take}(hashtextextended('plan renewals', 0))`.execute(trx);
}

/** Ends sponsorships whose last month has gone by. Returns how many. */
export async function completeSponsorships(trx: Trx, thisMonth: IuranMonth, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update sponsorship s set ended_at = ${now}, ended_because = 'completed'
    from (
      select l.id from sponsorship l
      cross join lateral (
        select until_month from sponsorship_terms t where t.sponsorship_id = l.id order by t.id desc limit 1) t
      where l.ended_at is null and t.until_month < ${thisMonth}) over
    where s.id = over.id and s.ended_at is null`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/**
 * Lets items rest again that a sponsor brought back by the link in a letter and then did not pay: they must not
 * stand in the way of what is planned anew. Those whose order can still be paid stay.
 */
export async function restLeftovers(trx: Trx, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update renewal_item i set dropped_at = ${now}, dropped_because = 'rested'
    from renewal r
    where r.id = i.renewal_id and r.closed_because in ('declined', 'unpaid') and i.dropped_at is null
      and not exists (select 1 from renewal_order o left join order_ending e on e.order_id = o.order_id
        where o.renewal_id = r.id and e.order_id is null)`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** Whether sponsorship `who` (an alias) cannot renew the month in `month`: covered, left out, or planned already. */
const taken = (who: string, month: string) =>
  sql.raw(`(
    exists (select 1 from coverage v where v.worker_id = ${who}.worker_id and v.month = ${month}
      and v.programme = any(${who}.programmes) and v.ended_at is null)
    or exists (select 1 from sponsorship_gap g where g.sponsorship_id = ${who}.id and g.revoked_at is null
      and g.from_month <= ${month} and (g.to_month is null or ${month} <= g.to_month))
    or exists (select 1 from renewal_item i where i.sponsorship_id = ${who}.id and i.dropped_at is null
      and i.start_month <= ${month} and ${month} <= i.last_month))`);

/**
 * Plans what is due by now. `calendar` holds the months from this one on, without a gap and far enough for the
 * longest interval; those that may begin a renewal have a due day. Returns how many sponsorships were due and
 * how many items were planned.
 */
export async function insertDueRenewals(
  trx: Trx,
  calendar: readonly { readonly month: IuranMonth; readonly dueOn?: DueMonth["dueOn"] }[],
  plannedAt: Date,
): Promise<{ readonly expected: number; readonly done: number }> {
  const months = JSON.stringify(
    calendar.map(({ month, dueOn }, idx) => ({ idx, month, due_on: dueOn ?? null })),
  );
  await sql`create temporary table due_renewal on commit drop as
    with cal as materialized (
      select * from json_to_recordset(${months}::json) as c(idx int, month iuran_month, due_on date)),
    live as (
      select s.id, s.sponsor_id, s.worker_id, t.interval_months, t.programmes, t.until_month,
        case when t.way = 'saved_card' and m.removed_at is not null then 'pay_link' else t.way end as way,
        case when m.removed_at is null then t.saved_method_id end as saved_method_id
      from sponsorship s
      cross join lateral (
        select * from sponsorship_terms n where n.sponsorship_id = s.id order by n.id desc limit 1) t
      left join saved_method m on m.id = t.saved_method_id
      where s.ended_at is null and t.way <> 'payroll'),
    begins as (
      select l.*, c.idx, c.month as start_month, c.due_on from live l
      cross join lateral (
        select cal.idx, cal.month, cal.due_on from cal
        where cal.due_on is not null and (l.until_month is null or cal.month <= l.until_month)
          and not ${taken("l", "cal.month")}
        order by cal.idx limit 1) c)
    select b.*, (
      select last.month from cal last where last.idx = -1 + coalesce(
        (select min(c.idx) from cal c
          where c.idx > b.idx and c.idx < b.idx + b.interval_months
            and (c.month > b.until_month or ${taken("b", "c.month")})),
        b.idx + b.interval_months)) as last_month
    from begins b`.execute(trx);
  await sql`
    insert into renewal (id, sponsor_id, due_on, way, saved_method_id, planned_at)
    select gen_random_uuid(), sponsor_id, due_on, way, saved_method_id, ${plannedAt}::timestamptz
    from (select distinct sponsor_id, due_on, way, saved_method_id from due_renewal) d
    order by sponsor_id, due_on
    on conflict (sponsor_id, due_on, way, saved_method_id) where sealed_at is null do nothing`.execute(trx);
  const planned = await sql`
    insert into renewal_item (renewal_id, sponsorship_id, start_month, last_month, programmes)
    select r.id, d.id, d.start_month, d.last_month, d.programmes
    from due_renewal d
    join renewal r on r.sponsor_id = d.sponsor_id and r.due_on = d.due_on and r.way = d.way
      and r.saved_method_id is not distinct from d.saved_method_id and r.sealed_at is null
    on conflict do nothing`.execute(trx);
  const { rows } = await sql<{ expected: number }>`select count(*)::int as expected from due_renewal`.execute(
    trx,
  );
  return { expected: rows[0]?.expected ?? 0, done: Number(planned.numAffectedRows ?? 0n) };
}
