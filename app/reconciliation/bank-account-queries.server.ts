/** Our accounts at banks, each with the layout of the files its bank gives. */
import type { Db, Trx } from "~db/connection";
import type { BankLayout } from "./bank-layout";

export type BankAccount = {
  readonly id: string;
  readonly name: string;
  readonly bank: string;
  readonly number: string;
  readonly layout?: Record<string, unknown>;
};

export async function listBankAccounts(db: Db | Trx): Promise<readonly BankAccount[]> {
  const rows = await db.selectFrom("bank_account").selectAll().orderBy("name").execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    bank: row.bank,
    number: row.number,
    ...(row.layout ? { layout: row.layout } : {}),
  }));
}

export async function findBankAccount(db: Db | Trx, id: string): Promise<BankAccount | undefined> {
  return (await listBankAccounts(db)).find((account) => account.id === id);
}

/** Opens an account; breaks `bank_account_name_key` or `bank_account_bank_number_key` when it is there already. */
export async function insertBankAccount(
  trx: Trx,
  account: Omit<BankAccount, "layout">,
  by: string,
  at: Date,
): Promise<void> {
  await trx
    .insertInto("bank_account")
    .values({
      id: account.id,
      name: account.name,
      bank: account.bank,
      number: account.number,
      opened_at: at,
      opened_by: by,
    })
    .execute();
}

export async function saveLayout(
  trx: Trx,
  accountId: string,
  layout: BankLayout,
  by: string,
  at: Date,
): Promise<void> {
  await trx
    .updateTable("bank_account")
    .set({ layout: JSON.stringify(layout), layout_saved_at: at, layout_saved_by: by })
    .where("id", "=", accountId)
    .execute();
}
