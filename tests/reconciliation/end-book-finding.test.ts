/** Each kind of finding of the books is ended by what it offers: posted to the rupiah, or closed with a reason. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { findFinding } from "~/findings/finding-queries.server";
import { findFindingWork } from "~/findings/finding-work-queries.server";
import { workOnFinding } from "~/findings/work-on-finding.server";
import { endBookFinding } from "~/reconciliation/end-book-finding.server";
import { matchByHand, undoMatchByHand } from "~/reconciliation/match-by-hand.server";
import { previewBookDecisions } from "~/reconciliation/prepare-decision.server";
import { reconcileBooks } from "~/reconciliation/reconcile.server";
import { findBrokenInvariants } from "~db/invariants";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { makeBooks } from "./consistent-books";

const database = useDatabase({ reference: false, invariants: false });
const decidedBy = { id: "1", name: "Rina" };
let world: TestWorld;

beforeAll(async () => {
  world = testWorld(database.db);
  await makeBooks((statement) => sql.raw(statement).execute(database.db), {
    payments: 1_000,
    perPayout: 5,
    faults: true,
  });
  await reconcileBooks(world);
});

const openOf = async (kind: string) =>
  (
    await database.db
      .selectFrom("finding as f")
      .leftJoin("resolution as r", "r.finding_id", "f.id")
      .select("f.id")
      .where("f.kind", "=", kind)
      .where("r.finding_id", "is", null)
      .executeTakeFirst()
  )?.id;
const balances = async () => {
  const rows = await database.db
    .selectFrom("journal_line")
    .select(({ fn }) => ["account", fn.sum<string>("amount").as("sum")])
    .groupBy("account")
    .execute();
  return new Map(rows.map((row) => [row.account as string, Number(row.sum)]));
};
const end = (findingId: string, decision: string, reason = "sudah diperiksa") =>
  endBookFinding(world, { findingId, decision, reason, decidedBy });
/** Ends the open finding of a kind and answers what that moved, account by account. */
async function moved(kind: string, decision: string): Promise<Record<string, number>> {
  const id = (await openOf(kind))!;
  const previews = await previewBookDecisions(
    database.db,
    (await findFinding(database.db, id))!,
    "2026-11-23",
  );
  const shown = previews.find((preview) => preview.decision === decision)!.lines;
  const before = await balances();
  expect(await end(id, decision)).toEqual({ kind: "resolved" });
  const after = await balances();
  const delta = Object.fromEntries(
    [...after]
      .map(([account, sum]) => [account, sum - (before.get(account) ?? 0)])
      .filter(([, sum]) => sum !== 0),
  );
  // What was shown before is what was posted.
  const promised: Record<string, number> = {};
  for (const line of shown) promised[line.account] = (promised[line.account] ?? 0) + line.amountRupiah;
  expect(promised).toEqual(delta);
  return delta;
}

describe("a decision", () => {
  it.each([
    ["fee_differs", "post_fee", { gateway_fees: -1, gateway_clearing: 1 }],
    ["gateway_movement_unknown", "book_gateway_fee", { gateway_fees: 1500, gateway_clearing: -1500 }],
    ["gateway_amount_differs", "write_off", { gateway_clearing: -1, losses: 1 }],
    ["refund_differs", "write_off", { gateway_clearing: -1, losses: 1 }],
    ["refund_came_back", "acknowledged", {}],
    ["bank_amount_differs", "match_less_charge", undefined],
    ["expected_not_in_bank", "write_off", undefined],
  ] as const)("on %s, %s, posts what it says", async (kind, decision, wanted) => {
    const delta = await moved(kind, decision);
    if (wanted) expect(delta).toEqual(wanted);
    else if (kind === "bank_amount_differs")
      expect(delta.bank! + delta.payouts_in_transit!).toBe(-delta.bank_charges!);
    else expect(delta.losses).toBe(-delta.payouts_in_transit!);
    expect(await openOf(kind)).toBeUndefined();
  });

  it("without a reason, twice, or not offered is refused and moves nothing", async () => {
    const id = (await openOf("ordered_not_received"))!;
    const before = await balances();
    expect(await end(id, "write_off", " ")).toMatchObject({ reason: "reason_missing" });
    expect(await end(id, "book_bank_interest")).toMatchObject({ reason: "not_offered" });
    expect(await balances()).toEqual(before);
    const answers = await Promise.all([end(id, "acknowledged"), end(id, "write_off")]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["refused", "resolved"]);
    expect(await end(crypto.randomUUID(), "acknowledged")).toMatchObject({ reason: "unknown_finding" });
  });

  it("to keep the bank's money waiting makes a finding that holds it, which undoing the match cannot tear away", async () => {
    expect(await moved("bank_row_unknown", "to_suspense")).toEqual({ bank: 777, suspense: -777 });
    expect(await openOf("bank_money_waiting")).toBeDefined();
    const { id } = await database.db
      .selectFrom("bank_match")
      .select("id")
      .where(sql<boolean>`why ->> 'decision' = 'to_suspense'`)
      .executeTakeFirstOrThrow();
    expect(await undoMatchByHand(world, { matchId: id, because: "coba", by: decidedBy })).toMatchObject({
      reason: "held_by_finding",
    });
    const names = (await findBrokenInvariants(database.db)).map(({ name }) => name);
    expect(names).not.toContain("suspense is what the open findings hold");
  });
});

