/**
 * A row somebody wants to add to the tariff. It counts from a month of its own on, and that month must
 * still be ahead: prices people were shown this month or earlier never change after the fact.
 */
import { addMonths, type IuranMonth, isIuranMonth } from "~/calendar/iuran-month";
import { readRupiah } from "~/rupiah/rupiah";
import { type Bracket, type Discount, PROGRAMMES, type Rate, type TariffTables } from "./tariff-tables";

export type NewTariffRow =
  | { readonly table: "bracket"; readonly row: Bracket }
  | { readonly table: "rate"; readonly row: Rate }
  | { readonly table: "discount"; readonly row: Discount };

export const tariffTableNames = ["bracket", "rate", "discount"] as const;
export type TariffTableName = (typeof tariffTableNames)[number];

/** Which rule a field breaks; the page has the words. */
export type TariffMistake =
  | "month"
  | "month_past"
  | "month_far"
  | "month_order"
  | "programme"
  | "sector"
  | "number"
  | "rupiah"
  | "base"
  | "percent"
  | "range"
  | "source";

export type TariffRowReading =
  | { readonly kind: "row"; readonly value: NewTariffRow }
  | { readonly kind: "mistakes"; readonly mistakes: Readonly<Record<string, TariffMistake>> };

/** How far ahead a row may begin, in months: further is a slip of the pen. */
const FARTHEST_MONTHS = 120;

type Fields = Readonly<Record<string, string>>;

/**
 * Reads a form. `thisMonth` is the iuran month it is now in WIB; fields: `fromMonth`, `legalSource` and,
 * by table, `number incomeFrom base`, `programme basis percent amount minimum maximum`, or
 * `programme sector toMonth percent`. Percentages are typed with a comma: `2`, `0,25`.
 */
export function readTariffRow(
  table: TariffTableName,
  fields: Fields,
  thisMonth: IuranMonth,
): TariffRowReading {
  const form = new FormReader(fields);
  const dated = { fromMonth: form.monthAhead("fromMonth", thisMonth), legalSource: form.source() };
  const value = readTable(table, form, dated);
  return Object.keys(form.mistakes).length > 0
    ? { kind: "mistakes", mistakes: form.mistakes }
    : { kind: "row", value };
}

type Dated = { readonly fromMonth: string; readonly legalSource: string };

function readTable(table: TariffTableName, form: FormReader, dated: Dated): NewTariffRow {
  switch (table) {
    case "bracket":
      return {
        table,
        row: {
          ...dated,
          number: form.wholeNumber("number", 1, 999),
          incomeFrom: form.rupiah("incomeFrom"),
          base: form.rupiah("base", 1),
        },
      };
    case "rate":
      return { table, row: readRate(form, dated) };
    case "discount": {
      const toMonth = form.text("toMonth");
      if (toMonth && !isIuranMonth(toMonth)) form.mistakes.toMonth = "month";
      else if (toMonth && toMonth < dated.fromMonth) form.mistakes.toMonth = "month_order";
      return {
        table,
        row: {
          ...dated,
          programme: form.programme(),
          sector: form.sector(),
          toMonth: toMonth || null,
          percent: form.wholeNumber("percent", 0, 100, "percent"),
        },
      };
    }
  }
}

function readRate(form: FormReader, dated: Dated): Rate {
  const programme = form.programme();
  if (form.text("basis") === "flat")
    return { ...dated, programme, basis: "flat", amount: form.rupiah("amount") };
  const minimum = form.text("minimum") ? form.rupiah("minimum") : null;
  const maximum = form.text("maximum") ? form.rupiah("maximum") : null;
  if (minimum !== null && maximum !== null && minimum > maximum) form.mistakes.maximum = "range";
  return {
    ...dated,
    programme,
    basis: "percent_of_base",
    basisPoints: form.basisPoints("percent"),
    minimum,
    maximum,
  };
}

/** Takes one field after another and keeps what is wrong with each; a wrong field reads as nothing. */
class FormReader {
  readonly mistakes: Record<string, TariffMistake> = {};
  constructor(private readonly fields: Fields) {}

  text(name: string): string {
    return (this.fields[name] ?? "").normalize("NFC").trim();
  }
  monthAhead(name: string, thisMonth: IuranMonth): string {
    const month = this.text(name);
    if (!isIuranMonth(month)) this.mistakes[name] = "month";
    else if (month <= thisMonth) this.mistakes[name] = "month_past";
    else if (month > addMonths(thisMonth, FARTHEST_MONTHS)) this.mistakes[name] = "month_far";
    return month;
  }
  source(): string {
    const source = this.text("legalSource");
    if (source.length < 3 || source.length > 200 || /\p{Cc}/u.test(source))
      this.mistakes.legalSource = "source";
    return source;
  }
  programme(): Rate["programme"] {
    const found = PROGRAMMES.find((each) => each === this.text("programme"));
    if (!found) this.mistakes.programme = "programme";
    return found ?? "jkk";
  }
  sector(): Discount["sector"] {
    const sector = this.text("sector");
    if (sector === "transport" || sector === "other") return sector;
    this.mistakes.sector = "sector";
    return "other";
  }
  wholeNumber(name: string, least: number, most: number, mistake: TariffMistake = "number"): number {
    const number = /^\d{1,9}$/.test(this.text(name)) ? Number(this.text(name)) : Number.NaN;
    if (!(number >= least && number <= most)) this.mistakes[name] = mistake;
    return number;
  }
  rupiah(name: string, least = 0): number {
    const reading = readRupiah(this.text(name));
    if (reading.kind === "rupiah" && reading.rupiah >= least && reading.rupiah <= 1_000_000_000)
      return reading.rupiah;
    this.mistakes[name] = least > 0 ? "base" : "rupiah";
    return 0;
  }
  basisPoints(name: string): number {
    const parts = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(this.text(name));
    const points = parts ? Number(parts[1]) * 100 + Number((parts[2] ?? "0").padEnd(2, "0")) : Number.NaN;
    if (!(points >= 0 && points <= 10_000)) this.mistakes[name] = "percent";
    return points;
  }
}

/** The tables as they will be once the row is in: for showing what a quote becomes. */
export function withRow(tables: TariffTables, added: NewTariffRow): TariffTables {
  switch (added.table) {
    case "bracket":
      return { ...tables, brackets: [...tables.brackets, added.row] };
    case "rate":
      return { ...tables, rates: [...tables.rates, added.row] };
    case "discount":
      return { ...tables, discounts: [...tables.discounts, added.row] };
  }
}
