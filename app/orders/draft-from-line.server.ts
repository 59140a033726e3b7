/** Takes a cart line's worker back into the form for correction. What is personal goes from seal to seal. */
import type { World } from "~/platform/world.server";
import { PRICE_FIELDS, packageOf } from "~/tariff/price-choice";
import { bracketFor } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { openStatement } from "~/workers/state-worker.server";
import { findStatement } from "~/workers/worker-statement-queries.server";
import type { CartLine } from "./cart-queries.server";
import type { WorkerDraft } from "./worker-draft.server";

/** The draft with everything stated of the line's worker; consent is asked anew, since it was for what was stated then. */
export async function draftFromLine(
  world: Pick<World, "db" | "chance" | "sealer">,
  line: CartLine,
): Promise<Omit<WorkerDraft, "savedAt">> {
  const sealed = await findStatement(world.db, line.statementId);
  if (!sealed) throw new Error("The statement of a cart line is gone.");
  const { nik, bornOn, phone } = openStatement(world.sealer, sealed);
  const bracket = bracketFor(sealed.incomeRupiah, line.startMonth, await loadTariffTables(world.db));
  return {
    id: world.chance.id(),
    lineId: line.id,
    confirmedWarnings: sealed.confirmedWarnings.map((kind) => `${kind}:${nik.slice(6, 12)}:${bornOn}`),
    answers: {
      name: sealed.name,
      nik,
      bornOn,
      phone,
      relationship: sealed.relationship,
      occupation: sealed.occupationCode,
      place: sealed.placeCode,
      bracket: String(bracket?.number ?? ""),
      consentManner: sealed.consentManner,
      [PRICE_FIELDS.programmes]: packageOf(line.programmes),
      [PRICE_FIELDS.start]: line.startMonth,
      [PRICE_FIELDS.months]: String(line.months),
    },
  };
}
