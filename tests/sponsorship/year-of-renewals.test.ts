/**
 * A year in the life of two sponsors, day by day, by the jobs of the schedule: renewals, a card that is declined and
 * recovers, a bank that asks for its owner, a card that empties, a rest, a revival, a card about to expire. At the end
 * our books are the gateway's.
 */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addDays, type Day, daysBetween } from "~/calendar/day";
import { addMonths, type IuranMonth, monthOf, monthRange, monthsFrom } from "~/calendar/iuran-month";
import { jobs } from "~/jobs/jobs.server";
import { type Jobs, runNextJob } from "~/jobs/run-jobs.server";
import { saveCartRenewalWish } from "~/orders/cart-queries.server";
import { placeOrder } from "~/orders/place-order.server";
import { lookAtPayment } from "~/payments/look-again-at-payments.server";
import { findPayment } from "~/payments/payment-queries.server";
import { openRenewalPayment } from "~/sponsorship/open-renewal-payment.server";
import { listGaps, listSponsorshipsOf } from "~/sponsorship/sponsorship-queries.server";
import { openRig, type Rig } from "../adapters/sandbox-rig";
import { expectSameBooks } from "../faults/books";
import { feePlan, fillCart } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestClock, type TestWorld, testWorld } from "../support/test-world";
import { doChores, goTo, links, passOn, pay, sendLetters, today } from "./renewal-rig";
import { type RenewalStory, storyOf } from "./renewal-story";

const DAYS = 365;
const database = useDatabase();
/** Of the schedule what has to do with renewals; the questions about the books are asked at the end. */
const daily: Jobs = Object.fromEntries(
  [
    "expire-orders",
    "look-again-at-payments",
    "plan-renewals",
    "rest-unpaid-renewals",
    "send-charge-notices",
    "send-card-expiry-notices",
    "charge-renewals",
  ].map((name) => [name, jobs[name]!]),
);
const monthly = { intervalMonths: 1, way: "saved_card" } as const;

let rig: Rig;
let world: TestWorld;
let story: RenewalStory;

beforeAll(async () => {
  rig = await openRig();
  await rig.control("resend/limit", { perSecond: 10_000 });
  const clock = rig.clock as TestClock;
  world = testWorld(database.db, { clock, gateways: [rig.gateway], mailer: rig.mailer });
  story = storyOf(world, rig);
});
afterAll(async () => rig.close());

async function liveThrough(day: Day): Promise<void> {
  await goTo(rig, day);
  while (await runNextJob(world, daily));
  await doChores(world);
  await sendLetters(world);
  await passOn(world, rig);
  await doChores(world);
  await sendLetters(world);
}

const renewalsOf = async (sponsorId: string) =>
  (await story.renewals()).filter((each) => each.sponsor_id === sponsorId).reverse();

async function payByLink(renewalId: string, card = "4242424242424242"): Promise<number> {
  const opening = await openRenewalPayment(world, { renewalId, links });
  if (opening.kind !== "page") throw new Error(`No page: ${opening.kind}`);
  await rig.press(opening.url, { action: "pay", card, email: "a@example.org" });
  await lookAtPayment(world, (await findPayment(world.db, opening.payment.id))!);
  return opening.payment.amountRupiah;
}

