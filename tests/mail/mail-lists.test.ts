import { beforeAll, describe, expect, it } from "vitest";
import {
  countOpenMails,
  findMail,
  listMails,
  listStuckMails,
  type MailCursor,
} from "~/mail/mail-list-queries.server";
import { queueMails } from "~/mail/mail-queries.server";
import { recordMailNews } from "~/mail/record-mail-news.server";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase({ reference: false });
let world: TestWorld;
const ids: string[] = [];

beforeAll(async () => {
  world = testWorld(database.db);
  for (let number = 0; number < 7; number += 1) {
    const id = world.chance.id();
    ids.push(id);
    await queueMails(world.db, [
      {
        id,
        occasion: `kabar/${number}`,
        kind: "kabar",
        toAddress: number === 3 ? "a_b@example.org" : `orang${number}@example.org`,
        locale: "id",
        facts: {},
        // Two and two are queued in the same instant: the id decides then.
        queuedAt: new Date(world.clock.now().getTime() + Math.floor(number / 2)),
        dueAt: world.clock.now(),
      },
    ]);
  }
  await world.db
    .updateTable("mail")
    .set({ state: "stuck", last_error: "why" })
    .where("id", "=", ids[3]!)
    .execute();
  await world.db
    .updateTable("mail")
    .set({
      state: "sent",
      sent_at: world.clock.now(),
      mail_ref: "re_5",
      subject: "Kabar",
      html: "<p>",
      body: "Kabar",
    })
    .where("id", "=", ids[5]!)
    .execute();
});

describe("the outbox, page by page", () => {
  it("shows every letter once, the newest first", async () => {
    const seen: string[] = [];
    let after: MailCursor | undefined;
    do {
      const page = await listMails(world.db, {}, after, 2);
      seen.push(...page.mails.map((mail) => mail.id));
      after = page.next;
    } while (after);
    const rows = await world.db
      .selectFrom("mail")
      .select("id")
      .orderBy("queued_at", "desc")
      .orderBy("id", "desc")
      .execute();
    expect(seen).toEqual(rows.map((row) => row.id));
    expect(seen).toHaveLength(7);
  });

  it("finds part of an address, and signs in it are only signs", async () => {
    expect((await listMails(world.db, { toAddress: "A_B@" })).mails).toHaveLength(1);
    expect((await listMails(world.db, { toAddress: "%" })).mails).toHaveLength(0);
  });

  it("shows what is stuck and why, and counts it", async () => {
    expect((await listStuckMails(world.db)).mails).toMatchObject([{ id: ids[3], lastError: "why" }]);
    expect(await countOpenMails(world.db)).toEqual({ waiting: 5, stuck: 1 });
  });

  it("shows what became of a letter last, whatever order the news came in", async () => {
    const tell = (kind: "delivered" | "complained", minute: number) =>
      recordMailNews(world, {
        mailEventId: `msg_${kind}`,
        happenedAt: new Date(world.clock.now().getTime() + minute * 60_000),
        mailRef: "re_5",
        to: ["orang5@example.org"],
        kind,
      });
    await tell("complained", 9);
    await tell("delivered", 1);
    expect(await findMail(world.db, ids[5]!)).toMatchObject({ lastNews: "complained", text: "Kabar" });
  });
});
