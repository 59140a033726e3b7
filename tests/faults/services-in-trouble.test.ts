/**
 * The gateway and the mail service are slow, away, lost for words or lose their answers, while the
 * built program uses them: nobody pays twice, no money goes back twice, and each letter arrives once.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expectBooksInOrder, expectCheckHolds } from "./books";
import { type FaultSite, openSite, until } from "./fault-site";
import {
  crowd,
  fillTheCart,
  giveBackOneMonth,
  goToPay,
  hiddenFields,
  openBrowser,
  payer,
  person,
  press,
  settledOf,
  sponsorAndPay,
} from "./sponsor-browser";

const STORY = 3;
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
});

const emailOf = (n: number) => payer(n, `s${STORY}-`).email;
const pages = async () => (await site.stripe.checkout.sessions.list({ limit: 100 })).data.length;
const refunds = async () => (await site.stripe.refunds.list({ limit: 100 })).data.length;

/** More than the SDK's own tries, so that the trouble reaches the site. */
const EVERY_TRY = 3;

const troubles = [
  ["answers with errors", { fault: "error", when: "before" }],
  ["answers with errors after doing it", { fault: "error", when: "after" }],
  ["cuts the line", { fault: "reset", when: "before" }],
  ["cuts the line after doing it", { fault: "reset", when: "after" }],
  ["talks nonsense after doing it", { fault: "nonsense", when: "after" }],
  ["asks for quiet", { fault: "rate_limit", when: "before" }],
] as const;

describe("the gateway, at the checkout", { timeout: 60_000 }, () => {
  test.each(troubles)(
    "%s: the sponsor reads that nothing was charged, presses again, and pays once",
    async (_, how) => {
      const n = sponsors++;
      const browser = openBrowser(site, `10.3.0.${n}`);
      await fillTheCart(site, browser, person(n, STORY), payer(n, `s${STORY}-`));
      const form = hiddenFields((await browser.patiently("/periksa")).page);
      const before = await pages();
      const match = "POST /v1/checkout/sessions";
      await site.control("faults", { service: "stripe", ...how, times: EVERY_TRY, match });
      const refused = await browser.ask("/periksa", form);
      // Nonsense is a success to the SDK, which therefore asks once only.
      expect(refused.status).toBe(503);
      expect(refused.page).toContain("Belum ada yang dibayar");
      await site.control("switches/clear");
      const again = await browser.ask("/periksa", form);
      expect([again.status, again.to]).toEqual([303, expect.stringContaining("/pay/cs_test_")]);
      expect(await pages()).toBe(before + 1);
      await press(again.to);
      await site.quiet();
      expect(await settledOf(site, [emailOf(n)])).toBe(1);
      await expectBooksInOrder(site);
    },
  );

  test("is slow: the page opens late, and two impatient clicks lead to one page", async () => {
    const n = sponsors++;
    const browser = openBrowser(site, `10.3.0.${n}`);
    await fillTheCart(site, browser, person(n, STORY), payer(n, `s${STORY}-`));
    const form = hiddenFields((await browser.patiently("/periksa")).page);
    const before = await pages();
    const match = "POST /v1/checkout/sessions";
    await site.control("faults", { service: "stripe", fault: "slow", delayMs: 1_500, times: 2, match });
    const clicks = await Promise.all([
      browser.patiently("/periksa", form),
      browser.patiently("/periksa", form),
    ]);
    const last = await browser.patiently("/periksa", form);
    for (const { to } of clicks) expect(to).toBe(last.to);
    expect(await pages()).toBe(before + 1);
    await press(last.to);
    await site.quiet();
    expect(await settledOf(site, [emailOf(n)])).toBe(1);
    await expectBooksInOrder(site);
  });
});

describe("the gateway, at a refund", { timeout: 60_000 }, () => {
  const paid: number[] = [];
  beforeAll(async () => {
    const first = sponsors;
    sponsors += troubles.length;
    await crowd(first, troubles.length, 3, async (n) => {
      await sponsorAndPay(site, n, STORY);
      paid.push(n);
    });
    await site.quiet();
  });

  test.each(troubles)("%s: the money goes back once, with one credit note", async (_, how) => {
    const n = paid.pop()!;
    const before = await refunds();
    const match = "POST /v1/refunds";
    await site.control("faults", { service: "stripe", ...how, times: EVERY_TRY, match });
    // Its messages are lost too: the answer is all we have.
    await site.control("webhooks/switch", { type: "refund.created", drop: true });
    await site.control("webhooks/switch", { type: "refund.updated", drop: true });
    await giveBackOneMonth(site, emailOf(n));
    await site.quiet();
    expect(await refunds()).toBe(before + 1);
    await expectBooksInOrder(site);
  });

  test("does not say what it kept for a while: the fee is posted when it does", async () => {
    const match = "GET /v1/payment_intents";
    await site.control("faults", { service: "stripe", fault: "error", times: 3 * EVERY_TRY, match });
    await sponsorAndPay(site, sponsors++, STORY);
    await site.quiet();
    await expectBooksInOrder(site);
  });
});

