import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MOST_ATTEMPTS } from "~/chores/back-off";
import { deliverMails, type LetterWriters } from "~/mail/deliver-mails.server";
import type { Letter } from "~/mail/letter";
import { retryMail } from "~/mail/mail-list-queries.server";
import { queueMails } from "~/mail/mail-queries.server";
import type { Mailer, OutgoingMail } from "~/mail/mailer";
import { openRig, type Rig } from "../adapters/sandbox-rig";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase({ reference: false });
let rig: Rig;
let world: TestWorld;
let handed: OutgoingMail[];

beforeAll(async () => {
  rig = await openRig();
  await rig.control("resend/limit", { perSecond: 1000 });
});
afterAll(() => rig.close());

beforeEach(async () => {
  await rig.control("switches/clear");
  await database.db.deleteFrom("mail").execute();
  await database.db.deleteFrom("address_suppression").execute();
  handed = [];
  world = testWorld(database.db, { mailer: watched(rig.mailer) });
});

/** The real mailer, with a note of what it was handed. */
function watched(mailer: Mailer): Mailer {
  return {
    ...mailer,
    send(mail) {
      handed.push(mail);
      return mailer.send(mail);
    },
  };
}

/** Holds a worker in the middle of a hand-over until the test opens it. */
function gate() {
  let open!: () => void;
  let arrive!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  return { open, arrive, opened, reached };
}

/** A worker whose hand-over stands at the gate before it happens. */
function slowed(at: ReturnType<typeof gate>, send: Mailer["send"]): TestWorld {
  return testWorld(database.db, {
    clock: world.clock,
    mailer: {
      ...rig.mailer,
      async send(mail) {
        at.arrive();
        await at.opened;
        return send(mail);
      },
    },
  });
}

const hello = (about: string): Letter => ({
  locale: "id",
  subject: `Kabar ${about}`,
  preheader: "Kabar",
  greeting: "Yth. Bapak/Ibu,",
  blocks: [
    { kind: "paragraph", text: `Rp8.400 pada ${about}.` },
    { kind: "button", text: "Buka", url: "https://situs.example" },
  ],
  footer: ["Balas saja."],
});

let written = 0;
const writers: LetterWriters = {
  essential: {
    essential: true,
    async write(_world, mail) {
      written += 1;
      return {
        letter: hello(`${mail.id} tulisan ke-${written}`),
        attachments: [{ filename: "a.pdf", contentType: "application/pdf", content: Buffer.from("%PDF-") }],
      };
    },
  },
  courtesy: { essential: false, write: async (_world, mail) => ({ letter: hello(mail.id) }) },
  secret: { essential: true, secret: true, write: async (_world, mail) => ({ letter: hello(mail.id) }) },
  late: { essential: true, write: async () => ({ drop: "Too late." }) },
  broken: {
    essential: true,
    async write() {
      throw new Error("The order is gone.");
    },
  },
};

async function queue(kind: string, toAddress = "budi@example.org") {
  const id = world.chance.id();
  const now = world.clock.now();
  const occasion = `${kind}/${id}`;
  await queueMails(world.db, [
    { id, occasion, kind, toAddress, locale: "id", facts: { key: "opens" }, queuedAt: now, dueAt: now },
  ]);
  return { id, occasion };
}

const rowOf = (id: string) =>
  world.db.selectFrom("mail").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

type InboxMail = { subject: string; text: string; idempotencyKey: string; attachments: { bytes: number }[] };
async function inbox(occasion: string): Promise<InboxMail[]> {
  const { mails } = (await (await fetch(`${rig.sandbox.url}/inbox.json`)).json()) as { mails: InboxMail[] };
  return mails.filter((mail) => mail.idempotencyKey === occasion);
}

/** As if the worker that claimed it had died long enough ago. */
const endLease = (id: string, ago = "1 minute") =>
  sql`update mail set leased_until = clock_timestamp() - ${ago}::interval where id = ${id}`.execute(world.db);