describe("a match", () => {
  it("undone is a finding again, once; matched by hand it ends by itself", async () => {
    const match = await database.db
      .selectFrom("bank_match")
      .select("id")
      .where("rule", "=", "amount_and_day")
      .executeTakeFirstOrThrow();
    const request = { matchId: match.id, because: "bukan pencairan ini", by: decidedBy };
    expect(await undoMatchByHand(world, request)).toEqual({ kind: "done" });
    expect(await undoMatchByHand(world, request)).toMatchObject({ reason: "unknown_match" });
    await database.db.updateTable("bank_match_rule").set({ on_duty: false }).execute();
    await reconcileBooks(world);
    const facts = async (kind: string) => (await findFinding(database.db, (await openOf(kind))!))!.facts;
    const { rowId } = (await facts("bank_row_unknown")) as { rowId: number };
    const { expectationId } = (await facts("expected_not_in_bank")) as { expectationId: number };
    const before = await balances();
    expect(await matchByHand(world, { rowIds: [rowId], expectationIds: [], by: decidedBy })).toMatchObject({
      reason: "sums_differ",
    });
    expect(await balances()).toEqual(before);
    const chosen = { rowIds: [rowId], expectationIds: [expectationId], by: decidedBy };
    expect(await matchByHand(world, chosen)).toEqual({ kind: "done" });
    expect(await matchByHand(world, chosen)).toMatchObject({ reason: "no_longer_open" });
    await reconcileBooks(world);
    expect(await openOf("bank_row_unknown")).toBeUndefined();
    expect(await openOf("expected_not_in_bank")).toBeUndefined();
    expect(
      await database.db
        .selectFrom("resolution")
        .select("decided_by")
        .where("decision", "=", "settled_itself")
        .execute(),
    ).toEqual([{ decided_by: "system" }, { decided_by: "system" }]);
  });

  it("keeps its two sides the same, whatever was decided", async () => {
    const asked = ["the two sides", "every bank match", "payouts in transit", "the whole journal"];
    const names = (await findBrokenInvariants(database.db)).map(({ name }) => name);
    expect(names.filter((name) => asked.some((part) => name.startsWith(part)))).toEqual([]);
  });
});

describe("work on a finding", () => {
  it("has an owner, a hold until a day, notes, and is written down with who did it", async () => {
    const id = (await openOf("refund_not_returned"))!;
    const work = (request: Parameters<typeof workOnFinding>[2]) =>
      workOnFinding(world, id, request, decidedBy);
    expect(await work({ kind: "take" })).toEqual({ kind: "done" });
    expect(await work({ kind: "hold", untilDay: "2026-11-23", reason: "menunggu bank" })).toMatchObject({
      reason: "day_wrong",
    });
    expect(await work({ kind: "hold", untilDay: "2027-11-23", reason: "menunggu bank" })).toMatchObject({
      reason: "day_far",
    });
    expect(await work({ kind: "hold", untilDay: "2026-11-30", reason: "" })).toMatchObject({
      reason: "reason_missing",
    });
    expect(await work({ kind: "hold", untilDay: "2026-11-30", reason: "menunggu bank" })).toEqual({
      kind: "done",
    });
    expect(await work({ kind: "note", body: "  " })).toMatchObject({ reason: "note_empty" });
    expect(await work({ kind: "note", body: "Sudah menelepon." })).toEqual({ kind: "done" });
    expect(await findFindingWork(database.db, id, "2026-11-23")).toMatchObject({
      owner: { name: "Rina" },
      hold: { untilDay: "2026-11-30", by: "Rina" },
      notes: [{ body: "Sudah menelepon.", by: "Rina" }],
    });
    expect((await findFindingWork(database.db, id, "2026-11-30")).hold).toBeUndefined();
    await work({ kind: "end_hold" });
    await work({ kind: "give_back" });
    const left = await findFindingWork(database.db, id, "2026-11-23");
    expect([left.owner, left.hold]).toEqual([undefined, undefined]);
    const acts = await database.db
      .selectFrom("audit_log")
      .select(["act", "actor_name"])
      .where("subject_id", "=", id)
      .orderBy("id")
      .execute();
    expect(acts.map(({ act }) => act)).toEqual([
      "finding_taken",
      "finding_held",
      "finding_noted",
      "finding_hold_ended",
      "finding_given_back",
    ]);
    expect(new Set(acts.map((one) => one.actor_name))).toEqual(new Set(["Rina"]));
    await end(id, "acknowledged");
    expect(await work({ kind: "take" })).toMatchObject({ kind: "refused" });
  });
});
