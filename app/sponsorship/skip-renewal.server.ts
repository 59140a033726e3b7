/**
 * Leaves a renewal out: nothing is charged or asked for its months, its open page at the gateway is closed, and
 * the next renewal begins after them. Refused while a card is being charged, and once money has come.
 *
 *   look ─▶ close the order at the gateway ─▶ lock, look again ─▶ write the gap, drop the items, close the renewal
 */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import { closeOrder } from "~/payments/close-order.server";
import type { World } from "~/platform/world.server";
import type { Db, Trx } from "~db/connection";
import { listTries } from "./charge-queries.server";
import { findOpenOrder } from "./place-renewal-order.server";
import {
  closeRenewal,
  findRenewal,
  listRenewalItems,
  lockRenewal,
  type Renewal,
  type RenewalItem,
  sealRenewal,
  skipItems,
} from "./renewal-queries.server";
import { insertGap } from "./sponsorship-queries.server";

export type Skipping =
  | { readonly kind: "skipped"; readonly items: readonly RenewalItem[] }
  | { readonly kind: "unknown_renewal" }
  | { readonly kind: "paid"; readonly orderId: string }
  /** The saved card is being charged, or a transfer is on its way: the money decides. */
  | { readonly kind: "being_charged" }
  /** Nothing of what was named is in it any more. */
  | { readonly kind: "nothing_left" }
  /** The gateway could not close its page, so somebody might still pay: try again later. */
  | { readonly kind: "gateway_away" };

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

/** Somebody may open a page between the two looks; more often than this it is not by chance. */
const MOST_ROUNDS = 3;

/**
 * Leaves out the whole renewal, or only the named sponsorships of it. `by` is written down with the act. A
 * sponsorship named that is not in it is passed over.
 */
export async function skipRenewal(
  world: Needs,
  request: {
    readonly renewalId: string;
    readonly sponsorshipIds?: readonly string[];
    readonly by: Actor;
  },
): Promise<Skipping> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const seen = await look(world.db, world, await findRenewal(world.db, request.renewalId), request);
    if (seen.kind === "done") return seen.answer;
    if (seen.openOrderId) {
      const closing = await closeOrder(world, seen.openOrderId, "cancelled");
      if (closing === "gateway_away") return { kind: "gateway_away" };
      if (closing === "processing") return { kind: "being_charged" };
      if (closing === "settled") return { kind: "paid", orderId: seen.openOrderId };
    }
    const written = await world.db.transaction().execute((trx) => write(trx, world, request));
    if (written) return written;
  }
  return { kind: "gateway_away" };
}

type Seen =
  | { readonly kind: "done"; readonly answer: Skipping }
  | {
      readonly kind: "may";
      readonly renewal: Renewal;
      readonly items: readonly RenewalItem[];
      /** How many of its items stay in. */
      readonly staying: number;
      readonly openOrderId?: string;
    };

async function look(
  db: Db | Trx,
  { clock }: Needs,
  renewal: Renewal | undefined,
  { sponsorshipIds }: { readonly sponsorshipIds?: readonly string[] },
): Promise<Seen> {
  const done = (answer: Skipping): Seen => ({ kind: "done", answer });
  if (!renewal) return done({ kind: "unknown_renewal" });
  if (renewal.paidByOrder) return done({ kind: "paid", orderId: renewal.paidByOrder });
  if (renewal.closedBecause) return done({ kind: "nothing_left" });
  const last = (await listTries(db, renewal.id)).at(-1);
  if (last && (!last.outcome || last.outcome === "processing")) return done({ kind: "being_charged" });
  const all = await listRenewalItems(db, renewal.id);
  const items = all.filter((item) => !sponsorshipIds || sponsorshipIds.includes(item.sponsorshipId));
  if (items.length === 0) return done({ kind: "nothing_left" });
  const open = await findOpenOrder(db, renewal.id, clock.now());
  return {
    kind: "may",
    renewal,
    items,
    staying: all.length - items.length,
    ...(open ? { openOrderId: open.id } : {}),
  };
}

/** Undefined when an order was opened meanwhile: it must be closed first. */
async function write(
  trx: Trx,
  world: Needs,
  request: Parameters<typeof skipRenewal>[1],
): Promise<Skipping | undefined> {
  const now = world.clock.now();
  await sealRenewal(trx, request.renewalId, now);
  const seen = await look(trx, world, await lockRenewal(trx, request.renewalId), request);
  if (seen.kind === "done") return seen.answer;
  if (seen.openOrderId) return undefined;
  const { renewal, items, staying } = seen;
  for (const item of items)
    await insertGap(trx, {
      id: world.chance.id(),
      sponsorshipId: item.sponsorshipId,
      kind: "skip",
      fromMonth: item.startMonth,
      toMonth: item.lastMonth,
      recordedAt: now,
      recordedBy: `renewal/${renewal.id}`,
    });
  await skipItems(
    trx,
    renewal.id,
    items.map((item) => item.sponsorshipId),
    now,
  );
  if (staying === 0) await closeRenewal(trx, renewal.id, "skipped", now);
  await recordAct(trx, {
    at: now,
    actor: request.by,
    act: "renewal_skipped",
    subjectKind: "renewal",
    subjectId: renewal.id,
    after: {
      sponsorships: items.map((item) => item.sponsorshipId),
      months: items.map((item) => [item.startMonth, item.lastMonth]),
    },
  });
  return { kind: "skipped", items };
}
