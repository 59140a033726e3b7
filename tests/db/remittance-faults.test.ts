/** Every question about remittance finds the fault it is there for: planted here one by one, then taken back. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { importAnswers } from "~/remittance/import-answers.server";
import { findDraft, keepMapping } from "~/remittance/import-draft-queries.server";
import { importGovernment } from "~/remittance/import-government.server";
import { keepDraft } from "~/remittance/keep-draft.server";
import { findBrokenInvariants } from "~db/invariants";
import { remittanceQuestions } from "~db/remittance-questions";
import { paidOrder, preparedBatch, remit, rina } from "../remittance/remittance-story";
import { questionsBrokenBy } from "../support/planted-fault";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;

async function run(kind: "answers" | "government", content: string, mapping: object) {
  const file = { name: "x.csv", bytes: new TextEncoder().encode(content) };
  const kept = await keepDraft(world, { kind, file, by: rina.name });
  if (kept.kind !== "kept") throw new Error(JSON.stringify(kept.problems));
  const draft = (await findDraft(database.db, kept.draftId, kind))!;
  const saving = { at: world.clock.now(), by: rina.name };
  await database.db.transaction().execute((trx) => keepMapping(trx, draft, mapping, saving));
  const given = { draftId: kept.draftId, by: rina };
  const answer = await (kind === "answers" ? importAnswers(world, given) : importGovernment(world, given));
  if (answer.kind !== "imported") throw new Error(answer.reason);
}

/** A batch of three, one accepted, one refused and one unanswered; a batch that is prepared; a list. */
beforeAll(async () => {
  world = testWorld(database.db);
  const niks = ["3509160101850011", "3509160101850012", "3509160101850013"];
  await paidOrder(world, niks, { months: 1 });
  await remit(world, await preparedBatch(world));
  await run("answers", `NIK,Bulan,Hasil\n${niks[0]},2026-11,ya\n${niks[1]},2026-11,tidak\n`, {
    nik: "A",
    month: "B",
    outcome: "C",
    acceptedWords: ["ya"],
    refusedWords: ["tidak"],
  });
  await run("government", "NIK\n3509160101850099\n", {
    nik: "A",
    fixedFrom: "2026-11",
    fixedTo: "2026-11",
    sourceName: "Lingkaran Cinta",
  });
  await paidOrder(world, ["3509160101850014"], { months: 1 });
  await preparedBatch(world);
});

const prepared = `(select b.id from remittance_batch b where not exists (select from remittance_approval a where a.batch_id = b.id))`;

/** One fault per question; each is SQL that only somebody with the keys to the database could run. */
const faults: Record<string, string> = {
  "a remitted batch is one transfer out of the bank, for the sum of its items":
    "update remittance_transfer set amount = amount + 1",
  "every remitted worker-month went to BPJS for its due, less what came back":
    "update journal_line set month = '2027-12' where account = 'bpjs_transfer' and worker_id is not null",
  "what BPJS still holds of ours is what it refused, less what it gave back":
    "update journal_line set party = 'SB-2026-9999' where account = 'bpjs_transfer' and worker_id is null",
  "nobody approved a batch they prepared": `
    alter table remittance_approval drop constraint remittance_approval_check;
    update remittance_approval set approved_by_id = prepared_by_id`,
  "an approved total is the sum of the batch's items": "update remittance_approval set total = total + 1",
  "a worker-month's money lies in one batch at a time": `
    drop index remittance_item_once;
    insert into remittance_item (batch_id, order_id, payment_id, worker_id, month, statement_id, base, jkk, jkm, jht, due, paid)
    select ${prepared}, order_id, payment_id, worker_id, month, statement_id, base, jkk, jkm, jht, due, paid
    from remittance_item where batch_id = ${prepared}`,
  "a withdrawn batch keeps nothing": `
    insert into remittance_withdrawal (batch_id, withdrawn_at, withdrawn_by, reason) values (${prepared}, now(), 'x', 'xxx')`,
  "a confirmed worker-month is covered": `
    update coverage set ended_at = now(), ended_because = 'x' where ended_at is null and worker_id in (
      select i.worker_id from remittance_answer a join remittance_item i on i.id = a.item_id where a.outcome = 'accepted')`,
  "an answer stands as long as its import, and a refused month waits anew":
    "update remittance_item set released_at = null where released_at is not null",
  "the government covers no month by a list that was taken back":
    "update government_list set undone_at = now(), undone_by = 'x', undone_reason = 'xxx'",
};

const guarded = ["journal_line", "remittance_transfer", "remittance_approval", "remittance_withdrawal"];

describe("the questions about remittance", () => {
  it("have a planted fault each", () => {
    expect(Object.keys(faults).sort()).toEqual(Object.keys(remittanceQuestions).sort());
  });

  it("find nothing in sound books", async () => {
    expect(await findBrokenInvariants(world.db)).toEqual([]);
  });

  it.each(Object.keys(faults))("find the fault: %s", async (name) => {
    expect(await questionsBrokenBy(world.db, faults[name]!.split(";\n"), guarded)).toContain(name);
  });

  it.each([
    "update remittance_transfer set amount = 1",
    "delete from remittance_approval",
    "update government_claim set line = 9",
  ])("are asked of tables that refuse: %s", async (statement) => {
    await expect(sql`${sql.raw(statement)}`.execute(world.db)).rejects.toThrow("append-only");
  });

  it("stand beside a table that lets nobody approve their own batch", async () => {
    const own = sql`insert into remittance_approval (batch_id, prepared_by_id, approved_by_id, approved_by, approved_at, total)
      select id, prepared_by_id, prepared_by_id, prepared_by, now(), 1 from remittance_batch where id = ${sql.raw(prepared)}`;
    await expect(own.execute(world.db)).rejects.toThrow("remittance_approval_check");
  });
});
