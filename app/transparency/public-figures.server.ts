/** Everything the public page and the open data tell, counted together and kept for a minute. */
import { type IuranMonth, monthOf } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { shapes } from "~/places/kecamatan-map";
import type { World } from "~/platform/world.server";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { createWords } from "~/words/words";
import { keepFresh } from "./keep-fresh.server";
import { type MoneyFlow, moneyFlow } from "./money-flow";
import { listConfirmations, listMovements } from "./money-flow-queries.server";
import { listOccupationNames, listUnitSponsorCounts, listWorkerCounts } from "./protection-queries.server";
import { type ProtectionTables, protectionTables } from "./protection-tables";
import { OTHER_SPONSORS, unitRows } from "./unit-rows";
import { listUnitShowings } from "./unit-showing-queries.server";

export type PublicFigures = {
  readonly asOf: Date;
  /** The iuran month it was in WIB. */
  readonly thisMonth: IuranMonth;
  readonly money: MoneyFlow;
  readonly protection: ProtectionTables;
};

/** How long anybody on the way may keep what is told: as long as the figures themselves. */
export const PUBLIC_CACHE = "public, max-age=60, stale-while-revalidate=600";

type Needs = Pick<World, "db" | "clock" | "log">;

const keepers = new WeakMap<World["db"], () => Promise<PublicFigures>>();

/** The figures of the last minute; nobody waits while newer ones are counted. */
export function readPublicFigures(world: Needs): Promise<PublicFigures> {
  let keeper = keepers.get(world.db);
  if (!keeper) {
    keeper = keepFresh(
      world.clock,
      () => countPublicFigures(world),
      (error) => world.log.error({ err: error }, "the public figures were not counted anew"),
    );
    keepers.set(world.db, keeper);
  }
  return keeper();
}

/** Counts the figures from one snapshot of the database, so that they agree with each other. */
export async function countPublicFigures({ db, clock }: Pick<World, "db" | "clock">): Promise<PublicFigures> {
  const asOf = clock.now();
  const today = dayInWib(asOf);
  const thisMonth = monthOf(today);
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (trx) => {
      const hidden = (await listUnitShowings(trx)).filter(({ shown }) => !shown).map(({ unitId }) => unitId);
      const units = unitRows(await listUnitVersions(trx), new Set(hidden), today);
      const names = {
        kecamatan: new Map(byName(shapes).map(({ code, name }) => [code, name])),
        occupation: await listOccupationNames(trx),
        unit: new Map([
          ...units.names,
          [OTHER_SPONSORS, createWords("id").t("transparency.units.others")] as const,
        ]),
      };
      const counts = await listWorkerCounts(trx, thisMonth, units.rowOf);
      const sponsors = await listUnitSponsorCounts(trx, thisMonth, units.rowOf);
      return {
        asOf,
        thisMonth,
        money: moneyFlow(await listMovements(trx), await listConfirmations(trx)),
        protection: protectionTables(counts, sponsors, names),
      };
    });
}

const byName = <T extends { readonly name: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => a.name.localeCompare(b.name, "id"));
