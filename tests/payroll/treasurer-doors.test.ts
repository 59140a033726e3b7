/** Who gets in where: a unit's treasurer to that unit alone, through the routes themselves. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { acceptInvitation } from "~/access/accept-invitation.server";
import { appointTreasurer, dismissTreasurer } from "~/access/appoint-treasurer.server";
import { enterByLink, enterByPassword } from "~/access/begin-session.server";
import { listTreasurers } from "~/access/invitation-queries.server";
import { letterWriters } from "~/jobs/letter-writers.server";
import { deliverMails } from "~/mail/deliver-mails.server";
import { setWorld } from "~/platform/world.server";
import * as homeRoute from "../../app/routes/bendahara._index";
import * as batchRoute from "../../app/routes/bendahara.$id";
import * as downloadRoute from "../../app/routes/bendahara.$id_.unduh";
import {
  ask,
  askForToken,
  insertSponsor,
  jar,
  PASSWORD,
  post,
  sponsorCookie,
  staffCookie,
} from "../support/signed-in";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { waitUntilBlocked } from "../support/wait-for-lock";
import { closed, openUnit, type Servant, servant, sign } from "./payroll-rig";

vi.setConfig({ testTimeout: 60_000 });
const database = useDatabase();
let world: TestWorld;
let unit: string;
let batchId: string;
let who: Servant;
let own: string;
let foreign: string;
const admin = {
  id: "00000000-0000-7000-8000-000000000009",
  name: "Dewi",
  email: "dewi@example.org",
  roles: [],
};

/** Invites somebody to a unit and returns the token of the letter. */
async function invite(email: string, unitId: string): Promise<string> {
  // Letters of one moment have no order.
  world.clock.advance(1);
  const answer = await appointTreasurer(world, { email, name: "Sri Wahyuni", unitId, by: admin });
  expect(answer).toEqual({ kind: "invited", email });
  const mail = await world.db
    .selectFrom("mail")
    .select("facts")
    .where("to_address", "=", email)
    .where("kind", "=", "treasurer_invited")
    .orderBy("queued_at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  return new URL(String(mail.facts.url)).searchParams.get("kunci") ?? "";
}

const accept = (token: string, password = PASSWORD, again = password) =>
  acceptInvitation(world, { token, password, again, request: ask("/bendahara/undangan") });

async function treasurerCookie(email: string, unitId: string): Promise<string> {
  const answer = await accept(await invite(email, unitId));
  if (answer.kind !== "accepted") throw new Error(JSON.stringify(answer));
  const entrance = await enterByPassword(world, { email, password: PASSWORD, request: ask("/admin/masuk") });
  if (entrance.kind !== "entered") throw new Error(entrance.kind);
  return jar(entrance.cookies);
}

beforeAll(async () => {
  world = testWorld(database.db);
  setWorld(world);
  unit = await openUnit(world);
  who = await servant(world, unit);
  await sign(world, who);
  batchId = await closed(world, unit, "2027-01");
  own = await treasurerCookie("sri@contoh.example", unit);
  foreign = await treasurerCookie("wati@contoh.example", await openUnit(world));
}, 60_000);

type Door = (args: LoaderFunctionArgs) => Promise<unknown>;
async function status(door: Door, request: Request): Promise<number> {
  const answer = await door({
    request,
    params: { id: batchId },
    context: {},
  } as unknown as LoaderFunctionArgs).catch((thrown: unknown) => thrown);
  if (answer instanceof Error) throw answer;
  return answer instanceof Response ? answer.status : 200;
}
const path = () => `/bendahara/${batchId}`;

describe("a unit's list", () => {
  it("opens for its treasurer, is not there for another unit's, and refuses everybody else", async () => {
    const doors: readonly (readonly [Door, (cookie: string) => Request])[] = [
      [batchRoute.loader as Door, (cookie) => ask(path(), cookie)],
      [batchRoute.action as Door, (cookie) => post(path(), cookie, { aksi: "unggah" })],
      [downloadRoute.action as Door, (cookie) => post(`${path()}/unduh`, cookie, { bentuk: "csv" })],
    ];
    const administrator = await staffCookie(world, ["administrator", "finance"], "admin@contoh.example");
    await insertSponsor(world, "donatur@contoh.example");
    const sponsor = await sponsorCookie(world, "donatur@contoh.example");
    for (const [door, request] of doors) {
      expect([200, 422]).toContain(await status(door, request(own)));
      expect(await status(door, request(foreign))).toBe(404);
      expect(await status(door, request(administrator))).toBe(403);
      expect(await status(door, request(sponsor))).toBe(403);
      expect(await status(door, request(""))).toBe(302);
    }
  });

  it("is closed early by its own treasurer only, and no further ahead than the next", async () => {
    const closeIt = (cookie: string, month: string) =>
      status(homeRoute.action as Door, post("/bendahara?index", cookie, { unit, bulan: month }));
    expect(await closeIt(foreign, "2026-12")).toBe(404);
    expect(await closeIt(own, "2027-06")).toBe(200);
    expect(
      await world.db.selectFrom("payroll_batch").select("month").where("work_unit_id", "=", unit).execute(),
    ).toEqual([{ month: "2027-01" }]);
  });

  it("leaves with whole NIPs only in a file whose making was written down", async () => {
    const page = await (batchRoute.loader as Door)({
      request: ask(path(), own),
      params: { id: batchId },
      context: {},
    } as unknown as LoaderFunctionArgs);
    expect(JSON.stringify(page)).not.toContain(who.nip);
    const file = (await (downloadRoute.action as Door)({
      request: post(`${path()}/unduh`, own, { bentuk: "csv" }),
      params: { id: batchId },
      context: {},
    } as unknown as LoaderFunctionArgs)) as Response;
    expect((await file.text()).replace(/\s/g, "")).toContain(who.nip);
    expect(file.headers.get("cache-control")).toContain("no-store");
    const acts = await world.db
      .selectFrom("audit_log")
      .select(["actor_name", "after"])
      .where("act", "=", "payroll_list_downloaded")
      .where("subject_id", "=", batchId)
      .execute();
    expect(acts.length).toBeGreaterThan(0);
    expect(acts.at(-1)).toMatchObject({ actor_name: "Sri Wahyuni", after: { people: 1 } });
    expect(JSON.stringify(acts)).not.toContain(who.nip);
  });
});

describe("an invitation", () => {
  it("works once, for one who chooses a password long enough, typed the same twice", async () => {
    const token = await invite("baru@contoh.example", unit);
    expect(await accept(token, "pendek")).toMatchObject({ reason: "password_too_short" });
    expect(await accept(token, PASSWORD, "lain sekali panjangnya")).toMatchObject({ reason: "differs" });
    expect(await accept(token)).toEqual({ kind: "accepted", email: "baru@contoh.example" });
    expect(await accept(token)).toMatchObject({ reason: "unknown" });
    expect(await accept("x".repeat(43))).toMatchObject({ reason: "unknown" });
  });

  it("is replaced by the next, and over after seven days", async () => {
    const first = await invite("dua@contoh.example", unit);
    const second = await invite("dua@contoh.example", unit);
    expect(await accept(first)).toMatchObject({ reason: "unknown" });
    const now = world.clock.now().toISOString();
    world.clock.advance(7 * 86_400_000);
    expect(await accept(second)).toMatchObject({ reason: "unknown" });
    world.clock.set(now);
    expect((await accept(second)).kind).toBe("accepted");
  });

  it("used by two at the same moment makes one treasurer", async () => {
    const token = await invite("tiga@contoh.example", unit);
    const both = await world.db.transaction().execute(async (trx) => {
      await trx
        .selectFrom("staff_invitation")
        .selectAll()
        .where("email", "=", "tiga@contoh.example")
        .forUpdate()
        .execute();
      const uses = [accept(token), accept(token)];
      await waitUntilBlocked(world.db, 2);
      return uses;
    });
    expect((await Promise.all(both)).map((answer) => answer.kind).sort()).toEqual(["accepted", "refused"]);
  });

  it("ends what a mailbox alone opened: from then on the address enters by its password", async () => {
    const email = "dobel@contoh.example";
    await insertSponsor(world, email);
    const before = await sponsorCookie(world, email);
    await treasurerCookie(email, unit);
    expect(await status(homeRoute.loader as Door, ask("/bendahara", before))).toBe(302);
    expect(await askForToken(world, email)).toBeDefined();
    const letters = await world.db
      .selectFrom("mail")
      .select("id")
      .where("kind", "=", "sign_in_link")
      .where("to_address", "=", email)
      .execute();
    expect(letters).toHaveLength(1);
    expect((await enterByLink(world, { token: "x".repeat(43), request: ask("/masuk/tautan") })).kind).toBe(
      "refused",
    );
  });

  it("is a letter whose link is forgotten once it has left", async () => {
    await invite("surat@contoh.example", unit);
    const sent: string[] = [];
    const mailer = {
      send: async (mail: { text: string }) => {
        sent.push(mail.text);
        return { kind: "accepted" as const, mailRef: world.chance.id() };
      },
      readNews: async () => ({ kind: "forged" as const, detail: "" }),
    };
    for (let round = 0; round < 20 && !sent.some((text) => text.includes("/bendahara/undangan")); round += 1)
      await deliverMails({ ...world, mailer: mailer as never }, letterWriters);
    expect(sent.some((text) => text.includes("/bendahara/undangan?kunci="))).toBe(true);
    const kept = await world.db
      .selectFrom("mail")
      .selectAll()
      .where("kind", "=", "treasurer_invited")
      .where("state", "=", "sent")
      .execute();
    expect(JSON.stringify(kept)).not.toContain("kunci=");
  });
});

describe("a treasurer", () => {
  it("with a password already gets the role at once; dismissed, the pages close", async () => {
    const email = "lama@contoh.example";
    const cookie = await staffCookie(world, ["auditor"], email);
    expect(await status(homeRoute.loader as Door, ask("/bendahara", cookie))).toBe(403);
    expect(await appointTreasurer(world, { email, name: "Rina", unitId: unit, by: admin })).toEqual({
      kind: "appointed",
      email,
    });
    expect(await appointTreasurer(world, { email, name: "Rina", unitId: unit, by: admin })).toMatchObject({
      rule: "already",
    });
    expect(await status(homeRoute.loader as Door, ask("/bendahara", cookie))).toBe(200);
    const role = (await listTreasurers(world.db, unit)).find((each) => each.email === email)!;
    const other = await openUnit(world);
    expect(await dismissTreasurer(world, { roleId: role.roleId, unitId: other, by: admin })).toBe(false);
    expect(await dismissTreasurer(world, { roleId: role.roleId, unitId: unit, by: admin })).toBe(true);
    expect(await status(homeRoute.loader as Door, ask("/bendahara", cookie))).toBe(403);
  });
});
