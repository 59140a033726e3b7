/** Opening a bank account in the books and saving the layout of its files. The audit log names who. */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import type { World } from "~/platform/world.server";
import { brokenConstraint } from "~db/connection";
import { findBankAccount, insertBankAccount, saveLayout } from "./bank-account-queries.server";
import { type BankLayout, readLayout } from "./bank-layout";

type Needs = Pick<World, "db" | "clock" | "chance">;
export type AccountMistake = {
  readonly field: string;
  readonly rule: "name" | "bank" | "number" | "taken" | "layout";
};
export type AccountAnswer =
  | { readonly kind: "done"; readonly accountId: string }
  | { readonly kind: "refused"; readonly mistakes: readonly AccountMistake[] };

/** `number` is digits only; name, and bank with number, are there once. */
export async function openAccount(
  world: Needs,
  given: { readonly name: string; readonly bank: string; readonly number: string },
  by: Actor,
): Promise<AccountAnswer> {
  const name = given.name.trim();
  const bank = given.bank.trim();
  const number = given.number.replace(/[\s.-]/g, "");
  const mistakes: AccountMistake[] = [
    ...(name.length < 2 || name.length > 60 ? [{ field: "nama", rule: "name" as const }] : []),
    ...(bank.length < 2 || bank.length > 60 ? [{ field: "bank", rule: "bank" as const }] : []),
    ...(/^\d{4,20}$/.test(number) ? [] : [{ field: "nomor", rule: "number" as const }]),
  ];
  if (mistakes.length > 0) return { kind: "refused", mistakes };
  const id = world.chance.id();
  try {
    await world.db.transaction().execute(async (trx) => {
      await insertBankAccount(trx, { id, name, bank, number }, by.name, world.clock.now());
      await recordAct(trx, {
        at: world.clock.now(),
        actor: by,
        act: "bank_account_opened",
        subjectKind: "bank_account",
        subjectId: id,
        after: { name, bank },
      });
    });
  } catch (error) {
    const broken = brokenConstraint(error);
    if (broken === "bank_account_name_key")
      return { kind: "refused", mistakes: [{ field: "nama", rule: "taken" }] };
    if (broken === "bank_account_bank_number_key")
      return { kind: "refused", mistakes: [{ field: "nomor", rule: "taken" }] };
    throw error;
  }
  return { kind: "done", accountId: id };
}

/** Saves how this bank writes its files; from now on every file of the account is read so. */
export async function keepLayout(
  world: Needs,
  accountId: string,
  typed: Readonly<Record<string, string>>,
  by: Actor,
): Promise<AccountAnswer> {
  const reading = readLayout(typed);
  if (reading.kind === "not_a_layout")
    return { kind: "refused", mistakes: reading.fields.map((field) => ({ field, rule: "layout" as const })) };
  return world.db.transaction().execute(async (trx): Promise<AccountAnswer> => {
    const account = await findBankAccount(trx, accountId);
    if (!account) return { kind: "refused", mistakes: [{ field: "day", rule: "layout" }] };
    await saveLayout(trx, accountId, reading.layout, by.name, world.clock.now());
    await recordAct(trx, {
      at: world.clock.now(),
      actor: by,
      act: "bank_layout_saved",
      subjectKind: "bank_account",
      subjectId: accountId,
      ...(account.layout ? { before: account.layout } : {}),
      after: reading.layout satisfies BankLayout,
    });
    return { kind: "done", accountId };
  });
}
