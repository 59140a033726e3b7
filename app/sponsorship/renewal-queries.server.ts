/**
 * Renewals in the database. One is open until it is closed; sealed (announced or asked for) it only shrinks:
 * items drop out with a reason, none come in.
 */
import { sql } from "kysely";
import type { Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import { monthInWib } from "~/calendar/wib";
import type { Programme } from "~/tariff/tariff";
import type { Db, Trx } from "~db/connection";
import { lockPlanning } from "./plan-queries.server";

export type ClosedBecause = "paid" | "declined" | "unpaid" | "nothing_left" | "skipped";
export type Renewal = {
  readonly id: string;
  readonly sponsorId: string;
  readonly dueOn: Day;
  readonly way: "saved_card" | "pay_link";
  readonly savedMethodId?: string;
  readonly sealedAt?: Date;
  readonly closedBecause?: ClosedBecause;
  /** The settled order, when it has been paid. */
  readonly paidByOrder?: string;
};

/** The renewal as it stands. */
export async function findRenewal(db: Db | Trx, id: string): Promise<Renewal | undefined> {
  const row = await db
    .selectFrom("renewal as r")
    .selectAll("r")
    .select((eb) =>
      eb
        .selectFrom("renewal_order as o")
        .innerJoin("order_settlement as t", "t.order_id", "o.order_id")
        .select("o.order_id")
        .whereRef("o.renewal_id", "=", "r.id")
        .limit(1)
        .as("paid_by"),
    )
    .where("r.id", "=", id)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      sponsorId: row.sponsor_id,
      dueOn: row.due_on,
      way: row.way,
      ...(row.saved_method_id ? { savedMethodId: row.saved_method_id } : {}),
      ...(row.sealed_at ? { sealedAt: row.sealed_at } : {}),
      ...(row.closed_because ? { closedBecause: row.closed_because } : {}),
      ...(row.paid_by ? { paidByOrder: row.paid_by } : {}),
    }
  );
}

/** Holds the renewal until the transaction ends. */
export async function lockRenewal(trx: Trx, id: string): Promise<Renewal | undefined> {
  const row = await trx
    .selectFrom("renewal")
    .select("id")
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && findRenewal(trx, id);
}

/** Nothing is planned into it from now on. Ask before the first lock of the transaction: a planner may be at work. */
export async function sealRenewal(trx: Trx, id: string, sealedAt: Date): Promise<void> {
  await lockPlanning(trx, "shared");
  await trx
    .updateTable("renewal")
    .set({ sealed_at: sealedAt })
    .where("id", "=", id)
    .where("sealed_at", "is", null)
    .execute();
}

/** Closes it; `paid` overrules what it was closed for before, because money had the last word. */
export async function closeRenewal(
  trx: Trx,
  id: string,
  because: ClosedBecause,
  closedAt: Date,
): Promise<void> {
  await sql`update renewal set closed_at = ${closedAt}, closed_because = ${because},
      sealed_at = coalesce(sealed_at, ${closedAt})
    where id = ${id} and (closed_at is null or ${because} = 'paid')`.execute(trx);
}

export type RenewalItem = {
  readonly sponsorshipId: string;
  readonly workerId: string;
  readonly workerName: string;
  readonly statementId: string;
  readonly sector: "transport" | "other";
  readonly incomeRupiah: number;
  readonly programmes: readonly Programme[];
  readonly startMonth: IuranMonth;
  readonly lastMonth: IuranMonth;
};

/** What is still in it, by the worker's name. */
export async function listRenewalItems(db: Db | Trx, renewalId: string): Promise<readonly RenewalItem[]> {
  const rows = await db
    .selectFrom("renewal_item as i")
    .innerJoin("sponsorship as s", "s.id", "i.sponsorship_id")
    .innerJoin("worker_statement as w", "w.id", "s.statement_id")
    .selectAll("i")
    .select(["s.worker_id", "s.statement_id", "w.name", "w.sector", "w.income"])
    .where("i.renewal_id", "=", renewalId)
    .where("i.dropped_at", "is", null)
    .orderBy("w.name")
    .orderBy("s.worker_id")
    .orderBy("i.start_month")
    .execute();
  return rows.map((row) => ({
    sponsorshipId: row.sponsorship_id,
    workerId: row.worker_id,
    workerName: row.name,
    statementId: row.statement_id,
    sector: row.sector,
    incomeRupiah: row.income,
    programmes: row.programmes,
    startMonth: row.start_month,
    lastMonth: row.last_month,
  }));
}

