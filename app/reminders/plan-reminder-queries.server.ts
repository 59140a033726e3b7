/**
 * Plans the reminders of everybody at once, in a handful of statements, however many there are. The rule it follows is
 * `remindersDue`. Ids come from PostgreSQL here, because there may be tens of thousands of them.
 */
import { type RawBuilder, sql } from "kysely";
import type { Day } from "~/calendar/day";
import { addMonths, type IuranMonth } from "~/calendar/iuran-month";
import type { Db, Trx } from "~db/connection";
import type { ArrearsSlot, DueDaySlot, MonthSlot, ReminderSetting } from "./reminder-moment";

/** One planner at a time; the second finds nothing left. */
export async function lockReminderPlanning(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('plan reminders', 0))`.execute(trx);
}

/** When reminders go out: the newest row whose day has come. */
export async function findReminderSetting(db: Db | Trx, today: Day): Promise<ReminderSetting> {
  const row = await db
    .selectFrom("reminder_setting")
    .selectAll()
    .where("from_day", "<=", today)
    .orderBy("from_day", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow(() => new Error(`No row of reminder_setting holds on ${today}.`));
  return {
    beforeDays: row.before_days,
    lapseAfterDays: row.lapse_after_days,
    arrearsDays: row.arrears_days,
    lateDays: row.late_days,
  };
}

export type ReminderPlan = {
  readonly today: Day;
  readonly thisMonth: IuranMonth;
  readonly months: readonly MonthSlot[];
  readonly dueDays: readonly DueDaySlot[];
  readonly arrears: readonly ArrearsSlot[];
  readonly plannedAt: Date;
  /** How far apart letters are due, so that receipts queued meanwhile go in between. */
  readonly letterEveryMs: number;
};

export type Planned = { readonly expected: number; readonly done: number; readonly letters: number };

/**
 * Writes every reminder that is due and was not written before, several of one sponsor into one letter; who has had
 * a letter today waits for tomorrow. Nothing can be there already, because planners take turns. It goes by
 * steps that are counted before the next one begins, so that PostgreSQL joins as fits what is really there.
 */
export async function insertDueReminders(trx: Trx, plan: ReminderPlan): Promise<Planned> {
  const asked = [askedByRenewals(plan), ...plan.months.map((slot) => askedByClock(slot, plan.thisMonth))];
  await sql`create temporary table asked_reminder on commit drop as ${sql.join(asked, sql` union all `)}`.execute(
    trx,
  );
  await sql`analyze asked_reminder`.execute(trx);
  await sql`create temporary table due_reminder on commit drop as
    with moving as (
      select l.worker_id, max(l.month) as until from payment p join order_line l on l.order_id = p.order_id
      where p.state = 'processing' group by l.worker_id),
    wants as (
      select distinct on (sponsor_id) sponsor_id, wants from reminder_preference order by sponsor_id, id desc)
    select a.worker_id, a.sponsor_id, a.month, a.moment, a.on_day
    from asked_reminder a
    left join moving v on v.worker_id = a.worker_id
    left join wants w on w.sponsor_id = a.sponsor_id
    where (v.until is null or v.until < a.month)
      and (w.wants is null or w.wants = 'all' or (w.wants = 'lapse_only' and a.moment not like 'before/%'))
      and not exists (select 1 from reminder r where r.worker_id = a.worker_id and r.sponsor_id = a.sponsor_id
        and r.month = a.month and r.moment = a.moment)`.execute(trx);
  await sql`create temporary table due_letter on commit drop as
    select sponsor_id, gen_random_uuid() as mail_id, row_number() over () - 1 as place
    from (select distinct sponsor_id from due_reminder) d
    where not exists (select 1 from mail m where m.occasion = 'reminder/' || d.sponsor_id || '/' || ${plan.today}::text)`.execute(
    trx,
  );
  await sql`analyze due_reminder, due_letter`.execute(trx);
  const letters = await sql`
    insert into mail (id, occasion, kind, to_address, sponsor_id, locale, facts, queued_at, due_at)
    select d.mail_id, 'reminder/' || s.id || '/' || ${plan.today}::text, 'reminder', s.email, s.id, 'id',
      jsonb_build_object('day', ${plan.today}::text), ${plan.plannedAt}::timestamptz,
      ${plan.plannedAt}::timestamptz + d.place * ${plan.letterEveryMs}::int * interval '1 millisecond'
    from due_letter d join sponsor s on s.id = d.sponsor_id order by d.place`.execute(trx);
  const written = await sql`
    insert into reminder (worker_id, sponsor_id, month, moment, on_day, mail_id)
    select d.worker_id, d.sponsor_id, d.month, d.moment, d.on_day, l.mail_id
    from due_reminder d join due_letter l on l.sponsor_id = d.sponsor_id`.execute(trx);
  const { rows } = await sql<{ expected: number }>`
    select count(*)::int as expected from due_reminder join due_letter using (sponsor_id)`.execute(trx);
  return {
    expected: rows[0]?.expected ?? 0,
    done: Number(written.numAffectedRows ?? 0n),
    letters: Number(letters.numAffectedRows ?? 0n),
  };
}

/** Renewals that are paid by link, for their own first month and due day. */
function askedByRenewals({ dueDays, arrears, thisMonth }: ReminderPlan): RawBuilder<unknown> {
  const earliest = [`${addMonths(thisMonth, -3)}-01`, ...dueDays.map(({ dueOn }) => dueOn)].sort()[0]!;
  return sql`
    select s.worker_id, s.sponsor_id, i.start_month as month, said.moment, said.on_day
    from renewal r
    join renewal_item i on i.renewal_id = r.id and i.dropped_at is null
    join sponsorship s on s.id = i.sponsorship_id and s.ended_at is null
    ${newestTerms}
    left join json_to_recordset(${JSON.stringify(dueDays)}::json) as d("dueOn" date, moment text, "onDay" date)
      on d."dueOn" = r.due_on
    left join json_to_recordset(${JSON.stringify(arrears)}::json) as z(month text, moment text, "onDay" date)
      on z.month = i.start_month
    cross join lateral (select
      case when d."onDay" is null or z."onDay" >= d."onDay" then z.moment else d.moment end as moment,
      greatest(d."onDay", z."onDay") as on_day) said
    where r.closed_at is null and r.due_on >= ${earliest}::date and said.on_day is not null
      and (r.way = 'pay_link' or exists (select 1 from charge_try y
        where y.renewal_id = r.id and y.outcome in ('authentication_needed', 'refused', 'unknown')))
      and not exists (select 1 from renewal_order o join order_settlement u on u.order_id = o.order_id
        where o.renewal_id = r.id)
      and not exists (select 1 from coverage v where v.worker_id = s.worker_id and v.month = i.start_month
        and v.programme = 'jkk' and v.ended_at is null)
      and not ${governedAfter(sql`s.worker_id`, sql`i.start_month`)}
      and not ${onPayroll}
      and not ${leftOut(sql`i.start_month`)}
      and not ${stopped(sql`s.worker_id`, sql`s.sponsor_id`, sql`s.begun_at`)}`;
}

/** Workers whose months end before `slot.month`, when no renewal speaks for them. */
function askedByClock({ month, moment, onDay }: MonthSlot, thisMonth: IuranMonth): RawBuilder<unknown> {
  const asked = sql`${month}::text`;
  const coveredSince = sql`and not exists (select 1 from coverage v where v.worker_id = c.worker_id
    and v.month > ${month} and v.month <= ${thisMonth} and v.programme = 'jkk' and v.ended_at is null)`;
  return sql`
    select c.worker_id, x.sponsor_id, ${asked} as month, ${moment}::text as moment, ${onDay}::date as on_day
    from coverage c
    join orders o on o.id = c.order_id
    left join sponsorship s on s.worker_id = c.worker_id and s.ended_at is null
    ${newestTerms}
    cross join lateral (
      select s.id is not null and (t.until_month is null or ${asked} <= t.until_month) as goes_on) g
    cross join lateral (select
      case when g.goes_on then s.sponsor_id else o.sponsor_id end as sponsor_id,
      case when g.goes_on then greatest(c.begun_at, s.begun_at) else c.begun_at end as since) x
    where c.month = ${addMonths(month, -1)} and c.programme = 'jkk' and c.ended_at is null and c.source = 'order'
      and not exists (select 1 from coverage v where v.worker_id = c.worker_id and v.month = ${month}
        and v.programme = 'jkk' and v.ended_at is null)
      ${month < thisMonth ? coveredSince : sql``}
      and not ${governedAfter(sql`c.worker_id`, asked)}
      and not ${stopped(sql`c.worker_id`, sql`x.sponsor_id`, sql`x.since`)}
      and (not g.goes_on or (
        (t.way = 'payroll' or exists (select 1 from sponsorship_gap g where g.sponsorship_id = s.id
          and g.kind = 'rest' and g.revoked_at is null and g.from_month <= ${asked}))
        and not ${onPayroll}
        and not ${leftOut(asked)}
        and not exists (select 1 from renewal_item i join renewal r on r.id = i.renewal_id
          where i.sponsorship_id = s.id and i.dropped_at is null and i.start_month = ${asked} and r.closed_at is null
            and not exists (select 1 from renewal_order o join order_settlement u on u.order_id = o.order_id
              where o.renewal_id = r.id))))`;
}

/** The terms that hold, as `t`, of the sponsorship `s`. */
const newestTerms = sql`left join lateral (
  select way, until_month from sponsorship_terms n where n.sponsorship_id = s.id order by n.id desc limit 1) t on true`;

/** On a live mandate. Few are, so it is asked of those alone and never of everybody. */
const onPayroll = sql`(case when t.way = 'payroll' then exists (
  select 1 from live_payroll p where p.sponsorship_id = s.id offset 0) else false end)`;

/** Covered by the government in a later month. */
function governedAfter(worker: RawBuilder<unknown>, month: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (select 1 from coverage v where v.worker_id = ${worker} and v.month > ${month}
    and v.source = 'government' and v.programme = 'jkk' and v.ended_at is null)`;
}

/** Skipped or paused by its sponsor; the sponsorship is `s`. `offset 0` keeps it a look-up by index, one each. */
function leftOut(month: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (select 1 from sponsorship_gap g where g.sponsorship_id = s.id and g.kind <> 'rest'
    and g.revoked_at is null and g.from_month <= ${month} and ${month} <= g.to_month offset 0)`;
}

/** Gone, whoever said so, or ended or declined by this sponsor, since then. */
function stopped(
  worker: RawBuilder<unknown>,
  sponsor: RawBuilder<unknown>,
  since: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`(
    exists (select 1 from sponsorship e where e.worker_id = ${worker} and e.ended_at is not null
      and e.ended_at >= ${since} and (e.ended_because in ('worker_died', 'worker_withdrew', 'government')
        or (e.ended_because in ('cancelled', 'handed_over') and e.sponsor_id = ${sponsor})))
    or exists (select 1 from renewal_refusal f where f.worker_id = ${worker} and f.revoked_at is null
      and f.recorded_at >= ${since} and (f.because <> 'not_now' or f.sponsor_id = ${sponsor})))`;
}
