/** The rescue list in the database: read along the index of months, never counted through. For admins only. */
import { type RawBuilder, sql } from "kysely";
import type { Db } from "~db/connection";
import type { RescueFilter, RescuePlace, RescueReason, RescueSlot } from "./rescue";

export type Rescue = {
  readonly workerId: string;
  readonly last: string;
  readonly name: string;
  readonly occupation: string;
  readonly kecamatan: string;
  readonly reason: RescueReason;
  /** Who paid or promised last. */
  readonly sponsorName: string;
  /** The order that paid the last month. */
  readonly orderCode: string;
};

export type RescuePage = {
  readonly rescues: readonly Rescue[];
  readonly next?: RescuePlace;
  readonly previous?: RescuePlace;
};

export type RescueWish = {
  /** As `rescueSlots` answers, the most urgent first. */
  readonly slots: readonly RescueSlot[];
  readonly filter: RescueFilter;
  readonly size: number;
  readonly after?: RescuePlace | undefined;
  readonly before?: RescuePlace | undefined;
};

/** One page of the list, fewest days left first. */
export async function listRescues(db: Db, wish: RescueWish): Promise<RescuePage> {
  const { size, after, before } = wish;
  const backwards = before !== undefined && after === undefined;
  const { rows } = await sql<Row>`
    ${found(wish)}
    order by c.month ${backwards ? sql`desc` : sql`asc`}, c.worker_id ${backwards ? sql`desc` : sql`asc`}
    limit ${size + 1}`.execute(db);
  const more = rows.length > size;
  const shown = rows.slice(0, size).map(toRescue);
  const rescues = backwards ? shown.reverse() : shown;
  const [first, last] = [rescues[0], rescues.at(-1)];
  const hasNext = backwards || more;
  const hasPrevious = backwards ? more : after !== undefined;
  return {
    rescues,
    ...(hasNext && last ? { next: { last: last.last, workerId: last.workerId } } : {}),
    ...(hasPrevious && first ? { previous: { last: first.last, workerId: first.workerId } } : {}),
  };
}

/** How many are on the list, counted to `most` at the longest. */
export async function countRescues(db: Db, slots: readonly RescueSlot[], most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${found({ slots, filter: {}, size: most })} limit ${most}) f`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

type Row = {
  worker_id: string;
  last: string;
  name: string;
  occupation: string;
  kecamatan: string | null;
  reason: RescueReason;
  sponsor_name: string;
  order_code: string;
};

function found({ slots, filter, after, before }: RescueWish): RawBuilder<unknown> {
  const wanted = slots.filter(({ missed }) => !filter.missed || missed === filter.missed);
  const months = JSON.stringify(
    wanted.map(({ last, missing, inTime, missed }) => ({ last, missing, inTime, missed })),
  );
  const thisMonth = slots.at(-1)?.missing ?? "";
  const place = after
    ? sql`(c.month, c.worker_id) > (${after.last}, ${after.workerId}::uuid)`
    : before
      ? sql`(c.month, c.worker_id) < (${before.last}, ${before.workerId}::uuid)`
      : sql`true`;
  return sql`
    select c.worker_id, c.month as last, w.name, j.name_id as occupation, k.name as kecamatan, o.code as order_code,
      coalesce(q.name, p.name) as sponsor_name,
      case when g.rests then 'resting' when g.left_out then 'paused' when g.goes_on then 'unpaid'
        when exists (select 1 from renewal_refusal f where f.worker_id = c.worker_id and f.sponsor_id = o.sponsor_id
          and f.revoked_at is null and f.recorded_at >= c.begun_at) then 'declined'
        else coalesce((select e.ended_because from sponsorship e where e.worker_id = c.worker_id
          and e.ended_at >= c.begun_at order by e.ended_at desc limit 1), 'bought') end as reason
    from coverage c
    join json_to_recordset(${months}::json) as m(last text, missing text, "inTime" boolean, missed int) on m.last = c.month
    join orders o on o.id = c.order_id
    join sponsor p on p.id = o.sponsor_id
    join order_line l on l.order_id = o.id and l.worker_id = c.worker_id and l.month = c.month and l.programme = 'jkk'
    join worker_statement w on w.id = l.statement_id
    join occupation j on j.code = w.occupation_code
    join place b on b.code = w.place_code
    left join place k on k.code = case b.level when 'kecamatan' then b.code else b.parent end
    left join sponsorship s on s.worker_id = c.worker_id and s.ended_at is null
    left join sponsor q on q.id = s.sponsor_id
    left join lateral (
      select until_month from sponsorship_terms n where n.sponsorship_id = s.id order by n.id desc limit 1) t on true
    cross join lateral (select
      s.id is not null and (t.until_month is null or m.missing <= t.until_month) as goes_on,
      exists (select 1 from sponsorship_gap a where a.sponsorship_id = s.id and a.revoked_at is null
        and a.kind = 'rest' and a.from_month <= m.missing) as rests,
      exists (select 1 from sponsorship_gap a where a.sponsorship_id = s.id and a.revoked_at is null
        and a.kind <> 'rest' and a.from_month <= m.missing and m.missing <= a.to_month) as left_out) g
    where c.month between ${wanted[0]?.last ?? ""} and ${wanted.at(-1)?.last ?? ""}
      and c.programme = 'jkk' and c.ended_at is null and ${place}
      and (not m."inTime" or not g.goes_on or g.rests or g.left_out)
      and not (m.missed = 1 and exists (select 1 from live_payroll y where y.sponsorship_id = s.id))
      and not exists (select 1 from coverage v where v.worker_id = c.worker_id and v.month > c.month
        and (v.month <= ${thisMonth} or v.source = 'government') and v.programme = 'jkk' and v.ended_at is null)
      and not exists (select 1 from sponsorship e where e.worker_id = c.worker_id and e.ended_at >= c.begun_at
        and e.ended_because in ('worker_died', 'worker_withdrew', 'government'))
      and not exists (select 1 from renewal_refusal f where f.worker_id = c.worker_id and f.revoked_at is null
        and f.recorded_at >= c.begun_at and f.because <> 'not_now')
      and ${filter.kecamatan ? sql`k.code = ${filter.kecamatan}` : sql`true`}
      and ${filter.group ? sql`j.group_id = ${filter.group}` : sql`true`}`;
}

function toRescue(row: Row): Rescue {
  return {
    workerId: row.worker_id,
    last: row.last,
    name: row.name,
    occupation: row.occupation,
    kecamatan: row.kecamatan ?? "",
    reason: row.reason,
    sponsorName: row.sponsor_name,
    orderCode: row.order_code,
  };
}

/** What the list can be narrowed to. */
export async function listRescueChoices(db: Db) {
  const kecamatan = await db
    .selectFrom("place")
    .select(["code as value", "name as label"])
    .where("level", "=", "kecamatan")
    .orderBy("name")
    .execute();
  const groups = await db
    .selectFrom("occupation")
    .select(["group_id as value", "group_name as label"])
    .distinct()
    .orderBy("group_name")
    .execute();
  return { kecamatan, groups };
}
