/**
 * What every installation starts with: regions, occupations, tariff, fixed holidays, work units.
 * Only fills tables that are empty, so that what admins recorded later is never touched.
 */
import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import type { Db } from "./connection";
import brackets from "./reference/bpu-brackets.csv?raw";
import discounts from "./reference/contribution-discounts.csv?raw";
import rates from "./reference/contribution-rates.csv?raw";
import holidays from "./reference/holidays.csv?raw";
import units from "./reference/jember-opd-2021.csv?raw";
import places from "./reference/jember-wilayah.csv?raw";
import occupations from "./reference/occupations.csv?raw";

type Row = Record<string, string>;
const rowsOf = (text: string): Row[] =>
  parse(text, { columns: true, skip_empty_lines: true, trim: true }) as Row[];
const orNull = (text: string | undefined) => (text ? text : null);
const numberOrNull = (text: string | undefined) => (text ? Number(text) : null);

/** The brackets of PP 44/2015 have no earlier table that anyone could still owe. */
const BRACKETS_FROM = "2015-07";
const BRACKETS_SOURCE = "PP 44/2015 Lampiran II jo. PP 49/2023";

/** `now` and `today` are the house's; ids of work units follow from their names, so two starts agree. */
export async function seedReference(db: Db, now: Date, today: string): Promise<void> {
  const recorded = { origin: "initial" as const, recorded_at: now, recorded_by: "initial" };
  const inMonth = { ...recorded, recorded_in_month: today.slice(0, 7) };
  await db.transaction().execute(async (trx) => {
    const empty = async (table: "place" | "occupation" | "income_bracket" | "holiday" | "work_unit") =>
      (
        await trx
          .selectFrom(table)
          .select((eb) => eb.lit(1).as("one"))
          .limit(1)
          .execute()
      ).length === 0;

    if (await empty("place"))
      await trx
        .insertInto("place")
        .values(
          rowsOf(places).map((row) => ({
            code: row.code!,
            level: row.level as "desa",
            name: row.name!,
            parent: orNull(row.parent),
          })),
        )
        .execute();
    if (await empty("occupation"))
      await trx
        .insertInto("occupation")
        .values(
          rowsOf(occupations).map((row, sort) => ({
            code: row.code!,
            group_id: row.group_id!,
            group_name: row.group_name!,
            name_id: row.name_id!,
            name_en: row.name_en!,
            sector: row.sector as "other",
            sort,
          })),
        )
        .execute();
    if (await empty("income_bracket")) {
      await trx
        .insertInto("income_bracket")
        .values(
          rowsOf(brackets).map((row) => ({
            ...inMonth,
            from_month: BRACKETS_FROM,
            number: Number(row.no),
            income_from: Number(row.income_min),
            base: Number(row.base),
            legal_source: BRACKETS_SOURCE,
          })),
        )
        .execute();
      await trx
        .insertInto("contribution_rate")
        .values(
          rowsOf(rates).map((row) => ({
            ...inMonth,
            programme: row.programme as "jkk",
            from_month: row.from_month!,
            basis: row.basis as "flat",
            basis_points: numberOrNull(row.basis_points),
            flat_amount: numberOrNull(row.flat_amount),
            minimum: numberOrNull(row.minimum),
            maximum: numberOrNull(row.maximum),
            legal_source: row.legal_source!,
          })),
        )
        .execute();
      await trx
        .insertInto("contribution_discount")
        .values(
          rowsOf(discounts).map((row) => ({
            ...inMonth,
            programme: row.programme as "jkk",
            sector: row.sector as "other",
            from_month: row.from_month!,
            to_month: orNull(row.to_month),
            percent: Number(row.percent),
            legal_source: row.legal_source!,
            note: orNull(row.note),
          })),
        )
        .execute();
    }
    if (await empty("holiday"))
      await trx
        .insertInto("holiday")
        .values(
          rowsOf(holidays).map((row) => ({
            day: row.day!,
            name: row.name!,
            source: row.source!,
            recorded_at: now,
            recorded_by: "initial",
          })),
        )
        .execute();
    if (await empty("work_unit")) {
      const list = rowsOf(units).map((row) => ({ id: idOfName(row.name!), row }));
      await trx
        .insertInto("work_unit")
        .values(list.map(({ id }) => ({ id, opened_at: now })))
        .execute();
      await trx
        .insertInto("work_unit_version")
        .values(
          list.map(({ id, row }) => ({
            ...recorded,
            work_unit_id: id,
            from_day: "2021-01-01",
            name: row.name!,
            kind: row.kind!,
            note: orNull(row.note),
            merged_into: null,
            recorded_on: today,
          })),
        )
        .execute();
    }
  });
}

/** A UUID made from the name, so that the initial list has the same ids everywhere. */
function idOfName(name: string): string {
  const hex = createHash("sha256").update(`work_unit:${name}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