it("a year passes day by day, and every rupiah and month of it can be followed", {
  timeout: 300_000,
}, async () => {
  const first = today(world);
  const endang = await story.begun({ wish: monthly, workers: 2, months: 1 });
  const bambang = await story.begun({ wish: { intervalMonths: 3, way: "pay_link" }, months: 3 });
  /** On which days the card was tried, by the number of the renewal. */
  const triedOn = new Map<number, Day[]>();
  let rested: Day | undefined;
  let revivedIn: IuranMonth | undefined;
  let paidByHand = 0;

  for (let day = addDays(first, 1); daysBetween(first, day) <= DAYS; day = addDays(day, 1)) {
    const mine = await renewalsOf(endang.sponsorId);
    const number = mine.length;
    const current = mine.at(-1);
    const before = current ? await story.tries(current.id) : [];
    // The bank of this card: two refusals in the third renewal, a question in the fifth, no more money in the seventh.
    if (number === 3)
      await story.becomes({ answer: before.length < 2 ? "insufficient_funds" : "ok" }, endang.sponsorId);
    if (number === 5 && before.length === 0)
      await story.becomes({ confirmation: "always" }, endang.sponsorId);
    if (number === 7 && !revivedIn) await story.becomes({ answer: "generic_decline" }, endang.sponsorId);

    await liveThrough(day);

    const after = current ? await story.tries(current.id) : [];
    if (after.length > before.length) triedOn.set(number, [...(triedOn.get(number) ?? []), day]);
    if (number === 5 && after.at(-1)?.outcome === "authentication_needed" && paidByHand === 0) {
      paidByHand = await payByLink(current!.id, "5555555555554444");
      await doChores(world);
    }
    if (number === 7 && !rested && (await story.renewal(current!.id)).closed_because === "declined")
      rested = day;
    // Two months later she asks for them anew.
    if (rested && !revivedIn && daysBetween(rested, day) === 60) {
      revivedIn = monthOf(day);
      await orderAnew(endang, revivedIn);
    }
    await liveWithBambang(day);
  }

  // The third: declined, declined, paid, on the days of the schedule.
  const offsets = (number: number) =>
    triedOn.get(number)!.map((day) => daysBetween(triedOn.get(number)![0]!, day));
  expect(offsets(1)).toEqual([0]);
  expect(offsets(3)).toEqual([0, 1, 3]);
  expect(offsets(5)).toEqual([0]);
  expect(offsets(7)).toEqual([0, 1, 3, 5, 7]);
  expect(paidByHand).toBe(2 * 16_800);
  const cards = await world.db
    .selectFrom("saved_method")
    .select(["brand", "last4"])
    .orderBy("saved_at")
    .execute();
  expect(cards.map(({ brand }) => brand)).toEqual(["visa", "mastercard", "visa"]);

  // Every month is paid but those she rested, for both workers alike.
  const restedFrom = addMonths(addMonths(monthOf(first), 1), 6);
  const months = (await story.covered(endang.workers[0]!.workerId)).sort();
  expect((await story.covered(endang.workers[1]!.workerId)).sort()).toEqual(months);
  const missing = monthRange(monthOf(first), months.at(-1)!).filter((month) => !months.includes(month));
  expect(missing).toEqual(monthRange(restedFrom, addMonths(revivedIn!, -1)));
  expect(missing.length).toBeGreaterThan(0);
  expect(months.at(-1)).toBe(monthOf(today(world)));
  const sponsorships = await listSponsorshipsOf(world.db, endang.sponsorId);
  expect(sponsorships).toHaveLength(2);
  expect(
    await listGaps(
      world.db,
      sponsorships.map(({ id }) => id),
    ),
  ).toEqual([]);

  await expectBambangsYear();
  await expectLetters();
  const stuck = sql`select kind, last_error from mail where state = 'stuck'
    union all select kind, last_error from chore where state <> 'done'`;
  expect((await stuck.execute(world.db)).rows).toEqual([]);
  const bad = sql`select job, tick, expected, done, failed, error from job_run
    where error is not null or failed > 0 or done < expected`;
  expect((await bad.execute(world.db)).rows).toEqual([]);
  await expectSameBooks(world, rig.stripe);

  /** Bambang lets his first link lie, comes back to it a month later, and pays the next one in time. */
  async function liveWithBambang(day: Day): Promise<void> {
    const his = await renewalsOf(bambang.sponsorId);
    const start = bambang.next;
    if (day === `${addMonths(start, 1)}-05`) {
      expect((await story.renewal(his[0]!.id)).closed_because).toBe("unpaid");
      expect(await payByLink(his[0]!.id)).toBe(2 * 16_800);
      await doChores(world);
    }
    if (his[1] && day === his[1].due_on) await payByLink(his[1].id);
  }

  async function expectBambangsYear(): Promise<void> {
    const start = bambang.next;
    expect((await story.covered(bambang.workers[0]!.workerId)).sort()).toEqual([
      ...monthsFrom(monthOf(first), 3),
      // The month that went by while it rested is not bought.
      ...monthsFrom(addMonths(start, 1), 2),
      ...monthsFrom(addMonths(start, 3), 3),
    ]);
  }

  async function expectLetters(): Promise<void> {
    const { rows } = await sql<{ kind: string; count: number }>`
      select kind, count(*)::int as count from mail where sponsor_id = ${endang.sponsorId} and state = 'sent'
      group by kind`.execute(world.db);
    const count = Object.fromEntries(rows.map((row) => [row.kind, row.count]));
    const receipts = await world.db
      .selectFrom("receipt")
      .innerJoin("orders", "orders.id", "receipt.order_id")
      .select("receipt.id")
      .where("orders.sponsor_id", "=", endang.sponsorId)
      .execute();
    const renewals = await renewalsOf(endang.sponsorId);
    expect(count.charge_notice).toBe(renewals.length);
    expect(count.receipt).toBe(receipts.length);
    expect([count.renewal_declined, count.renewal_by_link, count.renewal_rested]).toEqual([2 + 4, 1, 1]);
    expect(count.card_expiring).toBe(4);
  }
});

/** The same workers once more, with the wish to go on, and a card that ends in the next month. */
async function orderAnew(
  {
    workers,
    order,
  }: { workers: readonly { workerId: string; statementId: string }[]; order: { payerEmail: string } },
  start: IuranMonth,
): Promise<void> {
  const wishes = workers.map((worker) => ({ worker, start, months: 1 }));
  const cartId = await fillCart(world, wishes, { email: order.payerEmail });
  await saveCartRenewalWish(world.db, cartId, monthly);
  const placing = await placeOrder(world, { cartId, feePlan, locale: "id" });
  if (placing.kind !== "placed") throw new Error(placing.kind);
  await pay(world, rig, placing.order.id);
  const [year, month] = addMonths(start, 2).split("-").map(Number);
  await sql`update saved_method set exp_year = ${year}, exp_month = ${month}
    where id = (select id from saved_method order by saved_at desc limit 1)`.execute(world.db);
}
