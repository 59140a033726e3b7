/** The dated rows of the tariff. Rows are only ever added; what a month costs is decided by the rule in `tariff.ts`. */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";
import type { Bracket, Discount, Rate, TariffTables } from "./tariff-tables";

/** How a row came into the tables. `initial` rows came with the installation. */
export type Recorded = {
  readonly id: number;
  readonly origin: "initial" | "admin";
  readonly recordedAt: Date;
  readonly recordedBy: string;
};

export type RecordedTables = {
  readonly brackets: readonly (Bracket & Recorded)[];
  readonly rates: readonly (Rate & Recorded)[];
  readonly discounts: readonly (Discount & Recorded & { readonly note: string | null })[];
};

/** What was read last from each database; it holds for as long as the version does. */
const lastRead = new WeakMap<object, { readonly version: string; readonly tables: TariffTables }>();

/**
 * Every row, each list in the order it was recorded: all a quote needs. Rows are only ever added, so the number
 * of rows and the newest of each list say whether what was read last is still all there is.
 */
export async function loadTariffTables(db: Db | Trx): Promise<TariffTables> {
  if (db.isTransaction) return loadRecordedTariff(db);
  const version = await findTariffVersion(db);
  const last = lastRead.get(db);
  if (last?.version === version) return last.tables;
  const tables = await loadRecordedTariff(db);
  lastRead.set(db, { version, tables });
  return tables;
}

async function findTariffVersion(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws(' ',
      (select concat(count(*), '/', max(id)) from income_bracket),
      (select concat(count(*), '/', max(id)) from contribution_rate),
      (select concat(count(*), '/', max(id)) from contribution_discount)) as version`.execute(db);
  return rows[0]!.version;
}

/** The same with who recorded what and when, for the people who keep the tables. */
export async function loadRecordedTariff(db: Db | Trx): Promise<RecordedTables> {
  const [brackets, rates, discounts] = [
    await db.selectFrom("income_bracket").selectAll().orderBy("id").execute(),
    await db.selectFrom("contribution_rate").selectAll().orderBy("id").execute(),
    await db.selectFrom("contribution_discount").selectAll().orderBy("id").execute(),
  ];
  return {
    brackets: brackets.map((row) => ({
      ...recorded(row),
      fromMonth: row.from_month,
      number: row.number,
      incomeFrom: row.income_from,
      base: row.base,
      legalSource: row.legal_source,
    })),
    rates: rates.map((row) => ({
      ...recorded(row),
      programme: row.programme,
      fromMonth: row.from_month,
      legalSource: row.legal_source,
      ...(row.basis === "flat"
        ? { basis: "flat" as const, amount: row.flat_amount! }
        : {
            basis: "percent_of_base" as const,
            basisPoints: row.basis_points!,
            minimum: row.minimum,
            maximum: row.maximum,
          }),
    })),
    discounts: discounts.map((row) => ({
      ...recorded(row),
      programme: row.programme,
      sector: row.sector,
      fromMonth: row.from_month,
      toMonth: row.to_month,
      percent: row.percent,
      legalSource: row.legal_source,
      note: row.note,
    })),
  };
}

type RecordedRow = { id: number; origin: "initial" | "admin"; recorded_at: Date; recorded_by: string };

function recorded(row: RecordedRow): Recorded {
  return { id: row.id, origin: row.origin, recordedAt: row.recorded_at, recordedBy: row.recorded_by };
}

/** Who adds a row and when; `inMonth` is the iuran month it is then in WIB. */
export type Recording = { readonly at: Date; readonly inMonth: string; readonly by: string };

const recordedBy = (recording: Recording) => ({
  origin: "admin" as const,
  recorded_at: recording.at,
  recorded_in_month: recording.inMonth,
  recorded_by: recording.by,
});

/** The database refuses a row that begins in the month it is recorded in, or earlier. */
export async function insertBracket(trx: Trx, row: Bracket, recording: Recording): Promise<number> {
  const { id } = await trx
    .insertInto("income_bracket")
    .values({
      from_month: row.fromMonth,
      number: row.number,
      income_from: row.incomeFrom,
      base: row.base,
      legal_source: row.legalSource,
      ...recordedBy(recording),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** As `insertBracket`, for the rate of a programme. */
export async function insertRate(trx: Trx, row: Rate, recording: Recording): Promise<number> {
  const percent = row.basis === "percent_of_base";
  const { id } = await trx
    .insertInto("contribution_rate")
    .values({
      programme: row.programme,
      from_month: row.fromMonth,
      basis: row.basis,
      basis_points: percent ? row.basisPoints : null,
      flat_amount: percent ? null : row.amount,
      minimum: percent ? row.minimum : null,
      maximum: percent ? row.maximum : null,
      legal_source: row.legalSource,
      ...recordedBy(recording),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** As `insertBracket`, for a discount of one programme in one sector. */
export async function insertDiscount(
  trx: Trx,
  row: Discount & { readonly note?: string },
  recording: Recording,
): Promise<number> {
  const { id } = await trx
    .insertInto("contribution_discount")
    .values({
      programme: row.programme,
      sector: row.sector,
      from_month: row.fromMonth,
      to_month: row.toMonth,
      percent: row.percent,
      legal_source: row.legalSource,
      note: row.note ?? null,
      ...recordedBy(recording),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}
