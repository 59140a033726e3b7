/** Logins and their passwords, written without the library where that must happen in our own transaction. */
import type { Trx } from "~db/connection";

export type PasswordLogin = {
  readonly loginUserId: string;
  readonly credentialId: string;
  readonly email: string;
  readonly name: string;
  /** As the authentication library's own hasher wrote it. */
  readonly passwordHash: string;
  readonly at: Date;
};

/**
 * A login with a password for this address. A login that is there keeps its id, and a password that is
 * there stays: `passwordSet` is false then.
 */
export async function insertPasswordLogin(
  trx: Trx,
  login: PasswordLogin,
): Promise<{ readonly loginUserId: string; readonly passwordSet: boolean }> {
  await trx
    .insertInto("login_user")
    .values({
      id: login.loginUserId,
      email: login.email,
      name: login.name,
      email_verified: true,
      image: null,
      created_at: login.at,
      updated_at: login.at,
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .execute();
  const { id } = await trx
    .selectFrom("login_user")
    .select("id")
    .where("email", "=", login.email)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const inserted = await trx
    .insertInto("login_credential")
    .values({
      id: login.credentialId,
      account_id: id,
      provider_id: "credential",
      login_user_id: id,
      password: login.passwordHash,
    })
    .onConflict((conflict) => conflict.columns(["provider_id", "account_id"]).doNothing())
    .executeTakeFirst();
  return { loginUserId: id, passwordSet: Number(inserted.numInsertedOrUpdatedRows ?? 0) > 0 };
}
