/** Which months of a worker are taken, paid already or being paid by somebody: what a sponsor sees before choosing. */
import type { IuranMonth } from "~/calendar/iuran-month";
import { listCoveredMonths, listHeldMonths, type WorkerMonth } from "~/coverage/coverage-queries.server";
import type { TakenMonths } from "~/coverage/next-free-months";
import type { World } from "~/platform/world.server";
import { PROGRAMMES } from "~/tariff/tariff";

export type TakenByWhat = {
  readonly covered: TakenMonths;
  readonly held: TakenMonths;
  readonly all: TakenMonths;
};

/** The taken months of each worker; `exceptOrderIds` are the sponsor's own unpaid orders, which keep months for them. */
export async function findTakenMonths(
  { db, clock }: Pick<World, "db" | "clock">,
  workerIds: readonly string[],
  exceptOrderIds: readonly string[],
): Promise<ReadonlyMap<string, TakenByWhat>> {
  const covered = await listCoveredMonths(db, workerIds);
  const held = await listHeldMonths(db, workerIds, clock.now(), exceptOrderIds);
  return new Map(
    workerIds.map((workerId) => {
      const own = (months: readonly WorkerMonth[]) => months.filter((month) => month.workerId === workerId);
      const paid = new Set(own(covered).map(({ month, programme }) => `${month} ${programme}`));
      // An order's months stay held for a while after they are paid; paid is what counts.
      const waiting = own(held).filter(({ month, programme }) => !paid.has(`${month} ${programme}`));
      return [
        workerId,
        {
          covered: byProgramme(own(covered)),
          held: byProgramme(waiting),
          all: byProgramme(own([...covered, ...held])),
        },
      ];
    }),
  );
}

export const NOTHING_TAKEN: TakenByWhat = { covered: {}, held: {}, all: {} };

/** The months in a set of taken ones, whatever the programme, in order. */
export function monthsOf(taken: TakenMonths): IuranMonth[] {
  const all = PROGRAMMES.flatMap((programme) => [...(taken[programme] ?? [])]);
  return [...new Set(all)].sort();
}

function byProgramme(months: readonly WorkerMonth[]): TakenMonths {
  return Object.fromEntries(
    PROGRAMMES.map((programme) => [
      programme,
      new Set(months.filter((month) => month.programme === programme).map(({ month }) => month)),
    ]),
  );
}
