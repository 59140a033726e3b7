/** Three books side by side: ours, the gateway's as its own SDK reads them, and the inbox. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { sql } from "kysely";
import type Stripe from "stripe";
import { expect } from "vitest";
import type { World } from "~/platform/world.server";
import { findBrokenInvariants } from "~db/invariants";
import { projectRoot } from "../support/launch-stack";
import type { FaultSite } from "./fault-site";

/** Fails unless our own questions have no answer, the gateway's books are ours, and each letter came once. */
export async function expectBooksInOrder(site: FaultSite): Promise<void> {
  expect(await findBrokenInvariants(site.world.db)).toEqual([]);
  await expectSameBooks(site.world, site.stripe);
  await expectLettersOnce(site);
}

/** Every payment, refund and fee of ours is the gateway's, and the other way round, to the rupiah. */
export async function expectSameBooks(world: Pick<World, "db">, stripe: Stripe): Promise<void> {
  expect(await ourBooks(world)).toEqual(await gatewayBooks(stripe));
}

/** The command an operator would run says so, too. */
export function expectCheckHolds({ world, stack }: FaultSite): void {
  const { DATABASE_URL, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, RESEND_API_KEY, SESSION_SECRET } =
    world.settings;
  const key = Buffer.alloc(32).toString("base64");
  const check = spawnSync(process.execPath, [path.join(projectRoot, "build/server/index.js"), "check"], {
    encoding: "utf8",
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      DATABASE_URL,
      STRIPE_SECRET_KEY,
      STRIPE_WEBHOOK_SECRET,
      RESEND_API_KEY,
      SESSION_SECRET,
      DATA_KEYS: `k1:${key}`,
      INDEX_KEY: key,
    },
  });
  expect([check.status, check.stdout, check.stderr], stack.output()).toEqual([
    0,
    "The books are in order.\n",
    "",
  ]);
}

type Books = {
  /** `pi_… received`, whole rupiah. */
  readonly payments: readonly string[];
  /** `re_… of pi_… amount`. */
  readonly refunds: readonly string[];
  /** `pi_… fee`: what the gateway kept of each payment. */
  readonly fees: readonly string[];
  /** What should lie at the gateway. */
  readonly balance: number;
};

async function ourBooks(world: Pick<World, "db">): Promise<Books> {
  const lines = async (query: ReturnType<typeof sql<{ line: string }>>) =>
    (await query.execute(world.db)).rows.map(({ line }) => line).sort();
  // What was paid out lies at the bank in both books; the gateway's list leaves it out, too.
  const { rows } = await sql<{ balance: number }>`
    select coalesce(sum(l.amount), 0) as balance from journal_line l join journal_entry e on e.id = l.entry_id
    where l.account = 'gateway_clearing' and e.cause_kind not in ('payout', 'payout_returned')`.execute(
    world.db,
  );
  return {
    payments: await lines(
      sql`select payment_ref || ' ' || received as line from payment where state = 'succeeded'`,
    ),
    refunds: await lines(sql`
      select r.refund_ref || ' of ' || p.payment_ref || ' ' || r.amount as line
      from refund r join payment p on p.id = r.payment_id where r.state = 'succeeded'`),
    fees: await lines(sql`
      select p.payment_ref || ' ' || sum(l.amount) as line
      from journal_line l join payment p on p.id = l.payment_id where l.account = 'gateway_fees'
      group by p.payment_ref`),
    balance: Number(rows[0]?.balance),
  };
}

async function gatewayBooks(stripe: Stripe): Promise<Books> {
  const all = { limit: 100 } as const;
  const intents = await stripe.paymentIntents.list(all).autoPagingToArray({ limit: 1000 });
  const charges = await stripe.charges.list(all).autoPagingToArray({ limit: 1000 });
  const refunds = await stripe.refunds.list(all).autoPagingToArray({ limit: 1000 });
  const moves = await stripe.balanceTransactions.list(all).autoPagingToArray({ limit: 1000 });
  const paid = intents.filter(({ status }) => status === "succeeded");
  const taken = charges.filter((charge) => charge.status === "succeeded" && charge.captured);
  // A second charge for one intent would be money taken twice, whatever the intent says.
  expect(taken.map(({ payment_intent }) => payment_intent).sort()).toEqual(paid.map(({ id }) => id).sort());
  const intentOf = new Map(charges.map((charge) => [charge.id, String(charge.payment_intent)]));
  return {
    payments: paid.map((intent) => `${intent.id} ${rupiah(intent.amount_received)}`).sort(),
    refunds: refunds
      .filter(({ status }) => status === "succeeded")
      .map((refund) => `${refund.id} of ${refund.payment_intent} ${rupiah(refund.amount)}`)
      .sort(),
    fees: moves
      .filter((move) => move.fee > 0)
      .map((move) => `${intentOf.get(String(move.source))} ${rupiah(move.fee)}`)
      .sort(),
    balance: rupiah(
      moves.filter(({ type }) => !type.startsWith("payout")).reduce((sum, move) => sum + move.net, 0),
    ),
  };
}

/** Stripe counts rupiah in sen; anything that is not whole would be a mistake of its own. */
function rupiah(sen: number): number {
  expect(sen % 100).toBe(0);
  return sen / 100;
}

/** Every receipt and every credit note lies in the inbox exactly once, at its receiver's, with its own paper. */
async function expectLettersOnce(site: FaultSite): Promise<void> {
  const { rows: papers } = await sql<{ number: string; email: string }>`
    with paper as (
      select number, order_id from receipt
      union all select c.number, r.order_id from credit_note c join receipt r on r.id = c.receipt_id)
    select p.number, s.email from paper p join orders o on o.id = p.order_id join sponsor s on s.id = o.sponsor_id`.execute(
    site.world.db,
  );
  const inbox = await site.inbox();
  const arrived = inbox.flatMap((mail) =>
    mail.attachments.map(({ filename }) => `${filename} to ${mail.to.join()}`),
  );
  expect(arrived.sort()).toEqual(papers.map(({ number, email }) => `${number}.pdf to ${email}`).sort());
  const settled = await site.world.db.selectFrom("order_settlement").select("order_id").execute();
  const issued = await site.world.db.selectFrom("receipt").select("order_id").execute();
  expect(issued.map((row) => row.order_id).sort()).toEqual(settled.map((row) => row.order_id).sort());
  const occasions = inbox.map(({ idempotencyKey }) => idempotencyKey);
  expect(new Set(occasions).size).toBe(occasions.length);
}
