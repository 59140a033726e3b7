/** A worker goes from one sponsor to another, or to the house; and cards that are left and taken back. */
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "~/audit/audit-queries.server";
import { addMonths, monthOf } from "~/calendar/iuran-month";
import { chargeRenewals } from "~/sponsorship/charge-renewals.server";
import { gatherOffer } from "~/sponsorship/gather-offer.server";
import { listEntrustedWorkers, listLiveHandOvers } from "~/sponsorship/hand-over-queries.server";
import { keepLeftCards, openCardPage } from "~/sponsorship/leave-card.server";
import { changeSponsorship } from "~/sponsorship/manage-sponsorship.server";
import { entrustWorker, offerHandOver, withdrawOffer } from "~/sponsorship/offer-hand-over.server";
import { openRenewalPayment } from "~/sponsorship/open-renewal-payment.server";
import { planRenewals } from "~/sponsorship/plan-renewals.server";
import { removeCard } from "~/sponsorship/remove-card.server";
import { listSavedMethods } from "~/sponsorship/saved-method-queries.server";
import { sendChargeNotices } from "~/sponsorship/send-charge-notices.server";
import { findSponsorship, listSponsorshipsOf } from "~/sponsorship/sponsorship-queries.server";
import { declineHandOver, takeOver } from "~/sponsorship/take-over.server";
import { openRig, type Rig } from "../adapters/sandbox-rig";
import { useDatabase } from "../support/test-database";
import { type TestClock, type TestWorld, testWorld } from "../support/test-world";
import { waitUntilBlocked } from "../support/wait-for-lock";
import { doChores, goTo, later, links, passOn, pay, sendLetters, today, wishedOrder } from "./renewal-rig";

vi.setConfig({ testTimeout: 60_000 });
const database = useDatabase();
let rig: Rig;
let world: TestWorld;

beforeAll(async () => {
  rig = await openRig();
});
afterAll(async () => rig.close());
beforeEach(async () => {
  world = testWorld(database.db, {
    clock: rig.clock as TestClock,
    gateways: [rig.gateway],
    mailer: rig.mailer,
  });
  await rig.control("switches/clear");
  await passOn(world, rig);
});

async function begun(way: "saved_card" | "pay_link", workers = 1) {
  const start = monthOf(today(world));
  const made = await wishedOrder(world, { intervalMonths: 3, way }, { start, workers });
  await pay(world, rig, made.order.id);
  const { sponsorId } = made.order;
  const sponsorships = await listSponsorshipsOf(world.db, sponsorId);
  const by: Actor = { kind: "sponsor", id: sponsorId, name: "Budi Santoso" };
  const whose = { sponsorId, sponsorshipId: sponsorships[0]!.id, by };
  return { sponsorId, by, whose, sponsorships, first: sponsorships[0]!, next: addMonths(start, 3) };
}
type Begun = Awaited<ReturnType<typeof begun>>;

async function offered(story: Begun, toAddress: string) {
  expect(await offerHandOver(world, { ...story.whose, toAddress })).toEqual({ kind: "offered" });
  const [offer] = await listLiveHandOvers(world.db, [story.first.id], world.clock.now());
  return offer!;
}
const letter = async (kind: string, address: string) => {
  await sendLetters(world);
  return world.db
    .selectFrom("mail")
    .select(["state", "subject", "body"])
    .where("kind", "=", kind)
    .where("to_address", "=", address)
    .execute();
};
const accept = (handOverId: string) =>
  takeOver(world, { handOverId, name: "Wahyu Prasetyo", intervalMonths: 1 });