describe("a letter that is due", () => {
  it("is written once, handed over under its occasion, and marked as sent", async () => {
    const { id, occasion } = await queue("essential");
    expect(await deliverMails(world, writers)).toEqual({ handled: 1, pauseMs: 0 });
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: "sent", attempts: 1, last_error: null, leased_until: null });
    expect(row.sent_at).toEqual(world.clock.now());
    const [mail, ...more] = await inbox(occasion);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: row.subject, text: row.body, attachments: [{ bytes: 5 }] });
    expect(await deliverMails(world, writers)).toEqual({ handled: 0, pauseMs: 0 });
  });

  it("that opens a door is forgotten as soon as it is out, or given up", async () => {
    const sent = await queue("secret");
    const refused = await queue("secret", "not an address");
    await deliverMails(world, writers);
    expect(await inbox(sent.occasion)).toHaveLength(1);
    expect(await rowOf(sent.id)).toMatchObject({ state: "sent", html: null, body: null, facts: {} });
    expect(await rowOf(refused.id)).toMatchObject({ state: "stuck", html: null, body: null, facts: {} });
  });

  it("waits until its time has come", async () => {
    const { id } = await queue("essential");
    await world.db
      .updateTable("mail")
      .set({ due_at: new Date(world.clock.now().getTime() + 1) })
      .where("id", "=", id)
      .execute();
    expect((await deliverMails(world, writers)).handled).toBe(0);
    world.clock.advance(1);
    expect((await deliverMails(world, writers)).handled).toBe(1);
  });

  it("is dropped with the reason when its writer says so", async () => {
    const { id } = await queue("late");
    await deliverMails(world, writers);
    expect(await rowOf(id)).toMatchObject({ state: "dropped", last_error: "Too late." });
    expect(handed).toEqual([]);
  });

  it("is stuck when nobody writes its kind", async () => {
    const { id } = await queue("unheard_of");
    await deliverMails(world, writers);
    expect(await rowOf(id)).toMatchObject({ state: "stuck" });
    expect((await rowOf(id)).last_error).toContain("unheard_of");
  });
});

describe("a letter is mailed exactly once", () => {
  it("when the worker dies between hand-over and its note of it", async () => {
    const { id, occasion } = await queue("essential");
    let reached!: () => void;
    const handedOver = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const dying = testWorld(database.db, {
      clock: world.clock,
      mailer: {
        ...rig.mailer,
        async send(mail) {
          handed.push(mail);
          await rig.mailer.send(mail);
          reached();
          return new Promise<never>(() => {});
        },
      },
    });
    void deliverMails(dying, writers);
    await handedOver;
    expect(await inbox(occasion)).toHaveLength(1);
    expect((await deliverMails(world, writers)).handled).toBe(0);

    await endLease(id);
    expect((await deliverMails(world, writers)).handled).toBe(1);
    expect(await rowOf(id)).toMatchObject({ state: "sent", attempts: 2 });
    expect(handed).toHaveLength(2);
    expect(handed[1]).toEqual(handed[0]);
    expect(handed[0]!.idempotencyKey).toBe(occasion);
    expect(await inbox(occasion)).toHaveLength(1);
  });

  it("when the service took it but its answer was lost", async () => {
    const { id, occasion } = await queue("essential");
    await rig.control("faults", { service: "resend", fault: "reset", when: "after" });
    await deliverMails(world, writers);
    expect(await rowOf(id)).toMatchObject({ state: "waiting", attempts: 1 });
    expect(await inbox(occasion)).toHaveLength(1);
    world.clock.advance(2_000);
    await deliverMails(world, writers);
    expect(await rowOf(id)).toMatchObject({ state: "sent", attempts: 2, last_error: null });
    expect(await inbox(occasion)).toHaveLength(1);
  });

  it("while one worker is handing it over, another leaves it alone", async () => {
    await queue("essential");
    const standing = gate();
    const delivering = deliverMails(slowed(standing, rig.mailer.send), writers);
    await standing.reached;
    expect((await deliverMails(world, writers)).handled).toBe(0);
    standing.open();
    expect((await delivering).handled).toBe(1);
    expect(handed).toEqual([]);
  });

  it("and a worker whose lease was taken over writes nothing any more", async () => {
    const { id } = await queue("essential");
    const first = gate();
    const second = gate();
    const overtaken = deliverMails(
      slowed(first, async () => ({ kind: "refused", detail: "long ago" })),
      writers,
    );
    await first.reached;
    await endLease(id);
    const taking = deliverMails(slowed(second, rig.mailer.send), writers);
    await second.reached;
    first.open();
    await overtaken;
    expect(await rowOf(id)).toMatchObject({ state: "waiting", attempts: 2, last_error: null });
    second.open();
    await taking;
    expect(await rowOf(id)).toMatchObject({ state: "sent", last_error: null });
  });

  it("and is left to a person when the service may have forgotten the key", async () => {
    const { id } = await queue("essential");
    await world.db
      .updateTable("mail")
      .set({ subject: "a", html: "b", body: "c" })
      .where("id", "=", id)
      .execute();
    await endLease(id, "12 hours");
    await deliverMails(world, writers);
    expect(await rowOf(id)).toMatchObject({ state: "stuck" });
    expect(handed).toEqual([]);
  });
});

