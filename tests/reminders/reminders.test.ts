/**
 * Reminders from planning to the inbox, with real PostgreSQL, the real mail SDK and the sandbox. The sandbox's clock
 * is the house's and only goes forward, so each story begins where the one before ended.
 */
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createResendMailer } from "~/adapters/resend/resend-mailer.server";
import { addDays, formatDay, lastDayOf } from "~/calendar/day";
import { addMonths, monthOf } from "~/calendar/iuran-month";
import { letterWriters } from "~/jobs/letter-writers.server";
import { deliverMails } from "~/mail/deliver-mails.server";
import { planReminders } from "~/reminders/plan-reminders.server";
import { isReminderSecret } from "~/reminders/reminder-link.server";
import { insertPreference } from "~/reminders/reminder-queries.server";
import { openRenewalPayment } from "~/sponsorship/open-renewal-payment.server";
import { planRenewals } from "~/sponsorship/plan-renewals.server";
import { restUnpaidRenewals } from "~/sponsorship/rest-renewal.server";
import { openRig, type Rig, resendKey } from "../adapters/sandbox-rig";
import { goTo, links, pay, sendLetters, today } from "../sponsorship/renewal-rig";
import { byCard, byLink, storyOf } from "../sponsorship/renewal-story";
import { order } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestClock, type TestWorld, testWorld } from "../support/test-world";
import { waitUntilBlocked } from "../support/wait-for-lock";
import { remindersOf } from "./reminder-rig";

vi.setConfig({ testTimeout: 90_000 });
const database = useDatabase();
let rig: Rig;
let world: TestWorld;
let story: ReturnType<typeof remindersOf>;
let renewals: ReturnType<typeof storyOf>;

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
  story = remindersOf(world, rig);
  renewals = storyOf(world, rig);
  await rig.control("switches/clear");
  // Nobody of an earlier story is spoken of any more.
  await world.db
    .updateTable("sponsorship")
    .set({ ended_at: world.clock.now(), ended_because: "cancelled" })
    .where("ended_at", "is", null)
    .execute();
  await sql`insert into renewal_refusal (id, sponsor_id, worker_id, because, recorded_at)
    select gen_random_uuid(), o.sponsor_id, l.worker_id, 'not_now', ${world.clock.now()}
    from order_line l join orders o on o.id = l.order_id group by o.sponsor_id, l.worker_id
    on conflict (worker_id, sponsor_id) where revoked_at is null do update set recorded_at = excluded.recorded_at`.execute(
    world.db,
  );
  await sendLetters(world);
});