describe("an offer to another sponsor", () => {
  it("shows masked data only, and once accepted goes on without a gap", async () => {
    const story = await begun("pay_link");
    const offer = await offered(story, "wahyu@example.org");
    expect(await offerHandOver(world, { ...story.whose, toAddress: "wahyu@example.org" })).toEqual({
      kind: "stands_already",
    });
    expect(await offerHandOver(world, { ...story.whose, toAddress: "lain@example.org" })).toEqual({
      kind: "already_offered",
    });
    const view = await gatherOffer(world, offer.id);
    expect(view).toMatchObject({ workerName: "P••• •••", giverName: "Budi Santoso" });
    expect(JSON.stringify(view)).not.toContain(story.first.workerName);
    const [invitation] = await letter("hand_over_offer", "wahyu@example.org");
    expect(invitation).toMatchObject({ state: "sent" });
    expect(invitation!.body).not.toContain(story.first.workerName);

    const taking = await accept(offer.id);
    if (taking.kind !== "taken") throw new Error(taking.kind);
    expect(await accept(offer.id)).toEqual(taking);
    const [old, fresh] = [
      await findSponsorship(world.db, story.first.id),
      await findSponsorship(world.db, taking.sponsorshipId),
    ];
    expect(old).toMatchObject({ endedBecause: "handed_over" });
    expect(fresh).toMatchObject({
      workerId: story.first.workerId,
      terms: { intervalMonths: 1, way: "pay_link" },
    });
    expect(fresh!.endedAt).toBeUndefined();
    await goTo(rig, `${story.next}-01`);
    await planRenewals(world);
    const planned = await world.db
      .selectFrom("renewal_item")
      .select(["sponsorship_id", "start_month"])
      .where("sponsorship_id", "in", [story.first.id, fresh!.id])
      .execute();
    expect(planned).toEqual([{ sponsorship_id: fresh!.id, start_month: story.next }]);
    const [confirmed] = await letter("protection_changed", (await addressOf(story.sponsorId))!);
    expect(confirmed!.body).toContain("dilanjutkan oleh orang lain");
    expect(confirmed!.body).not.toContain("Tidak terlindungi");
    expect((await letter("hand_over_welcome", "wahyu@example.org"))[0]).toMatchObject({ state: "sent" });
  });

  it("is accepted once when two clicks meet", async () => {
    const story = await begun("pay_link");
    const offer = await offered(story, "dua@example.org");
    let both: Promise<Awaited<ReturnType<typeof accept>>[]> | undefined;
    await world.db.transaction().execute(async (trx) => {
      await sql`select from sponsorship where id = ${story.first.id} for update`.execute(trx);
      both = Promise.all([accept(offer.id), accept(offer.id)]);
      await waitUntilBlocked(world.db, 2);
    });
    const [one, two] = (await both)!;
    expect(one).toEqual(two);
    expect(one!.kind).toBe("taken");
    const living = await world.db
      .selectFrom("sponsorship")
      .select("id")
      .where("worker_id", "=", story.first.workerId)
      .where("ended_at", "is", null)
      .execute();
    expect(living).toHaveLength(1);
  });

  it("is either accepted or withdrawn when both happen at once", async () => {
    const story = await begun("pay_link");
    const offer = await offered(story, "tiga@example.org");
    let both: Promise<[string, Awaited<ReturnType<typeof accept>>]> | undefined;
    await world.db.transaction().execute(async (trx) => {
      await sql`select from sponsorship where id = ${story.first.id} for update`.execute(trx);
      const withdrawing = withdrawOffer(world, story.whose);
      await waitUntilBlocked(world.db, 1);
      both = Promise.all([withdrawing, accept(offer.id)]);
      await waitUntilBlocked(world.db, 2);
    });
    expect(await both).toEqual(["withdrawn", { kind: "gone", because: "withdrawn" }]);
    expect((await findSponsorship(world.db, story.first.id))!.endedAt).toBeUndefined();
  });

  it("can be declined, runs out after two weeks, and ends with the sponsorship", async () => {
    const story = await begun("pay_link");
    const offer = await offered(story, "empat@example.org");
    expect(await declineHandOver(world, offer.id)).toBe("declined");
    expect(await declineHandOver(world, offer.id)).toBe("declined");
    expect(await accept(offer.id)).toEqual({ kind: "gone", because: "declined" });
    const told = await letter("hand_over_declined", (await addressOf(story.sponsorId))!);
    expect(told).toMatchObject([{ state: "sent" }]);

    const second = await offered(story, "empat@example.org");
    await goTo(rig, later(world, 15));
    expect(await accept(second.id)).toEqual({ kind: "gone", because: "expired" });
    const third = await offered(story, "lima@example.org");
    await changeSponsorship(world, { ...story.whose, change: { kind: "end", how: "cancelled" } });
    expect(await accept(third.id)).toEqual({ kind: "gone", because: "withdrawn" });
    expect((await letter("hand_over_offer", "lima@example.org"))[0]).toMatchObject({ state: "dropped" });
    expect(await accept(world.chance.id())).toEqual({ kind: "unknown" });
  });

  it("is nobody else's to make or withdraw", async () => {
    const mine = await begun("pay_link");
    const other = await begun("pay_link");
    const stolen = { ...other.whose, sponsorshipId: mine.first.id };
    expect(await offerHandOver(world, { ...stolen, toAddress: "a@example.org" })).toEqual({
      kind: "unknown",
    });
    await offered(mine, "b@example.org");
    expect(await withdrawOffer(world, stolen)).toBe("unknown");
    expect(await entrustWorker(world, stolen)).toEqual({ kind: "unknown" });
  });

  it("waits while the giver's card is being charged", async () => {
    const story = await begun("saved_card");
    await goTo(rig, `${story.next}-01`);
    await planRenewals(world);
    await sendChargeNotices(world);
    await sendLetters(world);
    const offer = await offered(story, "enam@example.org");
    const { rows } = await sql<{ charge_on: string }>`
      select n.charge_on::text from charge_notice n join renewal r on r.id = n.renewal_id
      where r.sponsor_id = ${story.sponsorId}`.execute(world.db);
    await goTo(rig, rows[0]!.charge_on);
    await rig.control("faults", {
      service: "stripe",
      fault: "error",
      times: 9,
      match: "POST /v1/payment_intents",
    });
    await chargeRenewals(world);
    expect(await accept(offer.id)).toEqual({ kind: "busy" });
    await rig.control("switches/clear");
    await chargeRenewals(world);
    await doChores(world);
    expect((await accept(offer.id)).kind).toBe("taken");
    const { rows: covered } = await sql<{ n: number }>`select count(distinct month)::int as n from coverage
      where worker_id = ${story.first.workerId} and ended_at is null`.execute(world.db);
    expect(covered[0]!.n).toBe(6);
  });
});

