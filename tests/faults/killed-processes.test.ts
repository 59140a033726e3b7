/**
 * The program's processes are killed while sponsors fill in forms, pay, and are sent their receipts.
 * Afterwards the books are asked, ours and the gateway's, and every letter is counted.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ProcessName } from "../support/launch-stack";
import { expectBooksInOrder, expectCheckHolds } from "./books";
import { type FaultSite, openSite, until } from "./fault-site";
import { payer, settledOf, sponsorAndPay } from "./sponsor-browser";

let site: FaultSite;
/** A number for every sponsor of this file. */
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

/** Each story has as many sponsors as fit between the kills, within bounds. */
const FEWEST = 6;
const MOST = 14;

/** Sponsors at the doors, three at a time, while `trouble` goes on; then everything comes to rest. */
async function underLoad(trouble: () => Promise<void>): Promise<void> {
  const first = sponsors;
  let over = false;
  const visitors = async () => {
    while (sponsors - first < (over ? FEWEST : MOST)) await sponsorAndPay(site, sponsors++);
  };
  const kills = trouble().finally(() => {
    over = true;
  });
  await Promise.all([kills, visitors(), visitors(), visitors()]);
  await site.ready();
  await site.quiet();
  await expectBooksInOrder(site);
  const count = sponsors - first;
  const emails = Array.from({ length: count }, (_, index) => payer(first + index, "s1-").email);
  expect(await settledOf(site, emails)).toBe(count);
}

/** Kills the process once with each signal, at moments nobody chose, or while it waits for a service. */
async function killWith(
  name: ProcessName,
  signals: readonly NodeJS.Signals[],
  moment = () => sleep(300 + Math.random() * 1_200),
): Promise<void> {
  for (const signal of signals) {
    await moment();
    await site.kill(name, signal);
    await site.ready();
  }
}

describe("killed under load", { timeout: 180_000 }, () => {
  test("the web process: every order is paid once and booked once", () =>
    underLoad(() => killWith("web", ["SIGKILL", "SIGKILL", "SIGKILL"])));

  test("the worker: receipts have no gap and every letter comes once", async () => {
    // Slow enough that it dies in the middle of something.
    const slow = { fault: "slow", times: 1_000 };
    await site.control("faults", { ...slow, service: "resend", when: "after", delayMs: 500 });
    await site.control("faults", {
      ...slow,
      service: "stripe",
      delayMs: 500,
      match: "GET /v1/payment_intents/",
    });
    const inTheMiddle = async () => {
      const before = await site.faultsLeft();
      await until(async () => (await site.faultsLeft()) < before, "the worker asked a service");
    };
    await underLoad(() => killWith("worker", ["SIGKILL", "SIGKILL", "SIGKILL"], inTheMiddle));
  });

  test("PostgreSQL, with its sessions and without a word", () =>
    underLoad(() => killWith("postgres", ["SIGINT", "SIGQUIT", "SIGKILL"])));
});
