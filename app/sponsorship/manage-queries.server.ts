/** What a change of a sponsorship reads and moves: renewals planned from it, its items, single gaps. */
import { sql } from "kysely";
import type { Day } from "~/calendar/day";
import { type IuranMonth, monthRange } from "~/calendar/iuran-month";
import type { Programme } from "~/tariff/tariff";
import type { Db, Trx } from "~db/connection";
import type { EndedChoice } from "./ended-choice";
import type { TryOutcome } from "./renewal-calendar";
import type { Way } from "./renewal-period";

/** A part of a renewal that is planned and not paid. */
export type OpenItem = {
  readonly renewalId: string;
  readonly sponsorshipId: string;
  readonly months: readonly IuranMonth[];
  readonly programmes: readonly Programme[];
  readonly dueOn: Day;
  readonly way: Way;
  readonly savedMethodId?: string;
  /** Announced or asked for: nothing comes in any more. */
  readonly isSealed: boolean;
  readonly notice?: { readonly chargeOn: Day; readonly amountRupiah: number };
  readonly lastTry?: { readonly outcome?: TryOutcome };
};

/** The open items of these sponsorships, in order of their months. */
export async function listOpenItems(
  db: Db | Trx,
  sponsorshipIds: readonly string[],
): Promise<readonly OpenItem[]> {
  if (sponsorshipIds.length === 0) return [];
  const { rows } = await sql<{
    renewal_id: string;
    sponsorship_id: string;
    start_month: IuranMonth;
    last_month: IuranMonth;
    programmes: Programme[];
    due_on: Day;
    way: Way;
    saved_method_id: string | null;
    sealed: boolean;
    charge_on: Day | null;
    amount: number | null;
    tried: boolean;
    outcome: TryOutcome | null;
  }>`
    select i.renewal_id, i.sponsorship_id, i.start_month, i.last_month, i.programmes, r.due_on, r.way,
      r.saved_method_id, r.sealed_at is not null as sealed, n.charge_on, n.amount, t.renewal_id is not null as tried,
      t.outcome
    from renewal_item i
    join renewal r on r.id = i.renewal_id
    left join lateral (
      select charge_on, amount from charge_notice c where c.renewal_id = r.id order by c.number desc limit 1) n on true
    left join lateral (
      select renewal_id, outcome from charge_try c where c.renewal_id = r.id order by c.number desc limit 1) t on true
    where i.sponsorship_id = any(${[...sponsorshipIds]}::uuid[]) and i.dropped_at is null and r.closed_at is null
      and not exists (select 1 from renewal_order o join order_settlement e on e.order_id = o.order_id
        where o.renewal_id = r.id)
    order by i.start_month, i.renewal_id, i.sponsorship_id`.execute(db);
  return rows.map((row) => ({
    renewalId: row.renewal_id,
    sponsorshipId: row.sponsorship_id,
    months: monthRange(row.start_month, row.last_month),
    programmes: row.programmes,
    dueOn: row.due_on,
    way: row.way,
    ...(row.saved_method_id ? { savedMethodId: row.saved_method_id } : {}),
    isSealed: row.sealed,
    ...(row.charge_on && row.amount !== null
      ? { notice: { chargeOn: row.charge_on, amountRupiah: row.amount } }
      : {}),
    ...(row.tried ? { lastTry: row.outcome ? { outcome: row.outcome } : {} } : {}),
  }));
}

/** Holds these renewals until the transaction ends, always in the same order. */
export async function lockRenewals(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .selectFrom("renewal")
    .select("id")
    .where("id", "in", [...ids])
    .orderBy("id")
    .forUpdate()
    .execute();
}

export type DropReason = "changed" | "skipped" | "paused" | "ended";

/** Takes an item out of its renewal. One that nobody was told of is taken back as if it had not been planned. */
export async function dropItem(
  trx: Trx,
  item: Pick<OpenItem, "renewalId" | "sponsorshipId" | "months" | "isSealed">,
  because: DropReason,
  droppedAt: Date,
): Promise<void> {
  const start = item.months[0]!;
  if (!item.isSealed) {
    await trx
      .deleteFrom("renewal_item")
      .where("renewal_id", "=", item.renewalId)
      .where("sponsorship_id", "=", item.sponsorshipId)
      .where("start_month", "=", start)
      .execute();
    return;
  }
  await trx
    .updateTable("renewal_item")
    .set({ dropped_at: droppedAt, dropped_because: because })
    .where("renewal_id", "=", item.renewalId)
    .where("sponsorship_id", "=", item.sponsorshipId)
    .where("start_month", "=", start)
    .where("dropped_at", "is", null)
    .execute();
}

/** Takes back these gaps. */
export async function revokeGapsById(
  trx: Trx,
  ids: readonly string[],
  revoked: { readonly at: Date; readonly by: string },
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable("sponsorship_gap")
    .set({ revoked_at: revoked.at, revoked_by: revoked.by })
    .where("id", "in", [...ids])
    .where("revoked_at", "is", null)
    .execute();
}

/** Writes down what the sponsor chose as the reason. */
export async function saveEndedChoice(trx: Trx, sponsorshipId: string, choice: EndedChoice): Promise<void> {
  await trx
    .updateTable("sponsorship")
    .set({ ended_choice: choice })
    .where("id", "=", sponsorshipId)
    .execute();
}

/** The cards that living sponsorships of a sponsor are paid with, and by which. */
export async function listCardUses(
  db: Db | Trx,
  sponsorId: string,
): Promise<readonly { readonly savedMethodId: string; readonly sponsorshipId: string }[]> {
  const { rows } = await sql<{ saved_method_id: string; id: string }>`
    select t.saved_method_id, s.id from sponsorship s
    cross join lateral (
      select saved_method_id from sponsorship_terms n where n.sponsorship_id = s.id order by n.id desc limit 1) t
    where s.sponsor_id = ${sponsorId} and s.ended_at is null and t.saved_method_id is not null
    order by s.id`.execute(db);
  return rows.map((row) => ({ savedMethodId: row.saved_method_id, sponsorshipId: row.id }));
}

/** Whether this card is the sponsor's and not removed; nobody removes it while the transaction goes on. */
export async function holdOwnCard(db: Db | Trx, sponsorId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom("saved_method")
    .select("id")
    .where("id", "=", id)
    .where("sponsor_id", "=", sponsorId)
    .where("removed_at", "is", null)
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}
