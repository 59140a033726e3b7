/** What a sponsor could sign now: who they are, what stands in the way, and what payroll means for each worker. */
import { monthOf } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import type { Db, Trx } from "~db/connection";
import { type Asn, findAsn } from "./asn-queries.server";
import { standingOfUnit } from "./asn-registration";
import { listCandidates } from "./candidate-queries.server";
import { type Obstacle, type Offer, obstacleFor, offerFor, type Signer } from "./mandate";
import { listClosedMonths } from "./mandate-queries.server";
import { earliestMonth } from "./payroll-calendar";
import { findPayrollSetting } from "./payroll-setting-queries.server";

export type Signable =
  | { readonly kind: "obstacle"; readonly obstacle: Obstacle; readonly asn?: Asn }
  | {
      readonly kind: "signable";
      readonly asn: Asn & { readonly nip: NonNullable<Asn["nip"]> };
      readonly unitId: string;
      readonly unitName: string;
      readonly fromMonth: string;
      readonly offers: readonly Offer[];
    };

/** Reads only; inside a transaction it sees what that transaction holds. */
export async function gatherSignable(
  db: Db | Trx,
  { clock }: Pick<World, "clock">,
  sponsorId: string,
): Promise<Signable> {
  const today = dayInWib(clock.now());
  const asn = await findAsn(db, sponsorId);
  const signer = asn && (await signerOf(db, asn, today));
  const obstacle = obstacleFor(signer);
  if (obstacle || !asn?.nip || asn.unit.kind !== "listed" || signer?.unit.kind !== "listed")
    return {
      kind: "obstacle",
      obstacle: obstacle ?? { kind: "not_registered" },
      ...(asn ? { asn } : {}),
    };
  const { standing } = signer.unit;
  const { unitId } = asn.unit;
  const thisMonth = monthOf(today);
  const closed = await listClosedMonths(db, unitId, thisMonth);
  const fromMonth = earliestMonth(today, await findPayrollSetting(db, today), closed);
  const tables = await loadTariffTables(db);
  const candidates = await listCandidates(db, sponsorId);
  return {
    kind: "signable",
    asn: { ...asn, nip: asn.nip },
    unitId,
    unitName: standing.kind === "unknown" ? "" : standing.name,
    fromMonth,
    offers: candidates.flatMap((candidate) => offerFor(candidate, fromMonth, thisMonth, tables) ?? []),
  };
}

async function signerOf(db: Db | Trx, asn: Asn, today: string): Promise<Signer> {
  return {
    name: asn.name,
    unit:
      asn.unit.kind === "other"
        ? { kind: "other" }
        : {
            kind: "listed",
            standing: standingOfUnit(asn.unit.unitId, await listUnitVersions(db), today),
          },
    hasNip: asn.nip !== undefined,
  };
}
