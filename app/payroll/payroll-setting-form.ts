/** Reads the dates of payroll and the account, as an admin typed them. */

import { tidyText } from "~/words/tidy-text";
import type { PayrollSetting } from "./payroll-calendar";

export type SettingMistake = {
  readonly field: "daftar" | "laporan" | "bank" | "rekening" | "pemilik";
  readonly rule: "date" | "bank" | "number" | "holder";
};

export type SettingReading =
  | { readonly kind: "setting"; readonly setting: PayrollSetting }
  | { readonly kind: "mistakes"; readonly mistakes: readonly SettingMistake[] };

/** Fields: `daftar` and `laporan` (dates 1 to 28), `bank`, `rekening`, `pemilik`; the account is all three or none. */
export function readPayrollSetting(fields: Readonly<Record<string, string>>): SettingReading {
  const mistakes: SettingMistake[] = [];
  const listDate = readDate(fields.daftar);
  if (!listDate) mistakes.push({ field: "daftar", rule: "date" });
  const reportDate = readDate(fields.laporan);
  if (!reportDate) mistakes.push({ field: "laporan", rule: "date" });
  const bank = tidyText(fields.bank);
  const number = tidyText(fields.rekening).replace(/[\s.-]/g, "");
  const holder = tidyText(fields.pemilik);
  const hasAccount = bank !== "" || number !== "" || holder !== "";
  if (hasAccount && (bank.length < 2 || bank.length > 100)) mistakes.push({ field: "bank", rule: "bank" });
  if (hasAccount && !/^\d{5,20}$/.test(number)) mistakes.push({ field: "rekening", rule: "number" });
  if (hasAccount && (holder.length < 3 || holder.length > 100))
    mistakes.push({ field: "pemilik", rule: "holder" });
  if (mistakes.length > 0 || !listDate || !reportDate) return { kind: "mistakes", mistakes };
  return {
    kind: "setting",
    setting: { listDate, reportDate, ...(hasAccount ? { account: { bank, number, holder } } : {}) },
  };
}

function readDate(typed: string | undefined): number | undefined {
  const date = /^\d{1,2}$/.test((typed ?? "").trim()) ? Number(typed) : 0;
  return date >= 1 && date <= 28 ? date : undefined;
}
