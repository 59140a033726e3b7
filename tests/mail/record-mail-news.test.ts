import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { releaseAddress } from "~/mail/mail-news-queries.server";
import type { MailNews } from "~/mail/mailer";
import { recordMailNews } from "~/mail/record-mail-news.server";
import { setWorld } from "~/platform/world.server";
import { action } from "~/routes/webhooks.resend";
import { openRig, type Rig } from "../adapters/sandbox-rig";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase({ reference: false });
let rig: Rig;
let world: TestWorld;

beforeAll(async () => {
  rig = await openRig();
});
afterAll(async () => {
  setWorld(undefined);
  await rig.close();
});

beforeEach(async () => {
  await database.db.deleteFrom("address_suppression").execute();
  await database.db.deleteFrom("mail_event").execute();
  world = { ...testWorld(database.db, { mailer: rig.mailer }) };
  world.clock.set(new Date().toISOString());
  setWorld(world);
});

const suppressions = async () =>
  (
    await world.db
      .selectFrom("address_suppression")
      .select(["address", "because"])
      .orderBy("address")
      .execute()
  ).map(({ address, because }) => `${address} ${because}`);
const events = () => world.db.selectFrom("mail_event").selectAll().orderBy("happened_at").execute();
const post = (request: Request) => action({ request, params: {}, context: {} });

let told = 0;
const news = (kind: MailNews["kind"], over: Partial<MailNews> = {}): MailNews => {
  told += 1;
  return {
    mailEventId: `msg_${told}`,
    happenedAt: world.clock.now(),
    mailRef: "re_1",
    to: ["Siti <Siti@Example.org>"],
    kind,
    ...over,
  };
};

describe("signed news of the mail service", () => {
  it("is stored once and keeps a bounced address from further mail", async () => {
    await rig.mailer.send({
      idempotencyKey: "bounce/1",
      from: "Sertakan Cinta <halo@example.org>",
      to: "bounced@resend.dev",
      subject: "Kabar",
      html: "<p>Kabar</p>",
      text: "Kabar",
    });
    await rig.quiet();
    const bounce = rig.door.arrivals.find((arrival) => JSON.parse(arrival.body).type === "email.bounced")!;
    expect((await post(rig.door.request(bounce))).status).toBe(204);
    expect((await post(rig.door.request(bounce))).status).toBe(204);
    expect(await events()).toMatchObject([{ kind: "bounced", detail: expect.stringContaining("Permanent") }]);
    expect(await suppressions()).toEqual(["bounced@resend.dev bounced"]);
  });

  it("is refused with 400 when the body was touched, and nothing is kept", async () => {
    const [arrival] = rig.door.arrivals;
    const forged = { ...arrival!, body: arrival!.body.replace("resend.dev", "example.org") };
    expect((await post(rig.door.request(forged))).status).toBe(400);
    expect(await events()).toEqual([]);
  });

  it("is not read when it is said to be too long", async () => {
    const request = new Request("http://site/webhooks/resend", {
      method: "POST",
      body: "{}",
      headers: { "content-length": "1000001" },
    });
    expect((await post(request)).status).toBe(413);
  });
});

describe("what news does to an address", () => {
  it.each(["sent", "delivered", "delayed", "failed", "other"] as const)("%s: nothing", async (kind) => {
    expect(await recordMailNews(world, news(kind))).toBe("recorded");
    expect(await suppressions()).toEqual([]);
    expect(await events()).toHaveLength(1);
  });

  it("a mailbox that was full for a while is not held against its owner", async () => {
    await recordMailNews(world, news("bounced", { detail: "Transient, MailboxFull, try later" }));
    expect(await suppressions()).toEqual([]);
  });

  it("a bounce replaces a complaint, and never the other way round", async () => {
    await recordMailNews(world, news("complained"));
    expect(await suppressions()).toEqual(["siti@example.org complained"]);
    await recordMailNews(world, news("bounced"));
    expect(await suppressions()).toEqual(["siti@example.org bounced"]);
    await recordMailNews(world, news("complained"));
    expect(await suppressions()).toEqual(["siti@example.org bounced"]);
  });

  it("the same news again does nothing, even after the address was let go", async () => {
    const bounce = news("bounced");
    await recordMailNews(world, bounce);
    expect(await releaseAddress(world.db, "Siti@Example.org")).toMatchObject({ address: "siti@example.org" });
    expect(await releaseAddress(world.db, "Siti@Example.org")).toBeUndefined();
    expect(await recordMailNews(world, bounce)).toBe("known");
    expect(await suppressions()).toEqual([]);
  });
});
