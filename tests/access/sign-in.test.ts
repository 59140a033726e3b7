import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { endSession, enterByLink, enterByPassword } from "~/access/begin-session.server";
import { createAdministrator } from "~/access/create-administrator.server";
import { sendSignInLink } from "~/access/send-sign-in-link.server";
import { sweepAccess } from "~/access/sweep-access-queries.server";
import { findVisitor, requireSponsor, requireStaff } from "~/access/visitor.server";
import { setWorld } from "~/platform/world.server";
import {
  ask,
  askForToken,
  insertSponsor,
  jar,
  PASSWORD,
  sponsorCookie,
  staffCookie,
} from "../support/signed-in";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase({ reference: false });
let world: TestWorld;
beforeEach(() => {
  world = testWorld(database.db);
  setWorld(world);
});

const thrown = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error("Somebody was let in.");
    },
    (answer: unknown) => answer as Response,
  );

let people = 0;
const someone = () => `orang${++people}@contoh.example`;

describe("a link by e-mail", () => {
  it("lets the sponsor of its address in", async () => {
    const email = someone();
    const id = await insertSponsor(world, email, "Sri Wahyuni");
    const cookie = await sponsorCookie(world, email);
    expect(await requireSponsor(ask("/saya", cookie))).toEqual({
      sponsor: { id, email, name: "Sri Wahyuni" },
    });
  });

  it("works once", async () => {
    const email = someone();
    await insertSponsor(world, email);
    const token = (await askForToken(world, email))!;
    const uses = await Promise.all(
      Array.from({ length: 4 }, () => enterByLink(world, { token, request: ask("/masuk/tautan") })),
    );
    expect(uses.filter((use) => use.kind === "entered")).toHaveLength(1);
    expect((await enterByLink(world, { token, request: ask("/masuk/tautan") })).kind).toBe("refused");
  });

  it("is over after its quarter of an hour", async () => {
    const email = someone();
    await insertSponsor(world, email);
    const token = (await askForToken(world, email))!;
    const { expires_at } = await newestVerification();
    expect(expires_at.getTime() - Date.now()).toBeGreaterThan(14.5 * 60_000);
    expect(expires_at.getTime() - Date.now()).toBeLessThanOrEqual(15 * 60_000);
    await database.db
      .updateTable("login_verification")
      .set({ expires_at: new Date(Date.now() - 1) })
      .execute();
    expect((await enterByLink(world, { token, request: ask("/masuk/tautan") })).kind).toBe("refused");
  });

  it("is kept as its hash only: neither the table nor the letter's occasion holds the token", async () => {
    const email = someone();
    await insertSponsor(world, email);
    const token = (await askForToken(world, email))!;
    expect(token.length).toBeGreaterThanOrEqual(43);
    const verification = await newestVerification();
    expect(JSON.stringify(verification)).not.toContain(token);
    const letter = await database.db
      .selectFrom("mail")
      .select("occasion")
      .where("to_address", "=", email)
      .executeTakeFirstOrThrow();
    expect(letter.occasion).toBe(`sign-in-link/${createHash("sha256").update(token).digest("hex")}`);
  });

  it("is not sent to an address nobody pays from, and the answer is the same in words and time", async () => {
    const known = someone();
    await insertSponsor(world, known);
    const timed = async (email: string) => {
      const begun = performance.now();
      const answer = await sendSignInLink(world, { email, request: ask("/masuk") });
      return { answer, ms: performance.now() - begun };
    };
    const first = await timed(known);
    const second = await timed("tidak-dikenal@contoh.example");
    expect(second.answer).toEqual(first.answer);
    expect(Math.min(first.ms, second.ms)).toBeGreaterThanOrEqual(399);
    expect(await lettersTo("tidak-dikenal@contoh.example")).toBe(0);
    expect(await lettersTo(known)).toBe(1);
  });

  it("is not sent to staff, even when they sponsor somebody, and one sent earlier lets nobody in any more", async () => {
    const email = someone();
    await insertSponsor(world, email);
    const earlier = (await askForToken(world, email))!;
    await staffCookie(world, ["auditor"], email);
    expect((await enterByLink(world, { token: earlier, request: ask("/masuk/tautan") })).kind).toBe(
      "refused",
    );
    const before = await lettersTo(email);
    await sendSignInLink(world, { email, request: ask("/masuk") });
    expect(await lettersTo(email)).toBe(before);
  });

  it("opens nothing of the staff's, also not for someone who became staff afterwards", async () => {
    const email = someone();
    await insertSponsor(world, email);
    const cookie = await sponsorCookie(world, email);
    const { loginUserId } = (await findVisitor(world, ask("/", cookie)))!;
    await database.db
      .insertInto("staff_role")
      .values({
        login_user_id: loginUserId,
        role: "administrator",
        work_unit_id: null,
        granted_by: "test",
        granted_at: world.clock.now(),
        ended_at: null,
        ended_by: null,
      })
      .execute();
    expect((await thrown(requireStaff(ask("/admin", cookie), "auditor"))).status).toBe(403);
  });

  it("may be asked for five times an hour per address, known or not", async () => {
    for (const email of [someone(), someone()]) {
      if (email.includes("1")) await insertSponsor(world, email);
      for (let times = 0; times < 5; times += 1)
        expect((await sendSignInLink(world, { email, request: ask("/masuk") })).kind).toBe("answered");
      expect((await sendSignInLink(world, { email, request: ask("/masuk") })).kind).toBe("too_often");
    }
  }, 20_000);

  it("refuses what is no token without asking anybody", async () => {
    for (const token of ["", "x", "a".repeat(5_000), "'; drop table login_user; --", "../../etc/passwd"])
      expect((await enterByLink(world, { token, request: ask("/masuk/tautan") })).kind).toBe("refused");
  });
});

