/**
 * What arrives at the real HTTP door: messages doubled, out of order, days late, lost, forged, or from
 * another time, version or mode. Each has one right outcome, and the money is settled once.
 */
import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expectBooksInOrder, expectCheckHolds } from "./books";
import { type FaultSite, openSite, type SeenDelivery, until } from "./fault-site";
import {
  crowd,
  fillTheCart,
  giveBackOneMonth,
  goToPay,
  openBrowser,
  payer,
  person,
  press,
  settledOf,
} from "./sponsor-browser";

const STORY = 2;
let site: FaultSite;
let sponsors = 0;

beforeAll(async () => {
  site = await openSite();
}, 240_000);
afterAll(async () => {
  expectCheckHolds(site);
  await site.close();
});
afterEach(async () => {
  await site.control("switches/clear");
  await site.control("webhooks/release");
});

/** A sponsor who stands on the gateway's page. */
async function atThePage(): Promise<{ readonly email: string; readonly url: string }> {
  const n = sponsors++;
  const browser = openBrowser(site, `10.2.0.${n}`);
  const by = payer(n, "door-");
  await fillTheCart(site, browser, person(n, STORY), by);
  return { email: by.email, url: await goToPay(browser) };
}

async function severalAtThePage(count: number) {
  const there: { readonly email: string; readonly url: string }[] = [];
  await crowd(0, count, 3, async () => {
    there.push(await atThePage());
  });
  return there;
}

/** Whether each of these sponsors' orders is settled, once. */
const isSettled = async (...emails: readonly string[]) => (await settledOf(site, emails)) === emails.length;

async function expectSettledOnce(...emails: readonly string[]): Promise<void> {
  await site.quiet();
  expect(await isSettled(...emails)).toBe(true);
  await expectBooksInOrder(site);
}

const toUs = async () => (await site.deliveries()).filter(({ to }) => to === "stripe");
const idsOf = (deliveries: readonly SeenDelivery[]) => new Set(deliveries.map(({ id }) => id));

/** What the sandbox tried to deliver to us while `work` went on and until each had an answer. */
async function deliveredDuring(work: () => Promise<unknown>): Promise<readonly SeenDelivery[]> {
  const before = idsOf(await toUs());
  await work();
  const fresh = async () => (await toUs()).filter(({ id }) => !before.has(id));
  await until(async () => {
    const seen = await fresh();
    return seen.length > 0 && seen.every(({ attempts, state }) => attempts > 0 || state !== "waiting");
  }, "every message had its answer");
  return fresh();
}

async function recorded(): Promise<readonly { readonly id: string; readonly outcome: string }[]> {
  return site.world.db.selectFrom("gateway_event").select(["event_id as id", "outcome"]).execute();
}

const openFindings = async (kind: string) =>
  site.world.db
    .selectFrom("finding")
    .select("subject")
    .where("kind", "=", kind as "foreign_event")
    .execute();

describe("messages that are genuine", { timeout: 60_000 }, () => {
  test("four times each, and two for one change: stored once, settled once", async () => {
    const { email, url } = await atThePage();
    await site.control("webhooks/switch", { duplicate: 3, twin: true, times: 50 });
    const seen = await deliveredDuring(() => press(url));
    expect(seen.length).toBeGreaterThan(8);
    await expectSettledOnce(email);
    expect(
      new Set(
        (await site.deliveries()).filter(({ id }) => idsOf(seen).has(id)).map(({ outcome }) => outcome),
      ),
    ).toEqual(new Set(["204"]));
    const stored = (await recorded())
      .map(({ id }) => id)
      .filter((id) => seen.some(({ subject }) => subject === id));
    expect(stored.length).toBe(new Set(seen.map(({ subject }) => subject)).size);
  });

  test("of several payments and refunds, doubled and shuffled", async () => {
    const there = await severalAtThePage(5);
    await site.control("webhooks/hold");
    await site.control("webhooks/switch", { duplicate: 1, times: 200 });
    for (const { url } of there) await press(url, "decline");
    for (const { url } of there) await press(url);
    await site.control("webhooks/release", { order: "shuffled" });
    await until(() => isSettled(...there.map(({ email }) => email)), "all were settled");
    await site.control("webhooks/hold");
    for (const { email } of there.slice(0, 3)) await giveBackOneMonth(site, email);
    await until(
      async () => (await site.stripe.refunds.list({ limit: 100 })).data.length >= 4,
      "the refunds reached the gateway",
    );
    await site.control("webhooks/release", { order: "reversed" });
    await expectSettledOnce(...there.map(({ email }) => email));
  });

  test("three days late: the order was settled by looking, and the late message changes nothing", async () => {
    const { email, url } = await atThePage();
    await site.control("webhooks/hold");
    await press(url);
    await site.control("clock/advance", { days: 3 });
    await until(() => isSettled(email), "we looked for ourselves");
    const held = new Set(
      (await toUs()).filter(({ state }) => state === "held").map(({ subject }) => subject),
    );
    await site.control("webhooks/release", { order: "shuffled" });
    await expectSettledOnce(email);
    const late = (await recorded()).filter(({ id }) => held.has(id));
    expect(late.length).toBe(held.size);
    expect(late.map(({ outcome }) => outcome)).toContain("known already");
    expect(late.map(({ outcome }) => outcome)).not.toContain("succeed");
  });

  test("three days late, while the gateway could not be asked: the order waited for the news", async () => {
    const { email, url } = await atThePage();
    await site.control("webhooks/hold");
    await press(url);
    const match = "GET /v1/checkout/sessions/";
    await site.control("faults", { service: "stripe", fault: "error", times: 100_000, match });
    const expire = "POST /v1/checkout/sessions/";
    await site.control("faults", { service: "stripe", fault: "error", times: 100_000, match: expire });
    await site.control("clock/advance", { days: 3 });
    const looks = async () =>
      site.world.db
        .selectFrom("job_run")
        .select("failed")
        .where("job", "=", "expire-orders")
        .where("failed", ">", 0)
        .execute();
    await until(async () => (await looks()).length > 0, "the order could not be ended", 40_000);
    expect(await isSettled(email)).toBe(false);
    await site.control("webhooks/release", { order: "reversed" });
    await until(() => isSettled(email), "the news came");
    await site.control("switches/clear");
    await expectSettledOnce(email);
  });

  test("all lost: we look for ourselves", async () => {
    const { email, url } = await atThePage();
    await site.control("webhooks/switch", { drop: true, times: 50 });
    await press(url);
    await site.control("clock/advance", { minutes: 20 });
    await until(() => isSettled(email), "we looked for ourselves", 30_000);
    await site.control("switches/clear");
    await expectSettledOnce(email);
  });

  test("of a refund, told before the gateway answered our own call for it", async () => {
    const { email, url } = await atThePage();
    await press(url);
    await site.quiet();
    await site.control("webhooks/switch", { beforeAnswer: true, times: 50 });
    const seen = await deliveredDuring(() => giveBackOneMonth(site, email));
    await expectSettledOnce(email);
    const ids = new Set(seen.map(({ subject }) => subject));
    const outcomes = (await recorded()).filter(({ id }) => ids.has(id)).map(({ outcome }) => outcome);
    // Whoever comes second finds it known: here that was our own call.
    expect(outcomes).toContain("refund succeeded");
  });
});

