/**
 * Two workers on one database, one of them killed again and again while renewals are planned, announced, charged,
 * declined and tried again. Afterwards nothing was charged, mailed or posted twice, and the gateway's books are ours.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "~/calendar/day";
import { addMonths, type IuranMonth } from "~/calendar/iuran-month";
import { monthInWib } from "~/calendar/wib";
import { projectRoot } from "../support/launch-stack";
import { expectBooksInOrder, expectCheckHolds } from "./books";
import { endLeases, environmentOf, type FaultSite, openSite, until } from "./fault-site";
import { fillTheCart, goToPay, openBrowser, payer, person, press } from "./sponsor-browser";

const STORY = 3;
const SPONSORS = 8;
/** These banks say no from the first renewal on. */
const DECLINING = [2, 5];
const KILLS = 10;
const KILLS_OF_LETTERS = 3;
const wish = { perpanjang: "ya", setiap: "3", hingga: "terus", cara: "saved_card" };

let site: FaultSite;
let second: ChildProcess;

beforeAll(async () => {
  site = await openSite();
  second = startWorker();
}, 240_000);
afterAll(async () => {
  expectCheckHolds(site);
  second.kill("SIGTERM");
  await once(second, "exit");
  await site.close();
});

/** A second worker beside the one that the program keeps running. */
function startWorker(): ChildProcess {
  const program = path.join(projectRoot, "build/server/index.js");
  return spawn(process.execPath, [program, "worker"], {
    env: { NODE_ENV: "production", PATH: process.env.PATH, TZ: "UTC", ...environmentOf(site.stack) },
    stdio: "ignore",
  });
}

/** Three months from `start` on, to be renewed by the card that pays for them. */
async function sponsorWithRenewal(n: number, start: IuranMonth): Promise<void> {
  const browser = openBrowser(site, `10.${STORY}.0.${n + 1}`);
  await fillTheCart(site, browser, person(n, STORY), payer(n, "two-"), start);
  expect(await press(await goToPay(browser, wish))).toBeLessThan(400);
}

/** How many more requests of this kind will be slow: one less, and a worker is in the middle of one. */
async function slowLeft(service: string): Promise<number> {
  const { armed } = (await site.state()) as unknown as {
    armed: readonly { kind: string; service?: string; times: number }[];
  };
  return armed.find((each) => each.kind === "fault" && each.service === service)?.times ?? 0;
}

/**
 * Kills the two workers by turns, in the middle of their work: a few times while they send letters, then while cards
 * are charged, when the gateway has done what it was asked and its answer is still on the way.
 */
async function killWorkers(isOver: () => boolean): Promise<number> {
  let kills = 0;
  for (; kills < KILLS && !isOver(); kills += 1) {
    const service = kills < KILLS_OF_LETTERS ? "resend" : "stripe";
    const before = await slowLeft(service);
    await until(async () => isOver() || (await slowLeft(service)) < before, "a service was asked", 300_000);
    if (kills % 2 === 1) await site.kill("worker");
    else {
      second.kill("SIGKILL");
      await once(second, "exit");
      second = startWorker();
      await endLeases(site.world);
    }
  }
  return kills;
}

type Walk = { readonly state: string };
const walk = async () =>
  ((await (await fetch(`${site.stack.sandboxUrl}/_sandbox/state`)).json()) as { walk: Walk }).walk;

describe("two workers, one of them killed again and again", { timeout: 480_000 }, () => {
  test("charge, mail and post everything once", async () => {
    const start = monthInWib(site.world.clock.now());
    for (let n = 0; n < SPONSORS; n += 1) await sponsorWithRenewal(n, start);
    await site.quiet();
    const { rows: cards } = await sql<{ email: string; method_ref: string }>`
      select s.email, m.method_ref from saved_method m join sponsor s on s.id = m.sponsor_id
      where s.email like 'penyumbang-two-%'`.execute(site.world.db);
    expect(cards).toHaveLength(SPONSORS);
    for (const n of DECLINING)
      await site.control(`cards/${cards.find(({ email }) => email === payer(n, "two-").email)!.method_ref}`, {
        answer: "insufficient_funds",
      });

    // To the eve of the notices at once, then day by day to the end of the retries, slow enough to die in the middle.
    const eve = addDays(`${addMonths(start, 3)}-15`, -20);
    await site.control("clock/advance", { to: `${eve}T00:00:00Z` });
    const slow = { fault: "slow", times: 100_000, delayMs: 400, when: "after" };
    await site.control("faults", { ...slow, service: "stripe", match: "POST /v1/payment_intents" });
    await site.control("faults", { ...slow, service: "resend", delayMs: 150 });
    // The gateway's messages are late: what a dead worker had asked is not told before another one asks again.
    await site.control("webhooks/switch", {
      delayMs: 2_500,
      times: 100_000,
      type: "payment_intent.succeeded",
    });
    let over = false;
    const to = `${addDays(eve, 32)}T01:00:00Z`;
    await site.control("clock/walk", { to });
    const killing = killWorkers(() => over);
    const arrived = async () => {
      const { state } = await walk();
      // A day with many deaths may take longer than the walk waits: then it goes on from there.
      if (state === "stuck") await site.control("clock/walk", { to });
      return state === "arrived";
    };
    await until(arrived, "the month has passed", 360_000);
    over = true;
    const kills = await killing;
    expect(kills).toBeGreaterThan(KILLS_OF_LETTERS + 3);
    await site.control("switches/clear");
    await site.quiet();

    await expectBooksInOrder(site);
    await expectOneChargeEach();
  });
});

/** What each of them was charged and told: once, whatever died meanwhile. */
async function expectOneChargeEach(): Promise<void> {
  for (let n = 0; n < SPONSORS; n += 1) {
    const { email } = payer(n, "two-");
    const { rows: tries } = await sql<{ outcome: string; on_day: string }>`
      select t.outcome, t.on_day::text from charge_try t join renewal r on r.id = t.renewal_id
      join sponsor s on s.id = r.sponsor_id where s.email = ${email} order by t.number`.execute(
      site.world.db,
    );
    const subjects = (await site.inbox(email)).map(({ subject }) => subject);
    const count = (pattern: RegExp) => subjects.filter((subject) => pattern.test(subject)).length;
    expect(count(/akan didebit/)).toBe(1);
    if (DECLINING.includes(n)) {
      expect(tries.map(({ outcome }) => outcome)).toEqual(Array(5).fill("declined"));
      expect(new Set(tries.map(({ on_day }) => on_day)).size).toBe(5);
      expect([count(/^Kartu belum/), count(/dijeda/), count(/^Tanda terima/)]).toEqual([4, 1, 1]);
    } else {
      expect(tries.map(({ outcome }) => outcome)).toEqual(["succeeded"]);
      expect(count(/^Tanda terima/)).toBe(2);
    }
  }
}
