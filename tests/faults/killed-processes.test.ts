/**
 * The program's processes are killed while sponsors fill in forms, pay, and are sent their receipts.
 * Afterwards the books are asked, ours and the gateway's, and every letter is counted.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ProcessName } from "../support/launch-stack";
import { expectBooksInOrder, expectCheckHolds } from "./books";
import { type FaultSite, openSite } from "./fault-site";
import { crowd, payer, settledOf, sponsorAndPay } from "./sponsor-browser";

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

/** `count` sponsors at the doors, four at a time, while `trouble` goes on; then everything comes to rest. */
async function underLoad(count: number, trouble: (done: () => boolean) => Promise<void>): Promise<void> {
  const first = sponsors;
  sponsors += count;
  let done = false;
  await Promise.all([
    crowd(first, count, 4, (n) => sponsorAndPay(site, n)).finally(() => {
      done = true;
    }),
    trouble(() => done),
  ]);
  await site.ready();
  await site.quiet();
  await expectBooksInOrder(site);
  const emails = Array.from({ length: count }, (_, index) => payer(first + index, "s1-").email);
  expect(await settledOf(site, emails)).toBe(count);
}

/** Kills the process again and again at moments nobody chose, until the load is over, three times at least. */
async function killAgainAndAgain(name: ProcessName, signals: readonly NodeJS.Signals[], done: () => boolean) {
  for (let killed = 0; killed < signals.length && !(killed >= 3 && done()); killed += 1) {
    await sleep(150 + Math.random() * 900);
    await site.kill(name, signals[killed]);
    await site.ready();
  }
}

describe("killed under load", { timeout: 180_000 }, () => {
  test("the web process: every order is paid once and booked once", () =>
    underLoad(8, (done) => killAgainAndAgain("web", ["SIGKILL", "SIGKILL", "SIGKILL"], done)));

  test("the worker: receipts have no gap and every letter comes once", () =>
    underLoad(8, (done) => killAgainAndAgain("worker", ["SIGKILL", "SIGKILL", "SIGKILL"], done)));

  test("PostgreSQL, with its sessions and without a word", () =>
    underLoad(8, (done) => killAgainAndAgain("postgres", ["SIGINT", "SIGQUIT", "SIGKILL"], done)));
});