describe("messages nobody we know has signed", { timeout: 60_000 }, () => {
  test.each([
    ["a wrong signature", { signature: "wrong" }],
    ["a stamp of ten minutes ago", { ageSeconds: 600 }],
    ["a stamp of days ago", { ageSeconds: 3 * 86_400 }],
    ["a stamp of the future", { ageSeconds: -600 }],
  ])(
    "%s is answered 400 and leaves no trace; the genuine one settles the order once",
    async (_, alteration) => {
      const { email, url } = await atThePage();
      await site.control("webhooks/switch", { ...alteration, times: 50 });
      const seen = await deliveredDuring(() => press(url));
      expect(new Set(seen.map(({ outcome }) => outcome))).toEqual(new Set(["400"]));
      const ids = new Set(seen.map(({ subject }) => subject));
      expect((await recorded()).filter(({ id }) => ids.has(id))).toEqual([]);
      expect(await isSettled(email)).toBe(false);
      await site.control("switches/clear");
      for (const subject of ids) await site.control(`events/${subject}/resend`);
      await until(() => isSettled(email), "the genuine messages settled it", 8_000);
      await expectSettledOnce(email);
    },
  );

  test("bodies that are no event, and wrong ways to knock, are turned away", async () => {
    const { STRIPE_WEBHOOK_SECRET } = site.world.settings;
    const stamp = Math.floor(site.world.clock.now().getTime() / 1000);
    const knock = (body: string, headers: Record<string, string> = {}, place = "stripe") =>
      fetch(`${site.stack.siteUrl}/webhooks/${place}`, { method: "POST", body, headers }).then(
        ({ status }) => status,
      );
    const signed = (body: string) => {
      const v1 = createHmac("sha256", STRIPE_WEBHOOK_SECRET).update(`${stamp}.${body}`).digest("hex");
      return knock(body, { "stripe-signature": `t=${stamp},v1=${v1}` });
    };
    const before = await recorded();
    expect(await knock("{}")).toBe(400);
    expect(await knock("{}", { "stripe-signature": "t=,v1=" })).toBe(400);
    expect(await signed("not json")).toBe(400);
    expect(await signed("null")).toBe(400);
    expect(await signed('{"object":"list"}')).toBe(400);
    expect(await knock("x".repeat(1_000_001))).toBe(413);
    expect(await knock("{}", {}, "nobody")).toBe(404);
    expect((await fetch(`${site.stack.siteUrl}/webhooks/stripe`)).status).toBe(405);
    expect(await recorded()).toEqual(before);
  });
});

describe("messages that are signed but not meant for us", { timeout: 60_000 }, () => {
  test.each([
    ["of another API version", { apiVersion: "2020-08-27" }],
    ["of the live mode, at a test key", { livemode: true }],
  ])("%s: kept, shown to the admins, and no money moves by them", async (_, change) => {
    const { email, url } = await atThePage();
    await site.control("webhooks/switch", { ...change, times: 50 });
    const seen = await deliveredDuring(() => press(url));
    expect(new Set(seen.map(({ outcome }) => outcome))).toEqual(new Set(["204"]));
    const ids = new Set(seen.map(({ subject }) => subject));
    const stored = (await recorded()).filter(({ id }) => ids.has(id));
    expect(stored.length).toBe(ids.size);
    for (const { outcome } of stored) expect(outcome).toMatch(/^foreign: /);
    const found = (await openFindings("foreign_event")).map(({ subject }) => subject);
    for (const id of ids) expect(found).toContain(`stripe/${id}`);
    expect(await isSettled(email)).toBe(false);
    // The sponsor's money is real all the same: what we see ourselves settles the order.
    await site.control("switches/clear");
    await site.control("clock/advance", { minutes: 20 });
    await until(() => isSettled(email), "we looked for ourselves", 30_000);
    await expectSettledOnce(email);
  });
});
