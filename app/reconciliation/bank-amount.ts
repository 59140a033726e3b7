/**
 * An amount as banks print it, in sen. Which sign groups thousands is never guessed: the account's layout says it.
 *
 *   id  1.234.567,89     en  1,234,567.89     behind or before it: Rp, IDR, a minus, brackets, CR, DB
 */
import { formatRupiah } from "~/rupiah/rupiah";
import type { AmountFormat } from "~/sheets/read-cell";

export type SenRule = "empty" | "not_an_amount" | "fraction" | "too_large" | "zero";
export type SenReading =
  | { readonly kind: "sen"; readonly sen: number }
  | { readonly kind: "not_read"; readonly rule: SenRule };

const LARGEST_SEN = 9_000_000_000_000_000;
const broken = (rule: SenRule): SenReading => ({ kind: "not_read", rule });

/** Reads one amount; negative for a minus, brackets or a debit mark. Sen may stand behind it, two digits at most. */
export function readSen(text: string, format: AmountFormat): SenReading {
  const typed = text.normalize("NFKC").replace(/\s/g, "").replace(/[−–]/g, "-").toUpperCase();
  if (typed === "" || typed === "-") return broken("empty");
  const parts = /^(-|\+|\()?(RP\.?|IDR)?(-)?([\d.,]*\d[\d.,]*)(,-)?(\)|-)?(CR|DB|DR|K|D|C)?$/.exec(typed);
  if (!parts || (parts[1] === "(") !== (parts[6] === ")")) return broken("not_an_amount");
  const magnitude = digits(parts[4]!, format);
  if (magnitude.kind === "not_read") return magnitude;
  const minus = parts[1] === "-" || parts[1] === "(" || parts[3] !== undefined || parts[6] === "-";
  const debit = parts[7] === "DB" || parts[7] === "DR" || parts[7] === "D";
  return { kind: "sen", sen: minus !== debit ? 0 - magnitude.sen : magnitude.sen };
}

function digits(text: string, format: AmountFormat): SenReading {
  const [group, point] = format === "id" ? [".", ","] : [",", "."];
  const [whole = "", ...rest] = text.split(point!);
  if (rest.length > 1) return broken("not_an_amount");
  if (!/^\d+$/.test(whole) && !isGrouped(whole, group!)) return broken("not_an_amount");
  const decimals = rest[0] ?? "";
  if (!/^\d*$/.test(decimals)) return broken("not_an_amount");
  // Three digits behind the point are thousands written the other way: the layout is wrong, not the file.
  if (decimals.length > 2 && /[1-9]/.test(decimals.slice(2))) return broken("fraction");
  if (decimals.length === 3) return broken("fraction");
  const sen = Number(whole.replaceAll(group!, "")) * 100 + Number(decimals.slice(0, 2).padEnd(2, "0"));
  return Number.isSafeInteger(sen) && sen <= LARGEST_SEN ? { kind: "sen", sen } : broken("too_large");
}

const isGrouped = (whole: string, group: string) => {
  const [first = "", ...rest] = whole.split(group);
  return /^\d{1,3}$/.test(first) && rest.length > 0 && rest.every((part) => /^\d{3}$/.test(part));
};

/** Which side a mark of its own column means: into the account or out of it. */
export function readSide(text: string): "in" | "out" | undefined {
  const mark = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z+-]/g, "");
  if (["CR", "C", "K", "KR", "KREDIT", "CREDIT", "+"].includes(mark)) return "in";
  if (["DB", "DR", "D", "DEBET", "DEBIT", "-"].includes(mark)) return "out";
  return undefined;
}

/** Rp16.800, and Rp16.800,50 where there are sen. */
export function formatSen(sen: number): string {
  const rest = Math.abs(sen) % 100;
  const whole = formatRupiah((Math.abs(sen) - rest) / 100);
  // The minus that amounts have elsewhere.
  const sign = sen < 0 ? formatRupiah(-1).slice(0, -3) : "";
  return `${sign}${whole}${rest === 0 ? "" : `,${String(rest).padStart(2, "0")}`}`;
}
