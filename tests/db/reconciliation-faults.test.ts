/** Every question about the books of gateway and bank finds the fault it is there for. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { reconcileBooks } from "~/reconciliation/reconcile.server";
import { findBrokenInvariants } from "~db/invariants";
import { reconciliationQuestions } from "~db/reconciliation-questions";
import { makeBooks } from "../reconciliation/consistent-books";
import { questionsBrokenBy } from "../support/planted-fault";
import { useDatabase } from "../support/test-database";
import { testWorld } from "../support/test-world";

const database = useDatabase({ reference: false, invariants: false });
beforeAll(async () => {
  await makeBooks((statement) => sql.raw(statement).execute(database.db), {
    payments: 20,
    perPayout: 4,
    faults: false,
  });
  await reconcileBooks(testWorld(database.db));
});

const one = "(select id from bank_match order by id limit 1)";
const faults: Record<string, string> = {
  "what a payout holds comes to it":
    "update gateway_payout set amount_minor = amount_minor + 1 where payout_ref = 'po_1'",
  "payouts in transit are the payouts that no bank row has shown": `update bank_expectation set match_id = null where match_id = ${one}`,
  "the two sides of every bank match are the same sum": `update bank_row set amount_sen = amount_sen + 1 where match_id = ${one}`,
  "every bank match is posted once, and reversed once it is undone": `update bank_match
    set undone_at = now(), undone_by = 'x', undone_because = 'xxx' where id = ${one}`,
  "no row of a match counts no more": `alter table bank_row drop constraint bank_row_check;
    update bank_row set undone_at = now() where match_id = ${one}`,
};

describe("the questions about the books of gateway and bank", () => {
  it("all have a fault planted here, and none is broken before", async () => {
    expect(Object.keys(faults).toSorted()).toEqual(Object.keys(reconciliationQuestions).toSorted());
    const names = (await findBrokenInvariants(database.db)).map(({ name }) => name);
    expect(names.filter((name) => name in faults)).toEqual([]);
  });

  it.each(Object.entries(faults))("find it: %s", async (name, fault) => {
    expect(await questionsBrokenBy(database.db, fault.split(";"))).toContain(name);
  });
});