describe("months bought without a standing promise", () => {
  it("are spoken of once, in one letter for both workers, which says who, until when and how much", async () => {
    const { email, sponsorId, workers, next, dueOn } = await story.bought({ workers: 2 });
    expect(await story.planAt(dueOn, -15)).toEqual({ expected: 0, done: 0, failed: 0 });
    expect(await story.planAt(dueOn, -14)).toEqual({ expected: 2, done: 2, failed: 0 });
    expect(await planReminders(world)).toEqual({ expected: 0, done: 0, failed: 0 });
    const [letter, ...others] = await story.sent(email);
    expect(others).toEqual([]);
    expect(letter!.subject).toMatch(/^14 hari lagi: iuran Rp[\d.]+, paling lambat /);
    const until = formatDay(lastDayOf(addMonths(next, -1)), "id");
    for (const { name } of workers) expect(letter!.text).toContain(`- ${name} (Iuran `);
    expect(letter!.text).toContain(`Terlindungi sampai ${until}.`);
    expect(letter!.text).toMatch(/= Jumlah: Rp[\d.]+/);
    expect(letter!.text).toContain(`${formatDay(dueOn, "id")}`);
    expect(letter!.text).toMatch(/Bayar Rp[\d.]+:\nhttp:\/\/127\.0\.0\.1:3000\/lanjutkan\//);
    expect(letter!.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const [, id, key] = /^<http:\/\/127\.0\.0\.1:3000\/berhenti-pengingat\/([\w-]+)\?kunci=([\w-]+)>$/.exec(
      letter!.headers["List-Unsubscribe"]!,
    )!;
    expect(id).toBe(sponsorId);
    expect(isReminderSecret(world.settings.SESSION_SECRET, "stop", id!, key!)).toBe(true);
    expect(letter!.text).toContain(`/berhenti-pengingat/${id}?kunci=${key}`);

    expect(await story.planAt(dueOn, -13)).toEqual({ expected: 0, done: 0, failed: 0 });
    expect(await story.planAt(dueOn, -7)).toMatchObject({ done: 2 });
    expect(await story.sent(email)).toHaveLength(2);
  });

  it("are planned once by two planners at once", async () => {
    const { sponsorId, dueOn } = await story.bought({ workers: 3 });
    await goTo(rig, addDays(dueOn, -7));
    let letGo = () => {};
    let nowHeld = () => {};
    const held = new Promise<void>((done) => {
      nowHeld = done;
    });
    const holding = world.db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('plan reminders', 0))`.execute(trx);
      await new Promise<void>((done) => {
        letGo = done;
        nowHeld();
      });
    });
    await held;
    const both = [planReminders(world), planReminders(world)];
    await waitUntilBlocked(world.db, 2).finally(() => letGo());
    await holding;
    expect((await Promise.all(both)).map(({ done }) => done).sort()).toEqual([0, 3]);
    expect(await story.reminders(sponsorId)).toHaveLength(3);
    expect(await story.letters(sponsorId)).toHaveLength(1);
  });

  it("are not made up for after a jump over the day", async () => {
    const { sponsorId, dueOn } = await story.bought();
    expect(await story.planAt(dueOn, -4)).toEqual({ expected: 0, done: 0, failed: 0 });
    expect(await story.planAt(dueOn, 3)).toMatchObject({ done: 1 });
    expect((await story.reminders(sponsorId)).map(({ moment }) => moment)).toEqual(["lapsed"]);
  });
});

describe("a letter is looked at again before it leaves", () => {
  it("and is not sent when all of it was paid meanwhile", async () => {
    const { email, sponsorId, workers, next, dueOn } = await story.bought();
    await story.planAt(dueOn, -7);
    await pay(
      world,
      rig,
      (await order(world, [{ worker: workers[0]!, start: next, months: 1 }], { email })).id,
    );
    expect(await story.sent(email)).toEqual([]);
    expect(await story.letters(sponsorId)).toMatchObject([{ state: "dropped", subject: null }]);
  });

  it("and leaves out who was paid for by somebody else, and says why", async () => {
    const { email, sponsorId, workers, next, dueOn } = await story.bought({ workers: 2 });
    await story.planAt(dueOn, -7);
    const other = await order(world, [{ worker: workers[1]!, start: next, months: 1 }], {
      email: "lain@example.org",
    });
    await pay(world, rig, other.id);
    const [letter] = await story.sent(email);
    expect(letter!.text).toContain(workers[0]!.name);
    expect(letter!.text).not.toContain(workers[1]!.name);
    expect((await story.reminders(sponsorId)).map(({ dropped_because }) => dropped_because).sort()).toEqual([
      "Nothing is asked any more: paid, left out, ended or declined.",
      null,
    ]);
  });

  it("and is not sent to who stopped reminders meanwhile, nor is the next one planned", async () => {
    const { email, sponsorId, dueOn } = await story.bought();
    await story.planAt(dueOn, -7);
    const recordedAt = world.clock.now();
    await insertPreference(world.db, { sponsorId, wants: "none", chosenBy: "one_click", recordedAt });
    expect(await story.sent(email)).toEqual([]);
    expect(await story.reminders(sponsorId)).toMatchObject([
      { dropped_because: "The sponsor does not want it." },
    ]);
    expect(await story.planAt(dueOn, -3)).toMatchObject({ done: 0 });
    await insertPreference(world.db, { sponsorId, wants: "lapse_only", chosenBy: "link", recordedAt });
    expect(await story.planAt(dueOn, -1)).toMatchObject({ done: 0 });
    expect(await story.planAt(dueOn, 1)).toMatchObject({ done: 1 });
    expect((await story.sent(email)).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Perlindungan terputus: iuran Rp/),
    ]);
  });

  it("and is not sent to an address that marked our mail as unwanted", async () => {
    const { email, sponsorId, dueOn } = await story.bought({ email: "complained@example.org" });
    await world.db
      .insertInto("address_suppression")
      .values({ address: email, because: "complained", since: world.clock.now(), event_id: null })
      .execute();
    await story.planAt(dueOn, -7);
    expect(await story.sent(email)).toEqual([]);
    expect(await story.letters(sponsorId)).toMatchObject([{ state: "dropped" }]);
  });

  it("and is not sent days late", async () => {
    const { email, sponsorId, dueOn } = await story.bought();
    await story.planAt(dueOn, -7);
    await goTo(rig, addDays(dueOn, -4));
    expect(await story.sent(email)).toEqual([]);
    expect(await story.reminders(sponsorId)).toMatchObject([{ dropped_because: "Its moment has gone by." }]);
  });

  it("and once more when the mail service was away at the first try", async () => {
    const { email, sponsorId, workers, next, dueOn } = await story.bought({ workers: 2 });
    await story.planAt(dueOn, -7);
    const away = createResendMailer({ apiKey: resendKey, baseUrl: "http://127.0.0.1:9", timeoutMs: 500 });
    await untilTried(sponsorId, { ...world, mailer: away });
    expect(await story.letters(sponsorId)).toMatchObject([{ state: "waiting", attempts: 1 }]);
    await pay(
      world,
      rig,
      (await order(world, [{ worker: workers[0]!, start: next, months: 1 }], { email })).id,
    );
    await world.db
      .updateTable("mail")
      .set({ due_at: world.clock.now() })
      .where("state", "=", "waiting")
      .execute();
    expect(await story.sent(email)).toEqual([]);
    expect(await story.letters(sponsorId)).toMatchObject([{ state: "dropped" }]);
  });
});

describe("a standing sponsorship paid by link", () => {
  it("is spoken of by its renewal, whose page the button opens; once paid, nothing more is said", async () => {
    const { sponsorId, order: first, next } = await renewals.begun({ wish: byLink, workers: 2, months: 1 });
    const email = first.payerEmail;
    await goTo(rig, `${next}-01`);
    await planRenewals(world);
    const [renewal] = await renewals.renewals();
    const dueOn = renewal!.due_on;
    expect(await story.planAt(dueOn, -7)).toMatchObject({ done: 2 });
    const [letter] = await story.sent(email);
    expect(letter!.text).toMatch(
      new RegExp(`Bayar Rp[\\d.]+:\\nhttp://127.0.0.1:3000/perpanjangan/${renewal!.id}\\?kunci=`),
    );
    const opening = await openRenewalPayment(world, { renewalId: renewal!.id, links });
    if (opening.kind !== "page") throw new Error(opening.kind);
    expect(letter!.text).toContain(`Rp${opening.payment.amountRupiah.toLocaleString("id-ID")}`);
    await pay(world, rig, opening.payment.orderId);
    for (const days of [-3, -1, 1, 16])
      expect(await story.planAt(dueOn, days)).toMatchObject({ expected: 0 });
    expect(await story.reminders(sponsorId)).toHaveLength(2);
  });

  it("that nobody pays is spoken of eight times while the jobs run day by day, and rests meanwhile", async () => {
    const { sponsorId, order: first, workers, next } = await renewals.begun({ wish: byLink, months: 1 });
    const subjects: string[] = [];
    const until = lastDayOf(addMonths(next, 2));
    for (let day = addDays(`${next}-01`, -3); day <= until; day = addDays(day, 1)) {
      await goTo(rig, day);
      await planRenewals(world);
      await restUnpaidRenewals(world);
      await planReminders(world);
      for (const { subject } of (await story.sent(first.payerEmail)).slice(0, -subjects.length || undefined))
        subjects.push(subject.replace(/Rp[\d.]+.*/, "Rp…"));
    }
    expect(subjects).toEqual([
      "14 hari lagi: iuran Rp…",
      "7 hari lagi: iuran Rp…",
      "3 hari lagi: iuran Rp…",
      "1 hari lagi: iuran Rp…",
      "Perlindungan terputus: iuran Rp…",
      "Sudah 30 hari tanpa perlindungan: iuran Rp…",
      "Sudah 60 hari tanpa perlindungan: iuran Rp…",
      "Sudah 80 hari tanpa perlindungan: iuran Rp…",
    ]);
    expect(
      (await story.reminders(sponsorId)).every(({ worker_id }) => worker_id === workers[0]!.workerId),
    ).toBe(true);
    const rests = await world.db
      .selectFrom("sponsorship_gap")
      .select("kind")
      .where("revoked_at", "is", null)
      .execute();
    expect(rests).toContainEqual({ kind: "rest" });
    expect(monthOf(today(world))).toBe(addMonths(next, 2));
  });
});

describe("a standing sponsorship on a saved card", () => {
  it("gets notices of its charge and no reminders", async () => {
    const { sponsorId, order: first, next } = await renewals.begun({ wish: byCard, months: 1 });
    const { renewal } = await renewals.announced(next);
    for (const days of [-14, -7, -3, -1, 1]) await story.planAt(renewal.due_on, days);
    expect(await story.reminders(sponsorId)).toEqual([]);
    expect(await story.sent(first.payerEmail)).toEqual([]);
    expect(await renewals.letters(renewal.id)).toContain("charge_notice");
  });
});

/** Delivers until the sponsor's letter was tried once. */
async function untilTried(sponsorId: string, on: TestWorld) {
  for (let round = 0; round < 100; round += 1) {
    await deliverMails(on, letterWriters);
    if ((await story.letters(sponsorId))[0]!.attempts > 0) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("The letter was never tried.");
}
