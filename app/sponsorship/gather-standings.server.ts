/** How sponsorships stand, as the rules want it: terms, gaps and the months somebody has paid. */
import type { IuranMonth } from "~/calendar/iuran-month";
import { listCoveredMonths } from "~/coverage/coverage-queries.server";
import type { Db, Trx } from "~db/connection";
import type { KnownStanding } from "./sponsorship-change";
import { listGaps, type Sponsorship } from "./sponsorship-queries.server";

export type Gathered = {
  readonly standing: KnownStanding;
  /** Months in which JKK is paid, whoever paid: what the worker's clock runs by. */
  readonly covered: ReadonlySet<IuranMonth>;
};

/** By the id of the sponsorship. */
export async function gatherStandings(
  db: Db | Trx,
  sponsorships: readonly Sponsorship[],
): Promise<ReadonlyMap<string, Gathered>> {
  const gaps = await listGaps(
    db,
    sponsorships.map(({ id }) => id),
  );
  const months = await listCoveredMonths(
    db,
    sponsorships.map(({ workerId }) => workerId),
  );
  return new Map(
    sponsorships.map(({ id, workerId, terms }) => {
      const own = months.filter((row) => row.workerId === workerId);
      const covered = own.filter(({ programme }) => programme === "jkk").map(({ month }) => month);
      const taken = own.filter(({ programme }) => terms.programmes.includes(programme));
      return [
        id,
        {
          covered: new Set(covered),
          standing: {
            terms,
            taken: new Set(taken.map(({ month }) => month)),
            gaps: gaps.filter((gap) => gap.sponsorshipId === id).map(({ sponsorshipId: _, ...gap }) => gap),
          },
        },
      ];
    }),
  );
}
