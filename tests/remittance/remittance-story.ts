/** Steps of remittance for tests: a paid order, a batch two people sent, an answer that came back. */
import type { Order } from "~/orders/order-queries.server";
import type { Payment } from "~/payments/payment";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { approveBatch } from "~/remittance/decide-batch.server";
import { prepareBatch } from "~/remittance/prepare-batch.server";
import { recordRemittance } from "~/remittance/record-remittance.server";
import { sumBatch } from "~/remittance/remittance-queries.server";
import type { WaitingChoice } from "~/remittance/waiting-months-queries.server";
import { attempt, message, order, paid, type StoryWorker, stateWorker, type Wish } from "../support/story";
import type { TestWorld } from "../support/test-world";

export const rina = { id: "staff-rina", name: "Rina Hartati" };
export const dewi = { id: "staff-dewi", name: "Dewi Anggraini" };

export type PaidOrder = {
  readonly order: Order;
  readonly payment: Payment;
  readonly workers: readonly StoryWorker[];
};

/** An order that was placed and paid, for workers known by these NIKs. */
export async function paidOrder(
  world: TestWorld,
  niks: readonly string[],
  over: Omit<Wish, "worker"> & { readonly email?: string; readonly name?: string } = {},
): Promise<PaidOrder> {
  const { email, name, ...wish } = over;
  const workers: StoryWorker[] = [];
  for (const [index, nik] of niks.entries())
    workers.push(await stateWorker(world, nik, name ?? `Pekerja ${nik.slice(-4)} ${index + 1}`));
  const placed = await order(
    world,
    workers.map((worker) => ({ worker, ...wish })),
    email ? { email } : {},
  );
  const payment = await attempt(world, placed);
  await recordGatewayEvents(world, payment.gateway, [
    message(world, { kind: "payment_succeeded", payment: paid(payment) }),
  ]);
  return { order: placed, payment, workers };
}

/** A batch of what waits, prepared by Rina. */
export async function preparedBatch(world: TestWorld, choice: WaitingChoice = {}): Promise<string> {
  const answer = await prepareBatch(world, { choice, by: rina });
  if (answer.kind !== "prepared") throw new Error(answer.reason);
  return answer.batchId;
}

let transfers = 0;

/** The batch approved by Dewi and its transfer recorded. */
export async function remit(world: TestWorld, batchId: string): Promise<string> {
  transfers += 1;
  const approval = await approveBatch(world, { batchId, by: dewi });
  if (approval.kind !== "approved") throw new Error(approval.reason);
  const { dueRupiah } = await sumBatch(world.db, batchId);
  const answer = await recordRemittance(world, {
    batchId,
    paymentCode: `88888${transfers}`,
    paidOn: world.clock.now().toISOString().slice(0, 10),
    bankReference: `TRX-${transfers}`,
    amountRupiah: dueRupiah,
    by: rina,
  });
  if (answer.kind !== "recorded") throw new Error(answer.reason);
  return batchId;
}