describe("a letter that cannot go out now", () => {
  it("waits longer each time, then is stuck with the last error", async () => {
    const { id } = await queue("broken");
    const waits: number[] = [];
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
      await deliverMails(world, writers);
      const row = await rowOf(id);
      expect(row).toMatchObject({ state: "waiting", attempts: attempt });
      waits.push(row.due_at.getTime() - world.clock.now().getTime());
      world.clock.set(row.due_at.toISOString());
    }
    expect(waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(Math.max(...waits)).toBe(3_600_000);
    await deliverMails(world, writers);
    expect(await rowOf(id)).toMatchObject({ state: "stuck", attempts: MOST_ATTEMPTS });
    expect((await rowOf(id)).last_error).toContain("The order is gone.");
  });

  it("does not hold up the others", async () => {
    const bad = await queue("broken");
    const good = await queue("essential");
    expect((await deliverMails(world, writers)).handled).toBe(2);
    expect(await rowOf(bad.id)).toMatchObject({ state: "waiting" });
    expect(await rowOf(good.id)).toMatchObject({ state: "sent" });
  });

  it("is stuck at once when the service refuses it, and goes out when a person has mended it", async () => {
    const { id } = await queue("essential", "not an address");
    await deliverMails(world, writers);
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: "stuck", attempts: 1 });
    expect(row.last_error).toContain("validation_error");
    await world.db.updateTable("mail").set({ to_address: "siti@example.org" }).where("id", "=", id).execute();
    expect(await retryMail(world.db, id, world.clock.now())).toBe(true);
    expect(await retryMail(world.db, id, world.clock.now())).toBe(false);
    await deliverMails(world, writers);
    expect(await rowOf(id)).toMatchObject({ state: "sent" });
  });

  it("keeps everything quiet as long as the service asks for it, and loses nothing", async () => {
    const ids = [await queue("essential"), await queue("essential"), await queue("essential")];
    await rig.control("faults", { service: "resend", fault: "rate_limit", times: 1 });
    const first = await deliverMails(world, writers);
    expect(first).toEqual({ handled: 1, pauseMs: 2_000 });
    const states = await Promise.all(ids.map(({ id }) => rowOf(id)));
    expect(states.map((row) => row.state)).toEqual(["waiting", "waiting", "waiting"]);
    expect(states.map((row) => row.attempts).sort()).toEqual([0, 0, 1]);
    world.clock.advance(2_000);
    expect(await deliverMails(world, writers)).toEqual({ handled: 3, pauseMs: 0 });
    for (const { occasion } of ids) expect(await inbox(occasion)).toHaveLength(1);
  });

  it("is given back untouched when the worker is asked to stop", async () => {
    const first = await queue("essential");
    const second = await queue("essential");
    const stop = new AbortController();
    const stopping = testWorld(database.db, {
      clock: world.clock,
      mailer: {
        ...rig.mailer,
        send(mail) {
          stop.abort();
          return rig.mailer.send(mail);
        },
      },
    });
    expect(await deliverMails(stopping, writers, stop.signal)).toEqual({ handled: 1, pauseMs: 0 });
    const rows = [await rowOf(first.id), await rowOf(second.id)];
    expect(rows.filter((row) => row.state === "sent")).toHaveLength(1);
    expect(rows.find((row) => row.state !== "sent")).toMatchObject({
      state: "waiting",
      attempts: 0,
      leased_until: null,
      subject: null,
    });
  });
});

describe("an address that turned letters away", () => {
  const suppress = (because: "bounced" | "complained" | "suppressed") =>
    world.db
      .insertInto("address_suppression")
      .values({ address: "budi@example.org", because, since: world.clock.now(), event_id: null })
      .execute();

  it("by complaining gets essential letters only", async () => {
    await suppress("complained");
    const receipt = await queue("essential", "Budi@Example.org");
    const courtesy = await queue("courtesy", "Budi@Example.org");
    await deliverMails(world, writers);
    expect(await rowOf(receipt.id)).toMatchObject({ state: "sent" });
    expect(await rowOf(courtesy.id)).toMatchObject({ state: "dropped" });
  });

  it("by bouncing gets none, and admins see the essential one", async () => {
    await suppress("bounced");
    const receipt = await queue("essential");
    const courtesy = await queue("courtesy");
    await deliverMails(world, writers);
    expect(await rowOf(receipt.id)).toMatchObject({ state: "stuck" });
    expect(await rowOf(courtesy.id)).toMatchObject({ state: "dropped" });
    expect(handed).toEqual([]);
  });
});
