/** The dated rows of reminders and renewals as admins keep them. */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import type { Day } from "~/calendar/day";
import type { Db } from "~db/connection";
import type { Figures } from "./setting-form";

export type SettingRow = {
  readonly id: number;
  readonly fromDay: Day;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly figures: Figures;
};

type Doing = { readonly at: Date; readonly actor: Actor };

/** Every row of the reminders' schedule, the one that begins last first. */
export async function listReminderSettings(db: Db): Promise<readonly SettingRow[]> {
  const rows = await db
    .selectFrom("reminder_setting")
    .selectAll()
    .orderBy("from_day", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    ...recorded(row),
    figures: {
      sebelum: row.before_days,
      terputus: [row.lapse_after_days],
      tunggakan: row.arrears_days,
      terlambat: [row.late_days],
    },
  }));
}

export async function listRenewalSettings(db: Db): Promise<readonly SettingRow[]> {
  const rows = await db
    .selectFrom("renewal_setting")
    .selectAll()
    .orderBy("from_day", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    ...recorded(row),
    figures: {
      rencana: [row.plan_days_before],
      debit: [row.charge_days_before],
      kabar: [row.notice_days],
      jeda: [row.notice_rest_days],
      ulang: row.retry_days,
      istirahat: [row.rest_after_days],
      kartu: row.card_expiry_dates,
    },
  }));
}

function recorded(row: { id: number; from_day: string; recorded_at: Date; recorded_by: string }) {
  return { id: row.id, fromDay: row.from_day, recordedAt: row.recorded_at, recordedBy: row.recorded_by };
}

/** Adds a row to the reminders' schedule, with who did it. */
export async function insertReminderSetting(
  db: Db,
  fromDay: Day,
  figures: Figures,
  doing: Doing,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto("reminder_setting")
      .values({
        from_day: fromDay,
        before_days: [...figures.sebelum!],
        lapse_after_days: figures.terputus![0]!,
        arrears_days: [...figures.tunggakan!],
        late_days: figures.terlambat![0]!,
        recorded_at: doing.at,
        recorded_by: doing.actor.name,
      })
      .execute();
    await recordAct(trx, act("reminder_setting", fromDay, figures, doing));
  });
}

export async function insertRenewalSetting(
  db: Db,
  fromDay: Day,
  figures: Figures,
  doing: Doing,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto("renewal_setting")
      .values({
        from_day: fromDay,
        plan_days_before: figures.rencana![0]!,
        charge_days_before: figures.debit![0]!,
        notice_days: figures.kabar![0]!,
        notice_rest_days: figures.jeda![0]!,
        retry_days: [...figures.ulang!],
        rest_after_days: figures.istirahat![0]!,
        card_expiry_dates: [...figures.kartu!],
        recorded_at: doing.at,
        recorded_by: doing.actor.name,
      })
      .execute();
    await recordAct(trx, act("renewal_setting", fromDay, figures, doing));
  });
}

function act(
  table: "reminder_setting" | "renewal_setting",
  fromDay: Day,
  figures: Figures,
  { at, actor }: Doing,
) {
  return {
    at,
    actor,
    act: `${table}_recorded`,
    subjectKind: table,
    subjectId: fromDay,
    after: figures,
  };
}
