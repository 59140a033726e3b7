/** What the addresses of remittance say: filters of lists, and the choice of what goes into a batch. */
import { isDay } from "~/calendar/day";
import { isIuranMonth } from "~/calendar/iuran-month";
import { isId } from "~/platform/clock";
import { type BatchState, type ItemCheck, itemChecks } from "./remittance-batch";
import type { ItemFilter } from "./remittance-queries.server";
import type { WaitingChoice } from "./waiting-months-queries.server";

type Fields = Readonly<Record<string, string>>;
const month = (typed: string | undefined) => (typed && isIuranMonth(typed) ? typed : undefined);

/** Which months: `dibayar` a day, `dari` and `sampai` months, `kecamatan` a code, `unit` an id. A wrong part counts as none. */
export function readWaitingChoice(fields: Fields, text = ""): WaitingChoice {
  const choice: WaitingChoice = {
    paidUntil: fields.dibayar && isDay(fields.dibayar) ? fields.dibayar : undefined,
    fromMonth: month(fields.dari),
    toMonth: month(fields.sampai),
    kecamatan: /^\d{2}\.\d{2}\.\d{2}$/.test(fields.kecamatan ?? "") ? fields.kecamatan : undefined,
    unitId: isId(fields.unit) ? fields.unit : undefined,
    text: text || undefined,
  };
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
}

const batchStates: readonly BatchState[] = ["prepared", "approved", "remitted", "withdrawn"];
export const readBatchState = (typed: string | undefined) => batchStates.find((state) => state === typed);
export const readCheck = (typed: string | undefined): ItemCheck | undefined =>
  itemChecks.find((check) => check === typed);

export function readItemFilter(fields: Fields, text: string): ItemFilter {
  const standings = [...itemChecks, "left_out", "waiting", "accepted", "refused", "any_check"] as const;
  return {
    text: text || undefined,
    month: month(fields.bulan),
    standing: standings.find((standing) => standing === fields.keadaan),
  };
}
