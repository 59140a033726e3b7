import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runWorker } from "~/jobs/run-worker.server";
import { jobNames } from "~/jobs/schedule";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { openRig, type Rig } from "../adapters/sandbox-rig";
import { readPdfText } from "../receipts/read-pdf";
import { attempt, message, order, paid, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let rig: Rig;
let world: TestWorld;

beforeAll(async () => {
  rig = await openRig();
  await rig.control("resend/limit", { perSecond: 1000 });
  world = testWorld(database.db, { mailer: rig.mailer, gateways: [rig.gateway] });
});
afterAll(() => rig.close());

type InboxMail = { subject: string; to: string[]; idempotencyKey: string; attachments: { path: string }[] };
async function inbox(): Promise<InboxMail[]> {
  return ((await (await fetch(`${rig.sandbox.url}/inbox.json`)).json()) as { mails: InboxMail[] }).mails;
}

async function pay(nik: string, email: string) {
  const placed = await order(world, [{ worker: await stateWorker(world, nik) }], { email });
  const payment = await attempt(world, placed);
  await recordGatewayEvents(world, "stripe", [
    message(world, { kind: "payment_succeeded", payment: paid(payment) }),
  ]);
  return payment;
}

describe("two workers on one database", () => {
  it("turn a payment into a receipt in the sponsor's inbox within a second, once, while jobs run", async () => {
    const stop = new AbortController();
    const working = [runWorker(world, stop.signal), runWorker(world, stop.signal)];
    const payments = [];
    for (let count = 0; count < 5; count += 1)
      payments.push(await pay(String(3509_0301_0195_0000 + count), `sponsor${count}@example.org`));
    await expect.poll(async () => (await inbox()).length, { timeout: 10_000 }).toBe(5);
    stop.abort();
    await Promise.all(working);

    const mails = await inbox();
    expect(mails.map((mail) => mail.idempotencyKey).sort()).toEqual(
      payments.map(({ id }) => `receipt/${id}`).sort(),
    );
    expect(mails.map((mail) => mail.to[0]).sort()).toEqual(
      [0, 1, 2, 3, 4].map((n) => `sponsor${n}@example.org`),
    );
    const [mail] = mails;
    const bytes = await (await fetch(`${rig.sandbox.url}${mail!.attachments[0]!.path}`)).arrayBuffer();
    const number = /SC-2026-\d{6}/.exec(mail!.subject)![0];
    expect(readPdfText(Buffer.from(bytes))).toContain(number);

    const runs = await world.db.selectFrom("job_run").selectAll().execute();
    expect(new Set(runs.map((run) => run.job))).toEqual(new Set(jobNames));
    expect(runs.every((run) => run.finished_at !== null && run.error === null)).toBe(true);
  });

  it("end when they are asked to, and at once when there is nothing to do", async () => {
    const stop = new AbortController();
    const working = runWorker(world, stop.signal);
    const asked = performance.now();
    stop.abort();
    await working;
    expect(performance.now() - asked).toBeLessThan(2_000);
  });
});
