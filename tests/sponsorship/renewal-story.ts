/** What stories of renewals have in common: a sponsorship begun, a charge announced, and what the tables say. */
import { addMonths, monthOf } from "~/calendar/iuran-month";
import { listCoveredMonths } from "~/coverage/coverage-queries.server";
import type { RenewalWish } from "~/orders/renewal-wish";
import { planRenewals } from "~/sponsorship/plan-renewals.server";
import { listSavedMethods } from "~/sponsorship/saved-method-queries.server";
import { sendChargeNotices } from "~/sponsorship/send-charge-notices.server";
import { listSponsorshipsOf } from "~/sponsorship/sponsorship-queries.server";
import type { Rig } from "../adapters/sandbox-rig";
import type { TestWorld } from "../support/test-world";
import { goTo, pay, sendLetters, today, wishedOrder } from "./renewal-rig";

export const byCard = { intervalMonths: 3, way: "saved_card" } as const;
export const byLink = { intervalMonths: 3, way: "pay_link" } as const;

export type RenewalStory = ReturnType<typeof storyOf>;

export function storyOf(world: TestWorld, rig: Rig) {
  const { db } = world;
  const renewals = () =>
    db.selectFrom("renewal").selectAll().orderBy("planned_at", "desc").orderBy("id").execute();
  const story = {
    renewals,
    renewal: async (id: string) => (await renewals()).find((each) => each.id === id)!,
    tries: (renewal: string) =>
      db.selectFrom("charge_try").selectAll().where("renewal_id", "=", renewal).orderBy("number").execute(),
    items: (renewal: string) =>
      db.selectFrom("renewal_item").selectAll().where("renewal_id", "=", renewal).execute(),
    async letters(renewal: string) {
      const rows = await db
        .selectFrom("mail")
        .select("kind")
        .where("occasion", "like", `%/${renewal}/%`)
        .orderBy("queued_at")
        .orderBy("id")
        .execute();
      return rows.map((row) => row.kind);
    },

    /** A paid order with a wish, from this month on; returns the sponsor and workers. */
    async begun(options: { card?: string; wish?: RenewalWish; workers?: number; months?: number } = {}) {
      const start = monthOf(today(world));
      const months = options.months ?? 3;
      const made = await wishedOrder(world, options.wish ?? byCard, {
        start,
        months,
        workers: options.workers ?? 1,
      });
      await pay(world, rig, made.order.id, options.card);
      const { sponsorId } = made.order;
      const sponsorships = await listSponsorshipsOf(db, sponsorId);
      return { ...made, sponsorId, sponsorships, next: addMonths(start, months) };
    },

    /** Goes to the day of planning, plans, announces and sends the notice; the charge's day lies ahead. */
    async announced(next: string) {
      await goTo(rig, `${next}-01`);
      await planRenewals(world);
      await sendChargeNotices(world);
      const [renewal] = await renewals();
      await sendLetters(world);
      const [notice] = await db
        .selectFrom("charge_notice")
        .selectAll()
        .where("renewal_id", "=", renewal!.id)
        .execute();
      return { renewal: renewal!, notice: notice! };
    },

    /** From now on the sponsor's saved card behaves like this. */
    async becomes(behaviour: object, sponsorId: string) {
      const [method] = await listSavedMethods(db, sponsorId);
      await rig.control(`cards/${method!.methodRef}`, behaviour);
    },
    async covered(workerId: string) {
      return [...new Set((await listCoveredMonths(db, [workerId])).map((row) => row.month))];
    },
    /** What this sponsor's card was charged at the gateway, in rupiah, the newest first. */
    async charged(sponsorId: string) {
      const [method] = await listSavedMethods(db, sponsorId);
      const intents = await rig.stripe.paymentIntents.list({ customer: method!.customerRef, limit: 100 });
      return intents.data
        .filter((intent) => intent.status === "succeeded")
        .map((intent) => intent.amount / 100);
    },
  };
  return story;
}
