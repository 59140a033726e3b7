/** The dates of payroll and the account treasurers transfer to: dated rows, only ever added. */
import type { Day } from "~/calendar/day";
import type { Db, Trx } from "~db/connection";
import type { PayrollSetting } from "./payroll-calendar";

/** The habits that hold on a day: the newest row whose day has come. */
export async function findPayrollSetting(db: Db | Trx, today: Day): Promise<PayrollSetting> {
  const row = await db
    .selectFrom("payroll_setting")
    .selectAll()
    .where("from_day", "<=", today)
    .orderBy("from_day", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow(() => new Error(`No row of payroll_setting holds on ${today}.`));
  const { bank_name: bank, account_number: number, account_holder: holder } = row;
  return {
    listDate: row.list_date,
    reportDate: row.report_date,
    ...(bank && number && holder ? { account: { bank, number, holder } } : {}),
  };
}

/** Adds a row that holds from today on. */
export async function insertPayrollSetting(
  trx: Trx,
  setting: PayrollSetting,
  recorded: { readonly fromDay: Day; readonly at: Date; readonly by: string },
): Promise<void> {
  await trx
    .insertInto("payroll_setting")
    .values({
      from_day: recorded.fromDay,
      list_date: setting.listDate,
      report_date: setting.reportDate,
      bank_name: setting.account?.bank ?? null,
      account_number: setting.account?.number ?? null,
      account_holder: setting.account?.holder ?? null,
      recorded_at: recorded.at,
      recorded_by: recorded.by,
    })
    .execute();
}
