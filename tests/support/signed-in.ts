/** Visitors for tests, signed in through the real doors. */
import { enterByLink, enterByPassword } from "~/access/begin-session.server";
import { createAdministrator } from "~/access/create-administrator.server";
import type { StaffRole } from "~/access/role";
import { sendSignInLink } from "~/access/send-sign-in-link.server";
import { grantRole } from "~/access/standing-queries.server";
import type { Trx } from "~db/connection";
import type { TestWorld } from "./test-world";

export const PASSWORD = "sandi-uji-yang-panjang";

let visitors = 0;

/** A request of a visitor nobody counted yet, so that limits of one test do not reach another. */
export function ask(path: string, cookie = "", init: RequestInit = {}): Request {
  visitors += 1;
  const headers = new Headers(init.headers);
  if (cookie) headers.set("cookie", cookie);
  if (!headers.has("x-forwarded-for"))
    headers.set("x-forwarded-for", `10.1.${visitors >> 8}.${visitors & 255}`);
  return new Request(new URL(path, "http://127.0.0.1:3000"), { ...init, headers });
}

/** A form as a browser posts it. */
export function post(
  path: string,
  cookie: string,
  fields: Record<string, string> | [string, string][],
): Request {
  return ask(path, cookie, { method: "POST", body: new URLSearchParams(fields) });
}

/** The cookies of an answer as the next request carries them. */
export function jar(cookies: readonly string[]): string {
  return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
}

/** A member of staff with these roles, signed in; the cookie to send along. */
export async function staffCookie(
  world: TestWorld,
  roles: readonly StaffRole[],
  email: string,
): Promise<string> {
  const made = await createAdministrator(world, { email, name: "Rina Hartati", password: PASSWORD });
  if (made.kind === "refused") throw new Error(made.reason);
  await world.db
    .updateTable("staff_role")
    .set({ ended_at: world.clock.now(), ended_by: "test" })
    .where("login_user_id", "=", made.loginUserId)
    .execute();
  await world.db.transaction().execute(async (trx) => {
    for (const role of roles)
      await grantRole(trx, {
        loginUserId: made.loginUserId,
        role,
        ...(role === "treasurer" ? { workUnitId: await someUnit(trx) } : {}),
        grantedBy: "test",
        at: world.clock.now(),
      });
  });
  const entrance = await enterByPassword(world, { email, password: PASSWORD, request: ask("/admin/masuk") });
  if (entrance.kind !== "entered") throw new Error(`Not let in: ${entrance.kind}`);
  return jar(entrance.cookies);
}

async function someUnit(trx: Trx): Promise<string> {
  return (await trx.selectFrom("work_unit").select("id").limit(1).executeTakeFirstOrThrow()).id;
}

export async function insertSponsor(world: TestWorld, email: string, name = "Budi Santoso"): Promise<string> {
  const id = world.chance.id();
  await world.db.insertInto("sponsor").values({ id, email, name, created_at: world.clock.now() }).execute();
  return id;
}

/** Asks for a link and returns the token in the newest letter to that address; undefined when there is no letter. */
export async function askForToken(
  world: TestWorld,
  email: string,
  back = "/saya",
): Promise<string | undefined> {
  await sendSignInLink(world, { email, back, request: ask("/masuk") });
  const letter = await world.db
    .selectFrom("mail")
    .select("facts")
    .where("kind", "=", "sign_in_link")
    .where("to_address", "=", email)
    .orderBy("id", "desc")
    .executeTakeFirst();
  return letter ? (new URL(String(letter.facts.url)).searchParams.get("kunci") ?? undefined) : undefined;
}

/** A sponsor's address, signed in by link; the cookie to send along. */
export async function sponsorCookie(world: TestWorld, email: string): Promise<string> {
  const token = await askForToken(world, email);
  const entrance = await enterByLink(world, { token: token ?? "", request: ask("/masuk/tautan") });
  if (entrance.kind !== "entered") throw new Error(`Not let in: ${entrance.kind}`);
  return jar(entrance.cookies);
}
