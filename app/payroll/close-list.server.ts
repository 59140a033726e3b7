/**
 * The month's list of a unit: who is deducted how much. Until it is closed it is worked out anew each time; closed,
 * by the treasurer or on its day by the worker, it stands with its prices, and the payroll office works with it.
 */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import type { IuranMonth } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { queueMails } from "~/mail/mail-queries.server";
import { linesOf } from "~/orders/order";
import type { World } from "~/platform/world.server";
import { quoteMonths, type TariffTables } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { successorOn } from "~/units/work-unit";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import type { Db, Trx } from "~db/connection";
import { standingOfUnit } from "./asn-registration";
import { insertBatch, isMonthClosed, type PlannedLine } from "./batch-queries.server";
import { type DueItem, listDueItems, listMandatedUnits } from "./due-item-queries.server";
import { lockUnitLists } from "./mandate-queries.server";
import { listTreasurerAddresses } from "./payroll-address-queries.server";
import { payrollReference } from "./payroll-reference";

type Needs = Pick<World, "db" | "clock" | "chance">;

/** What the list of a unit's month would hold now. Throws when the month has no tariff. */
export async function planList(
  db: Db | Trx,
  { clock }: Pick<World, "clock">,
  unitId: string,
  month: IuranMonth,
): Promise<readonly PlannedLine[]> {
  const today = dayInWib(clock.now());
  const versions = await listUnitVersions(db);
  const units = (await listMandatedUnits(db)).filter((id) => successorOn(id, versions, today) === unitId);
  return toLines(await listDueItems(db, units, month), month, await loadTariffTables(db));
}

function toLines(items: readonly DueItem[], month: IuranMonth, tables: TariffTables): readonly PlannedLine[] {
  const lines = new Map<string, PlannedLine & { items: PlannedLine["items"][number][] }>();
  for (const item of items) {
    const quote = quoteMonths(
      { sector: item.sector, income: item.incomeRupiah, programmes: item.programmes },
      [month],
      tables,
    );
    if (quote.kind === "no_tariff") throw new Error(`No tariff is recorded for ${month}.`);
    if (quote.total === 0) continue;
    const { mandateId, sponsorId, asnName: name, nip } = item;
    const line = lines.get(mandateId) ?? { mandateId, sponsorId, name, nip, expectedRupiah: 0, items: [] };
    lines.set(mandateId, {
      ...line,
      expectedRupiah: line.expectedRupiah + quote.total,
      items: [
        ...line.items,
        {
          sponsorshipId: item.sponsorshipId,
          workerId: item.workerId,
          workerName: item.workerName,
          amountRupiah: quote.total,
          premium: linesOf(item, quote.months),
        },
      ],
    });
  }
  return [...lines.values()];
}

export type ListClosing =
  | { readonly kind: "closed"; readonly batchId: string }
  | { readonly kind: "already" }
  /** Nobody is due; a list of nobody is not closed. */
  | { readonly kind: "empty" }
  | { readonly kind: "unit_not_open" };

/** Closes the list of a unit's month once, and tells the unit's treasurers. */
export async function closeList(
  world: Needs,
  { unitId, month, by }: { readonly unitId: string; readonly month: IuranMonth; readonly by: Actor },
): Promise<ListClosing> {
  return world.db.transaction().execute(async (trx): Promise<ListClosing> => {
    await lockUnitLists(trx, unitId);
    if (await isMonthClosed(trx, unitId, month)) return { kind: "already" };
    const at = world.clock.now();
    const standing = standingOfUnit(unitId, await listUnitVersions(trx), dayInWib(at));
    if (standing.kind !== "open") return { kind: "unit_not_open" };
    const lines = await planList(trx, world, unitId, month);
    if (lines.length === 0) return { kind: "empty" };
    const batch = {
      id: world.chance.id(),
      unitId,
      unitName: standing.name,
      month,
      reference: payrollReference(month, unitId),
      listedAt: at,
      listedBy: by.name,
      totalRupiah: lines.reduce((sum, line) => sum + line.expectedRupiah, 0),
    };
    await insertBatch(
      trx,
      batch,
      lines.map((line) => ({ ...line, id: world.chance.id() })),
    );
    await queueMails(
      trx,
      (await listTreasurerAddresses(trx, unitId)).map((toAddress) => ({
        id: world.chance.id(),
        occasion: `payroll-list/${batch.id}/${toAddress}`.slice(0, 256),
        kind: "payroll_list_ready",
        toAddress,
        locale: "id" as const,
        facts: { batchId: batch.id },
        queuedAt: at,
        dueAt: at,
      })),
    );
    await recordAct(trx, {
      at,
      actor: by,
      act: "payroll_list_closed",
      subjectKind: "payroll_batch",
      subjectId: batch.id,
      after: { reference: batch.reference, people: lines.length, totalRupiah: batch.totalRupiah },
    });
    return { kind: "closed", batchId: batch.id };
  });
}
