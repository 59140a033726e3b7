/** Asks the gateway what it kept of a payment, and posts it. */
import { dayInWib } from "~/calendar/wib";
import { isPosted, postEntries } from "~/ledger/journal-queries.server";
import { gatewayFeeTaken } from "~/ledger/postings";
import { gatewayNamed, type World } from "~/platform/world.server";
import { findPayment, lockPayment } from "./payment-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways">;

/** Posts the fee once. Asks to be called later while the gateway has not said yet. */
export async function fetchFee(
  world: Needs,
  paymentId: string,
): Promise<"done" | { readonly laterMs: number; readonly why: string }> {
  const payment = await findPayment(world.db, paymentId);
  if (payment?.state !== "succeeded" || !payment.paymentRef)
    return { laterMs: 60_000, why: "the payment has no reference yet" };
  if (await isPosted(world.db, { kind: "gateway_fee", id: payment.id })) return "done";
  const fee = await gatewayNamed(world, payment.gateway).findFee(payment.paymentRef);
  if (!fee) return { laterMs: 60_000, why: "the gateway has not said what it kept" };
  if (fee.feeRupiah + fee.taxRupiah === 0) return "done";
  const now = world.clock.now();
  await world.db.transaction().execute(async (trx) => {
    await lockPayment(trx, payment.id);
    if (await isPosted(trx, { kind: "gateway_fee", id: payment.id })) return;
    const entry = gatewayFeeTaken({
      gateway: payment.gateway,
      paymentId: payment.id,
      orderId: payment.orderId,
      onDay: dayInWib(now),
      feeRupiah: fee.feeRupiah,
      taxRupiah: fee.taxRupiah,
      transactionRef:
        fee.roundedSen === 0 ? fee.transactionRef : `${fee.transactionRef} (${fee.roundedSen} sen)`,
    });
    await postEntries(trx, world, [entry], now);
  });
  return "done";
}
