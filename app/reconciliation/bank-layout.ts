/**
 * How a bank writes its statements as CSV, saved once per account: which column is what, in which order days are
 * written, which sign groups thousands, and how a row says whether money came or went.
 */
import { z } from "zod";

const columnName = z.string().trim().min(1).max(100);
const optionalName = z.string().trim().max(100).default("");

export const bankLayoutShape = z
  .object({
    headerLine: z.coerce.number().int().min(1).max(100).default(1),
    separator: z.enum([",", ";", "\t", "|"]).default(","),
    dayOrder: z.enum(["dmy", "mdy", "ymd"]),
    amountFormat: z.enum(["id", "en"]),
    /** One amount with its sign (or CR/DB behind it), one beside a mark, or one column for each side. */
    sides: z.enum(["signed", "marked", "two_columns"]),
    day: columnName,
    description: columnName,
    reference: optionalName,
    amount: optionalName,
    mark: optionalName,
    credit: optionalName,
    debit: optionalName,
    /** What the first line after the rows begins with, where a bank writes sums below them. */
    footer: optionalName,
  })
  .superRefine((layout, context) => {
    const wanted = {
      signed: ["amount"],
      marked: ["amount", "mark"],
      two_columns: ["credit", "debit"],
    } as const;
    for (const name of wanted[layout.sides])
      if (!layout[name]) context.addIssue({ code: "custom", path: [name], message: "missing" });
  });

export type BankLayout = z.infer<typeof bankLayoutShape>;

export type LayoutReading =
  | { readonly kind: "layout"; readonly layout: BankLayout }
  /** The names of the fields that are missing or wrong. */
  | { readonly kind: "not_a_layout"; readonly fields: readonly string[] };

/** Reads a layout as typed into its form, or as it was saved. */
export function readLayout(values: unknown): LayoutReading {
  const reading = bankLayoutShape.safeParse(values);
  if (reading.success) return { kind: "layout", layout: reading.data };
  return {
    kind: "not_a_layout",
    fields: [...new Set(reading.error.issues.map((issue) => String(issue.path[0] ?? "")))],
  };
}

/** The columns a file in this layout must have. */
export function columnsOf(layout: BankLayout): readonly string[] {
  const sides = {
    signed: [layout.amount],
    marked: [layout.amount, layout.mark],
    two_columns: [layout.credit, layout.debit],
  };
  return [
    layout.day,
    layout.description,
    ...(layout.reference ? [layout.reference] : []),
    ...sides[layout.sides],
  ];
}
