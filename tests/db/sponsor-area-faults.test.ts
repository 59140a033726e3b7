/** Every question about hand-overs and cards finds the fault it is there for: planted here, then taken back. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { Db } from "~db/connection";
import { findBrokenInvariants } from "~db/invariants";
import { sponsorAreaQuestions } from "~db/sponsor-area-questions";
import { questionsBrokenBy } from "../support/planted-fault";
import { insertSponsor } from "../support/signed-in";
import { stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
let ids: Record<"giver" | "taker" | "old" | "fresh" | "entrusted" | "card" | "offer" | "trust", string>;

const names = async (db: Db) => (await findBrokenInvariants(db)).map(({ name }) => name);

/** A worker handed over, another entrusted, and a card that was left: all as it should be. */
beforeAll(async () => {
  world = testWorld(database.db);
  const id = () => world.chance.id();
  const worker = await stateWorker(world, "3509160101850011");
  const other = await stateWorker(world, "3509160101850012");
  ids = {
    giver: await insertSponsor(world, "pemberi@example.org"),
    taker: await insertSponsor(world, "penerima@example.org"),
    old: id(),
    fresh: id(),
    entrusted: id(),
    card: id(),
    offer: id(),
    trust: id(),
  };
  await sql`insert into sponsorship (id, sponsor_id, worker_id, statement_id, begun_at, ended_at, ended_because, taken_over_from)
    values (${ids.old}, ${ids.giver}, ${worker.workerId}, ${worker.statementId}, now(), now(), 'handed_over', null),
      (${ids.fresh}, ${ids.taker}, ${worker.workerId}, ${worker.statementId}, now(), null, null, ${ids.old}),
      (${ids.entrusted}, ${ids.giver}, ${other.workerId}, ${other.statementId}, now(), now(), 'handed_over', null)`.execute(
    world.db,
  );
  await sql`insert into saved_method (id, sponsor_id, gateway, customer_ref, method_ref, saved_at)
    values (${ids.card}, ${ids.taker}, 'stripe', 'cus_1', 'pm_1', now())`.execute(world.db);
  await sql`insert into sponsorship_terms (sponsorship_id, interval_months, programmes, way, saved_method_id, recorded_at, recorded_by)
    values (${ids.fresh}, 3, '{jkk,jkm}', 'saved_card', ${ids.card}, now(), 'test'),
      (${ids.old}, 3, '{jkk,jkm}', 'pay_link', null, now(), 'test'),
      (${ids.entrusted}, 3, '{jkk,jkm}', 'pay_link', null, now(), 'test')`.execute(world.db);
  await sql`insert into hand_over (id, sponsorship_id, to_whom, to_address, offered_at, expires_at, ended_at, ended_as, new_sponsorship_id)
    values (${ids.offer}, ${ids.old}, 'sponsor', 'penerima@example.org', now(), now(), now(), 'accepted', ${ids.fresh}),
      (${ids.trust}, ${ids.entrusted}, 'pool', null, now(), null, null, null, null)`.execute(world.db);
  await sql`insert into card_wish (id, sponsor_id, gateway, checkout_ref, opened_at, ended_at, ended_as, saved_method_id)
    values (${id()}, ${ids.taker}, 'stripe', 'cs_1', now(), now(), 'kept', ${ids.card})`.execute(world.db);
});

const faults: Record<string, () => string> = {
  "a worker that was handed over goes on with the sponsor who accepted": () =>
    `update sponsorship set taken_over_from = null where id = '${ids.fresh}'`,
  "a worker that was entrusted has no living sponsorship of the one who entrusted them": () =>
    `update sponsorship set ended_at = null, ended_because = null where id = '${ids.entrusted}'`,
  "a card that was left belongs to the sponsor who left it": () =>
    `update card_wish set sponsor_id = '${ids.giver}'`,
  "a sponsorship is charged on a card of its own sponsor": () =>
    `update saved_method set sponsor_id = '${ids.giver}'`,
};

describe("the questions about the sponsor's area", () => {
  it("have a planted fault each", () => {
    expect(Object.keys(faults).sort()).toEqual(Object.keys(sponsorAreaQuestions).sort());
  });

  it("find nothing in sound books", async () => {
    expect(await names(world.db)).toEqual([]);
  });

  it.each(Object.keys(faults))("find the fault: %s", async (name) => {
    expect(await questionsBrokenBy(world.db, [faults[name]!()])).toContain(name);
  });
});