/** Why each item still in the renewal `id` no longer holds; null when it does. */
const soundness = (renewalId: string, thisMonth: IuranMonth) => sql`
  select i.sponsorship_id, i.start_month, case
    when s.ended_at is not null then 'ended'
    when g.kind is not null then case g.kind when 'skip' then 'skipped' when 'pause' then 'paused' else 'rested' end
    when t.way <> r.way or t.saved_method_id is distinct from r.saved_method_id or m.removed_at is not null
      or not (t.programmes @> i.programmes and t.programmes <@ i.programmes)
      or t.until_month < i.last_month then 'changed'
    when exists (select 1 from coverage c where c.worker_id = s.worker_id and c.ended_at is null
      and c.month between i.start_month and i.last_month and c.programme = any(i.programmes)) then 'months_taken'
    when i.start_month < ${thisMonth} then 'gone_by'
    end as because
  from renewal_item i
  join renewal r on r.id = i.renewal_id
  join sponsorship s on s.id = i.sponsorship_id
  cross join lateral (
    select * from sponsorship_terms n where n.sponsorship_id = s.id order by n.id desc limit 1) t
  left join saved_method m on m.id = r.saved_method_id
  left join lateral (
    select kind from sponsorship_gap g where g.sponsorship_id = s.id and g.revoked_at is null
      and g.from_month <= i.last_month and (g.to_month is null or i.start_month <= g.to_month)
      -- While it rests nothing new is asked for; what a sponsor brings back by the link of a closed renewal is.
      and (g.kind <> 'rest' or r.closed_at is null)
    order by g.kind desc limit 1) g
    on true
  where i.renewal_id = ${renewalId} and i.dropped_at is null`;

/**
 * Drops the items that no longer hold: the sponsorship has ended, their months were left out or taken by somebody
 * else meanwhile, the terms changed, or a month has gone by. Looked at anew before anything is announced, asked for or charged. `from` is the first
 * month that may still be bought.
 */