describe("a password", () => {
  it("lets staff in and writes it down", async () => {
    const email = someone();
    const cookie = await staffCookie(world, ["finance"], email);
    const { staff } = await requireStaff(ask("/admin", cookie), "finance");
    expect(staff).toMatchObject({ email, name: "Rina Hartati", roles: ["finance"] });
    const acts = await database.db
      .selectFrom("audit_log")
      .select(["act", "actor_name"])
      .where("subject_id", "=", staff.id)
      .orderBy("id")
      .execute();
    expect(acts).toEqual([
      { act: "role_granted", actor_name: "admin:create" },
      { act: "signed_in", actor_name: "Rina Hartati" },
    ]);
  });

  it("refuses a wrong one and an unknown address alike", async () => {
    const email = someone();
    await staffCookie(world, ["finance"], email);
    const wrong = await enterByPassword(world, { email, password: "bukan-itu-sandinya", request: ask("/") });
    const unknown = await enterByPassword(world, { email: someone(), password: PASSWORD, request: ask("/") });
    expect(wrong).toEqual({ kind: "refused" });
    expect(unknown).toEqual(wrong);
  });

  it("lets nobody in whose roles have all ended, and their session opens nothing", async () => {
    const email = someone();
    const cookie = await staffCookie(world, ["finance"], email);
    await database.db
      .updateTable("staff_role")
      .set({ ended_at: world.clock.now(), ended_by: "test" })
      .where("ended_at", "is", null)
      .execute();
    expect((await thrown(requireStaff(ask("/admin", cookie), "finance"))).status).toBe(403);
    expect((await enterByPassword(world, { email, password: PASSWORD, request: ask("/") })).kind).toBe(
      "refused",
    );
  });

  it("is not tried for ever: the eleventh wrong one within a quarter of an hour is turned away unread", async () => {
    const email = someone();
    await createAdministrator(world, { email, name: "Rina", password: PASSWORD });
    for (let times = 0; times < 10; times += 1)
      await enterByPassword(world, { email, password: "bukan-itu-sandinya", request: ask("/") });
    const answer = await enterByPassword(world, { email, password: PASSWORD, request: ask("/") });
    expect(answer.kind).toBe("too_often");
  }, 20_000);

  it("must be long, and asking twice for the same administrator changes nothing", async () => {
    const email = someone();
    expect(await createAdministrator(world, { email, name: "A", password: "pendek" })).toEqual({
      kind: "refused",
      reason: "password_too_short",
    });
    const first = await createAdministrator(world, { email, name: "Ani", password: PASSWORD });
    const again = await createAdministrator(world, {
      email,
      name: "Ani",
      password: "sandi-lain-yang-panjang",
    });
    expect(first.kind).toBe("created");
    expect(again).toEqual({ ...first, kind: "already" });
    expect((await enterByPassword(world, { email, password: PASSWORD, request: ask("/") })).kind).toBe(
      "entered",
    );
  });
});

