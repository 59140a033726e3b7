/** Gathers what the choice of months is read against: the tariff, and which months of this worker are taken. */

import { monthInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import type { Rupiah } from "~/rupiah/rupiah";
import { bracketsOf, type Sector, type TariffTables } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { nikIndexOf } from "~/workers/state-worker.server";
import { listOccupations } from "~/workers/worker-choice-queries.server";
import { findWorkerIdByNik } from "~/workers/worker-statement-queries.server";
import type { CartLine } from "./cart-queries.server";
import type { MonthSetting } from "./month-choice";
import { findTakenMonths, NOTHING_TAKEN, type TakenByWhat } from "./taken-months.server";
import type { WorkerDraft } from "./worker-draft.server";

type Needs = Pick<World, "db" | "clock" | "sealer">;
type Gathered = { readonly setting: MonthSetting; readonly taken: TakenByWhat };

/** For a worker still in the form. `ownOrderId` is the sponsor's unpaid order: the months it keeps are theirs. */
export async function gatherMonthSetting(
  world: Needs,
  { answers }: Pick<WorkerDraft, "answers">,
  ownOrderId: string | undefined,
): Promise<Gathered> {
  const tariff = await loadTariffTables(world.db);
  const occupations = await listOccupations(world.db);
  const sector = occupations.find(({ code }) => code === answers.occupation)?.sector ?? "other";
  const thisMonth = monthInWib(world.clock.now());
  const bracket = bracketsOf(thisMonth, tariff).find(({ number }) => String(number) === answers.bracket);
  const workerId = await findWorkerIdByNik(world.db, nikIndexOf(world.sealer, answers.nik ?? ""));
  return gather(world, tariff, { sector, income: bracket?.base ?? 0, workerId }, ownOrderId);
}

/** The same for a line of the cart. */
export async function gatherLineSetting(
  world: Needs,
  line: Pick<CartLine, "workerId" | "sector" | "incomeRupiah">,
  ownOrderId: string | undefined,
): Promise<Gathered> {
  const tariff = await loadTariffTables(world.db);
  const worker = { sector: line.sector, income: line.incomeRupiah, workerId: line.workerId };
  return gather(world, tariff, worker, ownOrderId);
}

async function gather(
  world: Needs,
  tariff: TariffTables,
  worker: { readonly sector: Sector; readonly income: Rupiah; readonly workerId: string | undefined },
  ownOrderId: string | undefined,
): Promise<Gathered> {
  const { sector, income, workerId } = worker;
  const known = workerId
    ? await findTakenMonths(world, [workerId], ownOrderId ? [ownOrderId] : [])
    : new Map<string, TakenByWhat>();
  const taken = (workerId && known.get(workerId)) || NOTHING_TAKEN;
  const thisMonth = monthInWib(world.clock.now());
  return { setting: { thisMonth, taken: taken.all, sector, income, tariff }, taken };
}
