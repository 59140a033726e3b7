/**
 * Records what a sponsor states of a worker, with the consent text's version and the time:
 *
 *   NIK ─▶ blind index ─▶ the one worker with that NIK
 *   NIK, phone, birth date ─▶ sealed, each bound to its place    statement (frozen)
 */
import { maskNik } from "~/people/masking";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import type { WorkerStatement } from "./worker-statement";
import { findOrInsertWorker, insertStatement, type SealedStatement } from "./worker-statement-queries.server";

/** What each sealed field is bound to; a value moved to another column does not open there. */
export const SEALED_AS = { nik: "worker.nik", bornOn: "worker.birth_date", phone: "worker.phone" } as const;

type Needs = Pick<World, "clock" | "chance" | "sealer">;

/** Records the statement and returns the ids it got; the worker's is the same for every statement of one NIK. */
export async function stateWorker(
  trx: Trx,
  { clock, chance, sealer }: Needs,
  stated: WorkerStatement,
): Promise<{ readonly statementId: string; readonly workerId: string }> {
  const statedAt = clock.now();
  const workerId = await findOrInsertWorker(trx, {
    id: chance.id(),
    nikIndex: nikIndexOf(sealer, stated.nik),
    createdAt: statedAt,
  });
  const statementId = chance.id();
  await insertStatement(trx, {
    id: statementId,
    workerId,
    statedAt,
    name: stated.name,
    nikSealed: sealer.seal(stated.nik, SEALED_AS.nik),
    birthDateSealed: sealer.seal(stated.bornOn, SEALED_AS.bornOn),
    phoneSealed: sealer.seal(stated.phone, SEALED_AS.phone),
    phoneIndex: sealer.index("phone", stated.phone),
    nikMasked: maskNik(stated.nik),
    occupationCode: stated.occupationCode,
    sector: stated.sector,
    placeCode: stated.placeCode,
    incomeRupiah: stated.incomeRupiah,
    relationship: stated.relationship,
    consentManner: stated.consentManner,
    consentTextVersion: stated.consentTextVersion,
    confirmedWarnings: stated.confirmedWarnings,
  });
  return { statementId, workerId };
}

/** The blind index a worker is found by; `nik` is 16 digits. */
export function nikIndexOf(sealer: World["sealer"], nik: string): string {
  return sealer.index("nik", nik);
}

/** What was sealed of a statement, open again. For a form of the sponsor's own or the list BPJS gets, never for showing. */
export function openStatement(
  sealer: World["sealer"],
  sealed: Pick<SealedStatement, "nikSealed" | "birthDateSealed" | "phoneSealed">,
) {
  return {
    nik: sealer.open(sealed.nikSealed, SEALED_AS.nik),
    bornOn: sealer.open(sealed.birthDateSealed, SEALED_AS.bornOn),
    phone: sealer.open(sealed.phoneSealed, SEALED_AS.phone),
  };
}