it("a worker who is entrusted waits on the list until somebody sponsors them", async () => {
  const story = await begun("pay_link");
  await offered(story, "tujuh@example.org");
  const before = await listEntrustedWorkers(world.db, 100);
  expect((await entrustWorker(world, { ...story.whose, words: "Pensiun" })).kind).toBe("changed");
  expect((await entrustWorker(world, story.whose)).kind).toBe("stands_already");
  const waiting = (await listEntrustedWorkers(world.db, 100)).slice(before.length);
  expect(waiting).toMatchObject([
    {
      workerId: story.first.workerId,
      name: story.first.workerName,
      words: "Pensiun",
      lastMonth: addMonths(story.next, -1),
    },
  ]);
  await world.db
    .updateTable("sponsorship")
    .set({ ended_at: null, ended_because: null, ended_note: null })
    .where("id", "=", story.first.id)
    .execute();
  expect(await listEntrustedWorkers(world.db, 100)).toHaveLength(before.length);
  await world.db
    .updateTable("sponsorship")
    .set({ ended_at: world.clock.now(), ended_because: "handed_over" })
    .where("id", "=", story.first.id)
    .execute();
});

describe("a card that is left", () => {
  const leave = async (story: Begun, card = "5555555555554444") => {
    const opening = await openCardPage(world, {
      sponsorId: story.sponsorId,
      email: "kartu@example.org",
      links: (id) => ({ successUrl: `http://127.0.0.1:3000/${id}`, cancelUrl: "http://127.0.0.1:3000/no" }),
    });
    if (opening.kind !== "page") throw new Error(opening.kind);
    await keepLeftCards(world, story.sponsorId);
    await rig.press(opening.url, { action: "pay", card });
    await Promise.all([1, 2, 3].map(() => keepLeftCards(world, story.sponsorId)));
  };

  it("is kept once however often we look, chosen, charged, and forgotten when it is removed", async () => {
    const story = await begun("pay_link", 2);
    await leave(story);
    const cards = await listSavedMethods(world.db, story.sponsorId);
    expect(cards).toMatchObject([{ brand: "mastercard", last4: "4444" }]);
    const card = cards[0]!;
    for (const { id } of story.sponsorships)
      expect(
        await changeSponsorship(world, {
          ...story.whose,
          sponsorshipId: id,
          change: { kind: "way", way: "saved_card", savedMethodId: card.id },
        }),
      ).toMatchObject({ kind: "changed" });
    await goTo(rig, `${story.next}-01`);
    await planRenewals(world);
    await sendChargeNotices(world);
    await sendLetters(world);
    const renewals = () =>
      world.db.selectFrom("renewal").selectAll().where("sponsor_id", "=", story.sponsorId).execute();
    expect(await renewals()).toMatchObject([{ saved_method_id: card.id, closed_at: null }]);

    const removal = { sponsorId: story.sponsorId, savedMethodId: card.id, by: story.by };
    expect(await removeCard(world, removal)).toMatchObject({ kind: "changed" });
    expect(await removeCard(world, removal)).toEqual({ kind: "stands_already" });
    await doChores(world);
    expect(await rig.stripe.paymentMethods.retrieve(card.methodRef)).toMatchObject({ customer: null });
    for (const { id } of story.sponsorships)
      expect((await findSponsorship(world.db, id))!.terms).toMatchObject({ way: "pay_link" });
    expect(await renewals()).toMatchObject([{ closed_because: "nothing_left" }]);
    await planRenewals(world);
    const [, byLink] = await renewals();
    expect(byLink).toMatchObject({ way: "pay_link", closed_at: null });
    expect((await openRenewalPayment(world, { renewalId: byLink!.id, links })).kind).toBe("page");
  });

  it("is not somebody else's, and not chosen once it is removed, not even at the same moment", async () => {
    const story = await begun("pay_link");
    const other = await begun("pay_link");
    await leave(story);
    const [card] = await listSavedMethods(world.db, story.sponsorId);
    const way = { kind: "way", way: "saved_card", savedMethodId: card!.id } as const;
    expect(await changeSponsorship(world, { ...other.whose, change: way })).toEqual({ kind: "outdated" });
    const foreign = { sponsorId: other.sponsorId, savedMethodId: card!.id, by: other.by };
    expect(await removeCard(world, foreign)).toEqual({ kind: "unknown" });
    let both: Promise<{ kind: string }[]> | undefined;
    await world.db.transaction().execute(async (trx) => {
      await sql`select from saved_method where id = ${card!.id} for update`.execute(trx);
      const choosing = changeSponsorship(world, { ...story.whose, change: way });
      await waitUntilBlocked(world.db, 1);
      const removing = removeCard(world, { ...foreign, sponsorId: story.sponsorId });
      both = Promise.all([choosing, removing]);
      await waitUntilBlocked(world.db, 2);
    });
    const [, removing] = (await both)!;
    expect(removing!.kind).toBe("changed");
    expect((await findSponsorship(world.db, story.first.id))!.terms.way).toBe("pay_link");
  });
});

async function addressOf(sponsorId: string) {
  const row = await world.db
    .selectFrom("sponsor")
    .select("email")
    .where("id", "=", sponsorId)
    .executeTakeFirst();
  return row?.email;
}
