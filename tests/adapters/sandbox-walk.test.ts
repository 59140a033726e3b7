/** The sandbox's clock on its way: every day is passed, and none is left before the site's work is done. */
import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDoor, openRig, type Rig } from "./sandbox-rig";

let door: Awaited<ReturnType<typeof openDoor>>;
let rig: Rig;
/** Sandbox time at each look of the sandbox whether the site rests. */
let looks: Date[];

beforeEach(async () => {
  door = await openDoor();
  rig = await openRig({ door });
  looks = [];
  answer(() => true);
});
afterEach(async () => {
  await rig.close();
  await door.close();
});

function answer(rests: () => boolean) {
  door.answerWith(({ path }) => {
    if (path !== "/health/rest") return 204;
    looks.push(rig.clock.now());
    return rests() ? 204 : 503;
  });
}

type Walk = { readonly from: string; readonly to: string; readonly state: string };
const walk = async (of = rig) =>
  ((await (await fetch(`${of.sandbox.url}/_sandbox/state`)).json()) as { walk: Walk }).walk;
const days = () => [...new Set(looks.map((moment) => moment.toISOString().slice(0, 13)))];

describe("the clock's walk", () => {
  it("passes every morning on the way and ends at the very moment it was asked for", async () => {
    const { from, to } = (await rig.control("clock/walk", { days: 40 })) as Walk;
    await expect.poll(async () => (await walk()).state, { timeout: 15_000 }).toBe("arrived");
    expect(Date.parse(to) - Date.parse(from)).toBe(40 * 86_400_000);
    expect(rig.clock.now().getTime() - Date.parse(to)).toBeLessThan(5_000);
    const mornings = days().filter((hour) => hour.endsWith("T01"));
    expect(mornings.length).toBeGreaterThanOrEqual(39);
    for (const [index, morning] of mornings.entries())
      if (index > 0)
        expect(Date.parse(`${morning}:00Z`) - Date.parse(`${mornings[index - 1]}:00Z`)).toBe(86_400_000);
  });

  it("stays on a day until the site rests, and shows how far it is", async () => {
    let open = false;
    answer(() => open || looks.length < 3);
    await rig.control("clock/walk", { days: 10 });
    await expect.poll(() => looks.length, { timeout: 10_000 }).toBeGreaterThan(20);
    const there = rig.clock.now().toISOString().slice(0, 10);
    expect((await walk()).state).toBe("walking");
    const page = await (await fetch(`${rig.sandbox.url}/_sandbox/`)).text();
    expect(page).toMatch(/hari \d+ dari 10/);
    expect(page).toContain('http-equiv="refresh"');
    expect(rig.clock.now().toISOString().slice(0, 10)).toBe(there);
    open = true;
    await expect.poll(async () => (await walk()).state, { timeout: 10_000 }).toBe("arrived");
  });

  it("waits for webhooks that are under way", async () => {
    await rig.stripe.customers.create({ email: "a@example.org" });
    await rig.quiet();
    await rig.control("webhooks/switch", { delayMs: 700 });
    await rig.stripe.customers.create({ email: "b@example.org" });
    const before = door.arrivals.length;
    await rig.control("clock/walk", { days: 1 });
    await expect.poll(async () => (await walk()).state, { timeout: 10_000 }).toBe("arrived");
    const first = door.arrivals.slice(before).findIndex(({ path }) => path === "/webhooks/stripe");
    const restedBefore = door.arrivals.slice(before, before + first);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(restedBefore.filter(({ path }) => path === "/health/rest")).toEqual([]);
  });

  it("stops when it is told to, and goes on after the sandbox died", async () => {
    await rig.control("clock/walk", { days: 3_000 });
    await expect.poll(() => days().length, { timeout: 10_000 }).toBeGreaterThan(5);
    await rig.sandbox.close();
    const there = rig.clock.now();
    const again = await openRig({ door, dataDir: rig.dataDir });
    await expect
      .poll(() => again.clock.now().getTime(), { timeout: 10_000 })
      .toBeGreaterThan(there.getTime() + 3 * 86_400_000);
    await again.control("clock/stop");
    expect((await walk(again)).state).toBe("stopped");
    await again.close();
    rmSync(rig.dataDir, { recursive: true, force: true });
    rig = await openRig({ door });
  });

  it("never goes back", async () => {
    await expect(rig.control("clock/walk", { to: "2020-01-01T00:00:00Z" })).rejects.toThrow(/forward/);
    await expect(rig.control("clock/walk", {})).rejects.toThrow(/how many days/);
  });
});
