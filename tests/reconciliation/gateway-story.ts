/** The house beside a sandbox of its own: orders paid on the hosted page, messages passed on, payouts made. */
import { drainChores } from "~/chores/drain-chores.server";
import { choreHandlers } from "~/jobs/chore-handlers.server";
import { openPayment } from "~/payments/open-payment.server";
import { receiveWebhook } from "~/payments/receive-webhook.server";
import type { Db } from "~db/connection";
import { openRig } from "../adapters/sandbox-rig";
import { order, stateWorker } from "../support/story";
import { type TestClock, type TestWorld, testWorld } from "../support/test-world";

export type GatewayStory = Awaited<ReturnType<typeof openGatewayStory>>;

let nik = 3509_2001_0185_0000;

export async function openGatewayStory(database: () => Db) {
  const rig = await openRig();
  let made: TestWorld | undefined;
  const world = () => {
    made ??= testWorld(database(), { clock: rig.clock as TestClock, gateways: [rig.gateway] });
    return made;
  };
  const links = () => ({ successUrl: "http://127.0.0.1:3000/ok", cancelUrl: "http://127.0.0.1:3000/no" });
  return {
    rig,
    world,
    /** Orders months for a new worker and pays them with a card that always works. */
    async payOrder(months = 3) {
      const placed = await order(world(), [{ worker: await stateWorker(world(), String(++nik)), months }]);
      const opening = await openPayment(world(), { orderId: placed.id, links });
      if (opening.kind !== "page") throw new Error(`No page: ${opening.kind}`);
      await rig.press(opening.url, { action: "pay", card: "4242424242424242" });
      return placed;
    },
    /** Passes every message on that came so far; `keep` leaves some of them out, as if they were lost. */
    async passOn(keep: (type: string) => boolean = () => true): Promise<readonly string[]> {
      await rig.quiet();
      const outcomes: string[] = [];
      for (const arrival of rig.door.arrivals.splice(0)) {
        if (!arrival.path.startsWith("/webhooks/stripe")) continue;
        if (!keep(JSON.parse(arrival.body).type)) continue;
        const received = await receiveWebhook(world(), "stripe", rig.door.request(arrival));
        outcomes.push(received.kind === "recorded" ? received.outcome : received.kind);
      }
      return outcomes;
    },
    /** Does what is waiting: fees, receipts, payouts. */
    async work() {
      for (let round = 0; round < 20; round += 1)
        if ((await drainChores(world(), choreHandlers)) === 0) return;
    },
    /** Days go by; the nights make payouts, and the next day they arrive. */
    days: (days: number) => rig.control("clock/advance", { days }),
    balance: async (account: string) => {
      const rows = await database()
        .selectFrom("journal_line")
        .select(({ fn }) => fn.sum<string | null>("amount").as("sum"))
        .where("account", "=", account as "bank")
        .executeTakeFirstOrThrow();
      return Number(rows.sum ?? 0);
    },
    findings: async () =>
      (
        await database()
          .selectFrom("finding as f")
          .leftJoin("resolution as r", "r.finding_id", "f.id")
          .select(["f.kind", "f.amount"])
          .where("r.finding_id", "is", null)
          .orderBy("f.opened_at")
          .execute()
      ).map(({ kind, amount }) => `${kind} ${amount}`),
  };
}
