import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { placeOrder } from "~/orders/place-order.server";
import { listCoverageFacts } from "~/orders/sponsored-worker-queries.server";
import { resolveFinding } from "~/payments/resolve-finding.server";
import type { GovernmentMapping } from "~/remittance/government-rows";
import { findDraft, keepMapping } from "~/remittance/import-draft-queries.server";
import { importGovernment, previewGovernment, undoGovernment } from "~/remittance/import-government.server";
import { keepDraft } from "~/remittance/keep-draft.server";
import { sumWaiting } from "~/remittance/waiting-months-queries.server";
import { feePlan, fillCart, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { paidOrder, preparedBatch, remit, rina } from "./remittance-story";

const database = useDatabase();
let world: TestWorld;
let people = 0;
const nik = () => `35091604128${String(20000 + ++people)}`;

beforeAll(() => {
  world = testWorld(database.db);
});
beforeEach(() => world.clock.advance(60_000));

const mapping: GovernmentMapping = {
  nik: "A",
  fixedFrom: "2026-11",
  fixedTo: "2026-12",
  sourceName: "Lingkaran Cinta 2026",
};

async function drafted(rows: string, wish: GovernmentMapping = mapping): Promise<string> {
  const file = { name: "daftar.csv", bytes: new TextEncoder().encode(rows) };
  const kept = await keepDraft(world, { kind: "government", file, by: rina.name });
  if (kept.kind !== "kept") throw new Error(JSON.stringify(kept.problems));
  const draft = (await findDraft(database.db, kept.draftId, "government"))!;
  await database.db
    .transaction()
    .execute((trx) => keepMapping(trx, draft, wish, { at: world.clock.now(), by: rina.name }));
  return kept.draftId;
}
async function imported(rows: string, wish?: GovernmentMapping): Promise<string> {
  const answer = await importGovernment(world, { draftId: await drafted(rows, wish), by: rina });
  if (answer.kind !== "imported") throw new Error(answer.reason);
  return answer.listId;
}
const buy = async (worker: { workerId: string; statementId: string }, start: string) =>
  (
    await placeOrder(world, {
      cartId: await fillCart(world, [{ worker, start, months: 1 }]),
      feePlan,
      locale: "id",
    })
  ).kind;
const findingsOf = (orderId: string) =>
  database.db
    .selectFrom("finding")
    .selectAll()
    .where("order_id", "=", orderId)
    .orderBy("opened_at")
    .execute();

describe("a list of those the government pays for", () => {
  it("keeps its months from being bought, also by people nobody knew yet, until it is taken back", async () => {
    const stranger = nik();
    const listId = await imported(`NIK,Nama\n${stranger},X\n${nik()},Y\n`);
    const worker = await stateWorker(world, stranger);
    expect(await buy(worker, "2026-12")).not.toBe("placed");
    expect(await buy(worker, "2027-01")).toBe("placed");
    const undo = { listId, reason: "daftar keliru", by: rina };
    expect(await undoGovernment(world, { ...undo, reason: "" })).toMatchObject({ reason: "reason_missing" });
    expect(await undoGovernment(world, undo)).toEqual({ kind: "undone", months: 4 });
    expect(await undoGovernment(world, undo)).toMatchObject({ reason: "undone_before" });
    expect(await buy(worker, "2026-12")).toBe("placed");
  });

  it("raises a finding on paid months; set aside, they become the government's and their money waits", async () => {
    const known = nik();
    const paid = await paidOrder(world, [known], { months: 3 });
    const { workerId } = paid.workers[0]!;
    await imported(`NIK\n${known}\n`);
    const [finding] = await findingsOf(paid.order.id);
    expect(finding).toMatchObject({ kind: "covered_by_government", amount: 16800 });
    const facts = async () =>
      Object.fromEntries(
        (
          (await listCoverageFacts(database.db, [workerId], paid.order.sponsorId, world.clock.now())).get(
            workerId,
          ) ?? []
        ).map((fact) => [fact.month, fact.state]),
      );
    expect(await facts()).toEqual({ "2026-11": "paid", "2026-12": "paid", "2027-01": "paid" });
    const decide = (findingId: string, decision: "set_aside" | "refund") =>
      resolveFinding(world, { findingId, decision, reason: "benar", decidedBy: rina });
    expect(await decide(finding!.id, "set_aside")).toEqual({ kind: "resolved" });
    expect(await facts()).toEqual({ "2026-11": "government", "2026-12": "government", "2027-01": "paid" });
    const [, money] = await findingsOf(paid.order.id);
    expect(money).toMatchObject({ kind: "month_already_covered", amount: 16800 });
    expect(await decide(money!.id, "refund")).toEqual({ kind: "resolved" });
    expect(await sumWaiting(database.db, {})).toMatchObject([{ month: "2027-01" }]);
  });

  it("says so when the money of a finding has moved, and marks the month in a batch", async () => {
    const known = nik();
    const paid = await paidOrder(world, [known], { months: 1 });
    await imported(`NIK\n${known}\n`);
    const batchId = await preparedBatch(world, { toMonth: "2026-11" });
    const item = await database.db
      .selectFrom("remittance_item")
      .select("checks")
      .where("batch_id", "=", batchId)
      .where("order_id", "=", paid.order.id)
      .executeTakeFirst();
    expect(item?.checks).toEqual(["government"]);
    const [finding] = await findingsOf(paid.order.id);
    expect(
      await resolveFinding(world, {
        findingId: finding!.id,
        decision: "set_aside",
        reason: "benar",
        decidedBy: rina,
      }),
    ).toEqual({ kind: "refused", reason: "money_moved" });
  });

  it("is shown before it is run: how many people, months, findings; bad rows by line", async () => {
    const known = nik();
    await paidOrder(world, [known], { months: 1, start: "2026-12" });
    await remit(world, await preparedBatch(world, { fromMonth: "2026-12", toMonth: "2026-12" }));
    const byColumn = { ...mapping, fromMonth: "B", toMonth: "C", fixedFrom: undefined, fixedTo: undefined };
    const good = await previewGovernment(
      world,
      await drafted(`NIK;Mulai;Sampai\n${known};2026-12;03/2027\n`, byColumn),
    );
    expect(good).toMatchObject({
      look: { people: 1, known: 1, paidMonths: 1, paidOrders: 1, sentMonths: 1 },
      fromMonth: "2026-12",
      toMonth: "2027-03",
      problems: [],
    });
    const bad = await drafted(
      `NIK;Mulai;Sampai\n1234;2026-12;2026-12\n${known};2026-12;2026-11\n${known};2026-12;\n${known};2026-12;2026-12\n${known};2026-12;2026-12\n${known};2026-12;2036-12\n`,
      byColumn,
    );
    const preview = await previewGovernment(world, bad);
    expect(preview).toMatchObject({
      problems: [
        { line: 2, column: "A", rule: "wrong_length" },
        { line: 3, column: "C", rule: "not_a_month" },
        { line: 5, column: "A", rule: "twice" },
        { line: 6, column: "A", rule: "twice" },
        { line: 7, column: "C", rule: "not_a_month" },
      ],
    });
    expect(await importGovernment(world, { draftId: bad, by: rina })).toMatchObject({ reason: "problems" });
  });

  it("takes thousands of people in sets", async () => {
    const serials = Array.from({ length: 5_000 }, (_, at) => String(10_001 + at));
    const rows = serials.filter((serial) => !serial.endsWith("0000")).map((serial) => `35091601017${serial}`);
    const listId = await imported(`NIK\n${rows.join("\n")}\n`);
    const { count } = await database.db
      .selectFrom("coverage")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("list_id", "=", listId)
      .executeTakeFirstOrThrow();
    expect(count).toBe(20_000);
    expect(await undoGovernment(world, { listId, reason: "uji besar", by: rina })).toEqual({
      kind: "undone",
      months: 10_000,
    });
  }, 60_000);
});
