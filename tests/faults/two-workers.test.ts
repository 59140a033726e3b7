/**
 * Two workers on one database, one of them killed again and again while renewals are planned, announced, charged,
 * declined and tried again. Afterwards nothing was charged, mailed or posted twice, and the gateway's books are ours.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
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
    env: { PATH: process.env.PATH, TZ: "UTC", ...environmentOf(site.stack) },
    stdio: "ignore",
  });
}

/** Three months from `start` on, to be renewed by the card that pays for them. */
async function sponsorWithRenewal(n: number, start: IuranMonth): Promise<void> {
  const browser = openBrowser(site, `10.${STORY}.0.${n + 1}`);
  await fillTheCart(site, browser, person(n, STORY), payer(n, "two-"), start);
  expect(await press(await goToPay(browser, wish))).toBeLessThan(400);
}

/** Kills the other worker each time, now and then the one that is kept, at moments in the middle of their work. */
async function killWorkers(isOver: () => boolean): Promise<number> {
  let kills = 0;
  for (; kills < KILLS && !isOver(); kills += 1) {
    const before = await site.faultsLeft();
    const asked = async () => isOver() || (await site.faultsLeft()) < before;
    await Promise.race([until(asked, "a worker asked a service", 60_000), sleep(1_500)]);
    if (kills % 4 === 3) await site.kill("worker");
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

describe("two workers, one of them killed again and again", { timeout: 400_000 }, () => {
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
    const slow = { fault: "slow", times: 100_000, delayMs: 250 };
    await site.control("faults", { ...slow, service: "stripe", match: "POST /v1/payment_intents" });
    await site.control("faults", { ...slow, service: "resend", when: "after" });
    let over = false;
    await site.control("clock/walk", { days: 32 });
    const killing = killWorkers(() => over);
    await until(async () => (await walk()).state !== "walking", "the month has passed", 300_000);
    over = true;
    const kills = await killing;
    expect((await walk()).state).toBe("arrived");
    expect(kills).toBeGreaterThan(4);
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