describe("the mail service", { timeout: 60_000 }, () => {
  test.each([
    ["is down", { fault: "error", when: "before" }],
    ["fails after taking the letter", { fault: "error", when: "after" }],
    ["cuts the line after taking the letter", { fault: "reset", when: "after" }],
    ["talks nonsense after taking the letter", { fault: "nonsense", when: "after" }],
    ["asks for quiet", { fault: "rate_limit", when: "before" }],
  ] as const)("%s: the receipt arrives once", async (_, how) => {
    const n = sponsors++;
    await site.control("faults", { service: "resend", ...how, times: 2 });
    await sponsorAndPay(site, n, STORY);
    await site.quiet();
    expect(await site.inbox(emailOf(n))).toHaveLength(1);
    await expectBooksInOrder(site);
  });

  test("takes one letter a second while several are waiting: all arrive, each once", async () => {
    await site.control("resend/limit", { perSecond: 1 });
    const first = sponsors;
    sponsors += 3;
    await crowd(first, 3, 3, (n) => sponsorAndPay(site, n, STORY));
    await until(() => allReceipts(first, 3), "all receipts arrived", 40_000);
    await site.control("resend/limit", { perSecond: 5 });
    await site.quiet();
    await expectBooksInOrder(site);
  });
});

async function allReceipts(first: number, count: number): Promise<boolean> {
  for (let n = first; n < first + count; n += 1)
    if ((await site.inbox(emailOf(n))).length !== 1) return false;
  return true;
}

const inboxSize = async () => (await site.inbox()).length;

describe("our own process dies at the worst moment", { timeout: 60_000 }, () => {
  test("the web, after the gateway opened a page and before we wrote it down: pressing again leads to that page", async () => {
    const n = sponsors++;
    const browser = openBrowser(site, `10.3.0.${n}`);
    await fillTheCart(site, browser, person(n, STORY), payer(n, `s${STORY}-`));
    const match = "POST /v1/checkout/sessions";
    await site.control("faults", { service: "stripe", fault: "slow", when: "after", delayMs: 3_000, match });
    const before = await pages();
    const going = goToPay(browser);
    await until(async () => (await pages()) > before, "a page was opened");
    await site.kill("web");
    const url = await going;
    expect(await pages()).toBe(before + 1);
    await press(url);
    await site.quiet();
    expect(await settledOf(site, [emailOf(n)])).toBe(1);
    await expectBooksInOrder(site);
  });

  test("the worker, after the mail service took a letter and before we wrote it down: nobody gets it twice", async () => {
    await site.control("faults", {
      service: "resend",
      fault: "slow",
      when: "after",
      delayMs: 3_000,
      times: 2,
    });
    const before = await inboxSize();
    await sponsorAndPay(site, sponsors++, STORY);
    for (let letters = 0; letters < 2; letters += 1) {
      // The second worker hands the same letter over again, and dies at the same place.
      await until(async () => (await inboxSize()) === before + 1, "the letter was taken");
      await until(async () => (await site.faultsLeft()) === 1 - letters, "the mail service was asked");
      await sleep(300);
      await site.kill("worker");
    }
    await site.quiet();
    expect(await inboxSize()).toBe(before + 1);
    await expectBooksInOrder(site);
  });

  test("the worker, after the gateway gave a refund and before we wrote it down: the money goes back once", async () => {
    const n = sponsors++;
    await sponsorAndPay(site, n, STORY);
    await site.quiet();
    const match = "POST /v1/refunds";
    await site.control("faults", { service: "stripe", fault: "slow", when: "after", delayMs: 3_000, match });
    const type = "refund.created";
    await site.control("webhooks/switch", { type, drop: true });
    const before = await refunds();
    await giveBackOneMonth(site, emailOf(n));
    await until(async () => (await refunds()) > before, "the gateway gave the money back");
    await site.kill("worker");
    await site.quiet();
    expect(await refunds()).toBe(before + 1);
    await expectBooksInOrder(site);
  });
});
