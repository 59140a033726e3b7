/** Makes a batch of what waits: every month priced at the tariff of the day, checked, and kept from other batches. */
import { recordAct } from "~/audit/audit-queries.server";
import { dayInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { SEALED_AS } from "~/workers/state-worker.server";
import { batchNumber, markTwice, priceItem } from "./remittance-batch";
import { insertBatch, insertItems, type Staff, takeBatchNumber } from "./remittance-queries.server";
import {
  listWaitingForBatch,
  lockPreparing,
  type WaitingChoice,
  type WaitingRow,
} from "./waiting-months-queries.server";

export type PrepareAnswer =
  | {
      readonly kind: "prepared";
      readonly batchId: string;
      readonly number: string;
      readonly items: number;
      /** Months without a tariff stay waiting. */
      readonly unpriced: number;
    }
  | { readonly kind: "refused"; readonly reason: "nothing_waits" };

type Needs = Pick<World, "db" | "clock" | "chance" | "sealer">;

/** One batch holds at most so many worker-months; what is beyond waits for the next. */
export const MOST_ITEMS = 20_000;

/** Two people who prepare at once wait for each other, so that no month lies in two batches. */
export async function prepareBatch(
  world: Needs,
  request: { readonly choice: WaitingChoice; readonly by: Staff },
): Promise<PrepareAnswer> {
  return world.db.transaction().execute(async (trx): Promise<PrepareAnswer> => {
    await lockPreparing(trx);
    const at = world.clock.now();
    const today = dayInWib(at);
    const tables = await loadTariffTables(trx);
    const rows = await listWaitingForBatch(trx, request.choice, MOST_ITEMS);
    const priced = rows.flatMap((row) => priceItem(toWaiting(world, row), today, tables) ?? []);
    if (priced.length === 0) return { kind: "refused", reason: "nothing_waits" };
    const year = Number(today.slice(0, 4));
    const batchId = world.chance.id();
    const number = batchNumber(year, await takeBatchNumber(trx, year));
    await insertBatch(trx, { id: batchId, number, at, by: request.by, chosen: request.choice });
    await insertItems(trx, batchId, markTwice(priced));
    await recordAct(trx, {
      at,
      actor: { kind: "staff", ...request.by },
      act: "remittance_prepared",
      subjectKind: "remittance_batch",
      subjectId: batchId,
      after: { number, items: priced.length },
    });
    return { kind: "prepared", batchId, number, items: priced.length, unpriced: rows.length - priced.length };
  });
}

function toWaiting(world: Needs, row: WaitingRow) {
  return {
    orderId: row.order_id,
    paymentId: row.payment_id ?? undefined,
    workerId: row.worker_id,
    month: row.month,
    paidRupiah: row.paid,
    programmes: row.programmes,
    statementId: row.statement_id,
    sector: row.sector,
    incomeRupiah: row.income,
    bornOn: world.sealer.open(row.birth_date_sealed, SEALED_AS.bornOn),
    consentManner: row.consent_manner,
    byGovernment: row.by_government,
  };
}
