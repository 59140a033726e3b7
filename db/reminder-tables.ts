/** The tables of reminders as Kysely sees them. Days are "2026-11-22", months "2026-11". */
import type { ColumnType, Generated } from "kysely";

type WrittenOnce<T> = ColumnType<T, T, never>;

export type ReminderSettingTable = {
  id: Generated<number>;
  from_day: WrittenOnce<string>;
  before_days: WrittenOnce<number[]>;
  lapse_after_days: WrittenOnce<number>;
  arrears_days: WrittenOnce<number[]>;
  late_days: WrittenOnce<number>;
  recorded_at: WrittenOnce<Date>;
  recorded_by: WrittenOnce<string>;
};
export type ReminderTable = {
  worker_id: string;
  sponsor_id: string;
  month: string;
  moment: string;
  on_day: string;
  mail_id: string;
  dropped_at: Date | null;
  dropped_because: string | null;
};
export type ReminderPreferenceTable = {
  id: Generated<number>;
  sponsor_id: WrittenOnce<string>;
  wants: WrittenOnce<"all" | "lapse_only" | "none">;
  chosen_by: WrittenOnce<"one_click" | "link" | "sponsor">;
  recorded_at: WrittenOnce<Date>;
};
export type RenewalRefusalTable = {
  id: string;
  sponsor_id: string;
  worker_id: string;
  because: "not_now" | "worker_died" | "worker_withdrew" | "government";
  recorded_at: Date;
  revoked_at: Date | null;
};

export interface ReminderTables {
  reminder_setting: ReminderSettingTable;
  reminder: ReminderTable;
  reminder_preference: ReminderPreferenceTable;
  renewal_refusal: RenewalRefusalTable;
}