export async function dropStaleItems(
  trx: Trx,
  renewalId: string,
  now: Date,
  from: IuranMonth = monthInWib(now),
): Promise<number> {
  const { numAffectedRows } = await sql`
    update renewal_item i set dropped_at = ${now}, dropped_because = w.because
    from (${soundness(renewalId, from)}) w
    where i.renewal_id = ${renewalId} and i.sponsorship_id = w.sponsorship_id and i.start_month = w.start_month
      and i.dropped_at is null and w.because is not null`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** What would be left in the renewal if it were looked at now, by the worker's name; nothing is written. */
export async function listSoundItems(
  db: Db | Trx,
  renewalId: string,
  thisMonth: IuranMonth,
): Promise<readonly RenewalItem[]> {
  const { rows } = await sql<{ sponsorship_id: string; start_month: IuranMonth }>`
    select w.sponsorship_id, w.start_month from (${soundness(renewalId, thisMonth)}) w where w.because is null`.execute(
    db,
  );
  const sound = new Set(rows.map((row) => `${row.sponsorship_id} ${row.start_month}`));
  const items = await listRenewalItems(db, renewalId);
  return items.filter((item) => sound.has(`${item.sponsorshipId} ${item.startMonth}`));
}

/** Drops these sponsorships' items because their sponsor leaves them out. */
export async function skipItems(
  trx: Trx,
  renewalId: string,
  sponsorshipIds: readonly string[],
  now: Date,
): Promise<void> {
  await trx
    .updateTable("renewal_item")
    .set({ dropped_at: now, dropped_because: "skipped" })
    .where("renewal_id", "=", renewalId)
    .where("sponsorship_id", "in", [...sponsorshipIds])
    .where("dropped_at", "is", null)
    .execute();
}

/** Drops what is left in it because it rests; returns the sponsorships with the first month each leaves open. */
export async function restItems(trx: Trx, renewalId: string, now: Date) {
  return trx
    .updateTable("renewal_item")
    .set({ dropped_at: now, dropped_because: "rested" })
    .where("renewal_id", "=", renewalId)
    .where("dropped_at", "is", null)
    .returning(["sponsorship_id", "start_month"])
    .execute();
}

/** What rests of it, by the worker's name. */
export async function listRestedItems(db: Db, renewalId: string) {
  const rows = await db
    .selectFrom("renewal_item as i")
    .innerJoin("sponsorship as s", "s.id", "i.sponsorship_id")
    .innerJoin("worker_statement as w", "w.id", "s.statement_id")
    .select(["w.name", "i.start_month", "i.last_month"])
    .where("i.renewal_id", "=", renewalId)
    .where("i.dropped_because", "=", "rested")
    .orderBy("w.name")
    .execute();
  return rows.map((row) => ({
    workerName: row.name,
    startMonth: row.start_month,
    lastMonth: row.last_month,
  }));
}

/**
 * Takes items back in that rested, as far as their months still lie ahead and nothing else was planned for them.
 * Of an item whose first months have gone by, the rest of its months comes back as an item of its own.
 */
export async function reviveItems(
  trx: Trx,
  renewalId: string,
  thisMonth: IuranMonth,
  now: Date,
): Promise<void> {
  const unplanned = (first: string) =>
    sql.raw(`not exists (select 1 from renewal_item o where o.sponsorship_id = i.sponsorship_id
      and o.dropped_at is null and o.start_month <= i.last_month and ${first} <= o.last_month)`);
  // What was revived before and not paid: its first months may have gone by meanwhile.
  await sql`update renewal_item set dropped_at = ${now}, dropped_because = 'rested'
    where renewal_id = ${renewalId} and dropped_at is null and start_month < ${thisMonth}`.execute(trx);
  await sql`update renewal_item i set dropped_at = null, dropped_because = null
    where i.renewal_id = ${renewalId} and i.dropped_because = 'rested' and i.start_month >= ${thisMonth}
      and ${unplanned("i.start_month")}`.execute(trx);
  await sql`insert into renewal_item (renewal_id, sponsorship_id, start_month, last_month, programmes)
    select i.renewal_id, i.sponsorship_id, ${thisMonth}, i.last_month, i.programmes from renewal_item i
    where i.renewal_id = ${renewalId} and i.dropped_because = 'rested'
      and i.start_month < ${thisMonth} and ${thisMonth} <= i.last_month and ${unplanned("i.start_month")}
    on conflict do nothing`.execute(trx);
}

export async function insertRenewalOrder(trx: Trx, renewalId: string, orderId: string, placedAt: Date) {
  await trx
    .insertInto("renewal_order")
    .values({ renewal_id: renewalId, order_id: orderId, placed_at: placedAt })
    .execute();
}

/** The orders placed for it, first to last. */
export async function listOrdersOfRenewal(db: Db | Trx, renewalId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("renewal_order")
    .select("order_id")
    .where("renewal_id", "=", renewalId)
    .orderBy("placed_at")
    .orderBy("order_id")
    .execute();
  return rows.map((row) => row.order_id);
}

export async function findRenewalOfOrder(db: Db | Trx, orderId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("renewal_order")
    .select("renewal_id")
    .where("order_id", "=", orderId)
    .executeTakeFirst();
  return row?.renewal_id;
}

/** The sponsorships that have, or had, an item in it. */
export async function listSponsorshipsOfRenewal(db: Db | Trx, renewalId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("renewal_item")
    .select("sponsorship_id")
    .distinct()
    .where("renewal_id", "=", renewalId)
    .execute();
  return rows.map((row) => row.sponsorship_id);
}

/** Who is written to and how they were shown last. */
export async function findRenewalPayer(db: Db | Trx, sponsorId: string) {
  const row = await db
    .selectFrom("sponsor as s")
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("orders as o")
          .select(["o.payer_name", "o.shown_as", "o.locale"])
          .whereRef("o.sponsor_id", "=", "s.id")
          .orderBy("o.placed_at", "desc")
          .limit(1)
          .as("o"),
      (join) => join.onTrue(),
    )
    .select(["s.email", "s.name", "o.payer_name", "o.shown_as", "o.locale"])
    .where("s.id", "=", sponsorId)
    .executeTakeFirstOrThrow();
  return {
    email: row.email,
    name: row.payer_name ?? row.name,
    shownAs: row.shown_as ?? ("name" as const),
    locale: row.locale ?? ("id" as const),
  };
}