describe("a session", () => {
  it("is worth nothing after leaving, also for who kept the cookie", async () => {
    const cookie = await staffCookie(world, ["finance"], someone());
    const cleared = await endSession(world, ask("/admin/keluar", cookie));
    expect(cleared.join()).toContain("Max-Age=0");
    const answer = await thrown(requireStaff(ask("/admin/temuan?lihat=selesai", cookie), "finance"));
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe("/admin/masuk?kembali=%2Fadmin%2Ftemuan%3Flihat%3Dselesai");
  });

  it("ends when its row is taken away or its time is over", async () => {
    const email = someone();
    await insertSponsor(world, email);
    const cookie = await sponsorCookie(world, email);
    await database.db
      .updateTable("login_session")
      .set({ expires_at: new Date(Date.now() - 1000) })
      .execute();
    expect((await thrown(requireSponsor(ask("/saya", cookie)))).headers.get("location")).toBe(
      "/masuk?kembali=%2Fsaya",
    );
  });

  it("is new after signing in, and the one before it is gone", async () => {
    const email = someone();
    const before = await staffCookie(world, ["finance"], email);
    const entrance = await enterByPassword(world, { email, password: PASSWORD, request: ask("/", before) });
    const after = jar(entrance.kind === "entered" ? entrance.cookies : []);
    expect(after).not.toBe(before);
    expect(await findVisitor(world, ask("/", before))).toBeUndefined();
    expect(await findVisitor(world, ask("/", after))).toMatchObject({ email, door: "password" });
  });

  it("is a cookie that scripts and other sites do not get, and Secure on https", async () => {
    const email = someone();
    await createAdministrator(world, { email, name: "Rina", password: PASSWORD });
    const plain = await enterByPassword(world, { email, password: PASSWORD, request: ask("/") });
    expect(String(plain.kind === "entered" && plain.cookies)).toMatch(/HttpOnly.*SameSite=Lax/);
    expect(String(plain.kind === "entered" && plain.cookies)).not.toContain("Secure");
    const secure = testWorld(database.db.withoutPlugins(), {
      settings: { ...world.settings, publicUrl: "https://contoh.example" },
    });
    const onHttps = await enterByPassword(secure, { email, password: PASSWORD, request: ask("/") });
    expect(String(onHttps.kind === "entered" && onHttps.cookies)).toMatch(/__Secure-.*HttpOnly.*Secure/);
  });

  it("is not taken from a cookie that somebody changed", async () => {
    const cookie = await staffCookie(world, ["finance"], someone());
    const forged = cookie.replace(/session_token=./, (found) =>
      found.endsWith("A") ? "session_token=B" : "session_token=A",
    );
    expect(await findVisitor(world, ask("/", forged))).toBeUndefined();
  });

  it("is forgotten a day after its end, with links and counts, and one that runs stays", async () => {
    const email = someone();
    await insertSponsor(world, email);
    const running = await sponsorCookie(world, email);
    const old = await staffCookie(world, ["finance"], someone());
    await askForToken(world, email);
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    const { sessionToken } = (await findVisitor(world, ask("/", old)))!;
    await database.db
      .updateTable("login_session")
      .set({ expires_at: yesterday })
      .where("token", "=", sessionToken)
      .execute();
    await database.db.updateTable("login_verification").set({ expires_at: yesterday }).execute();
    await database.db.updateTable("access_attempt").set({ expire: yesterday.getTime() }).execute();
    world.clock.set("2028-01-01T00:00:00Z");
    const swept = await sweepAccess(database.db);
    expect(swept.sessions).toBe(1);
    expect(swept.links).toBeGreaterThan(0);
    expect(swept.counts).toBeGreaterThan(0);
    expect(await findVisitor(world, ask("/", running))).toMatchObject({ email });
    expect(await sweepAccess(database.db)).toEqual({ sessions: 0, links: 0, counts: 0 });
  });

  it("of a sponsor who signed in nowhere leads to the door with the way back", async () => {
    const answer = await thrown(requireSponsor(ask("/saya/pesanan?x=1")));
    expect(answer.headers.get("location")).toBe("/masuk?kembali=%2Fsaya%2Fpesanan%3Fx%3D1");
  });
});

async function newestVerification() {
  return database.db
    .selectFrom("login_verification")
    .selectAll()
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
}

async function lettersTo(address: string): Promise<number> {
  const rows = await database.db.selectFrom("mail").select("id").where("to_address", "=", address).execute();
  return rows.length;
}
