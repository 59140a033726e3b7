import { beforeEach, expect, it } from "vitest";
import { queueSignInLink } from "~/access/sign-in-link-mail.server";
import { letterWriters } from "~/jobs/letter-writers.server";
import { deliverMails } from "~/mail/deliver-mails.server";
import type { OutgoingMail } from "~/mail/mailer";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase({ reference: false });
let world: TestWorld;
let handed: OutgoingMail[];

beforeEach(async () => {
  await database.db.deleteFrom("mail").execute();
  handed = [];
  world = testWorld(database.db, {
    mailer: {
      async send(mail) {
        handed.push(mail);
        return { kind: "accepted", mailRef: "re_1" };
      },
      readNews: async () => ({ kind: "forged", detail: "" }),
    },
  });
});

it("carries the link once, says until when it may be used, and leaves no key behind", async () => {
  await queueSignInLink(world, { email: "budi@example.org", token: "the-key-itself" });
  await deliverMails(world, letterWriters);
  const [mail] = handed;
  expect(mail!.text).toContain("/masuk/tautan?kunci=the-key-itself");
  expect(mail!.text).toContain("10.15 WIB");
  expect(mail!.idempotencyKey).not.toContain("the-key-itself");
  const row = await world.db.selectFrom("mail").selectAll().executeTakeFirstOrThrow();
  expect(row.state).toBe("sent");
  expect(JSON.stringify(row)).not.toContain("the-key-itself");
});

it("is not sent when it would arrive too old", async () => {
  await queueSignInLink(world, { email: "budi@example.org", token: "the-key-itself" });
  world.clock.advance(15 * 60_000);
  await deliverMails(world, letterWriters);
  expect(handed).toEqual([]);
  const row = await world.db.selectFrom("mail").selectAll().executeTakeFirstOrThrow();
  expect(row.state).toBe("dropped");
  expect(JSON.stringify(row)).not.toContain("the-key-itself");
});
