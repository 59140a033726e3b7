/** Every question about payroll finds the fault it is there for: planted here one by one, then taken back. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { bookTransfer } from "~/payroll/book-transfer.server";
import { findBrokenInvariants } from "~db/invariants";
import { payrollQuestions } from "~db/payroll-questions";
import { closed, finance, openUnit, reportAll, servant, sign } from "../payroll/payroll-rig";
import { questionsBrokenBy } from "../support/planted-fault";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
let ids: { batch: string; sponsor: string; uuid: string };

beforeAll(async () => {
  world = testWorld(database.db);
  const unit = await openUnit(world);
  const people = [await servant(world, unit), await servant(world, unit)];
  for (const who of people) await sign(world, who);
  const batch = await closed(world, unit, "2027-01");
  await reportAll(world, batch, people);
  const transfer = { bankReference: "FT100", transferredOn: "2026-11-23", amountRupiah: 34_000, note: "" };
  const booked = await bookTransfer(world, { batchId: batch, transfer, leaveOut: [], by: finance });
  if (booked.kind !== "booked") throw new Error(booked.reason);
  ids = { batch, sponsor: people[0]!.id, uuid: world.chance.id() };
});

/** One fault per question; each is SQL that only somebody with the keys to the database could run. */
const faults: Record<string, () => string> = {
  "payroll clearing of every batch is empty": () =>
    `update journal_line set amount = amount - 1 where account = 'payroll_clearing' and amount < 0`,
  "every payroll payment is one settled line, for what was deducted": () =>
    `update payroll_report_line set deducted = deducted + 1`,
  "a booked transfer is its settled lines and the surplus": () =>
    `update payroll_booking set surplus = surplus - 1`,
  "a booked transfer is in the bank, for its amount": () =>
    `update journal_line set amount = amount + 1 where account = 'bank'`,
  "a batch is the sum of its lines, and a line of its workers": () =>
    `update payroll_line_item set amount = amount + 1`,
  "a report names every line of its batch once and adds up": () =>
    `delete from payroll_report_line where line_id = (select min(line_id::text)::uuid from payroll_report_line)`,
  "a sponsor has one live payroll mandate at most": () =>
    `insert into payroll_mandate select '${ids.uuid}'::uuid, sponsor_id, work_unit_id, unit_name, signed_name, signed_on,
      signed_at, text_version, text_shown, from_month, nip_sealed, nip_index, nip_masked
      from payroll_mandate where sponsor_id = '${ids.sponsor}'`,
};

const guarded = [
  "journal_line",
  "payroll_report_line",
  "payroll_booking",
  "payroll_line_item",
  "payroll_mandate",
];

describe("the questions about payroll", () => {
  it("have a planted fault each", () => {
    expect(Object.keys(faults).sort()).toEqual(Object.keys(payrollQuestions).sort());
  });

  it("find nothing in sound books", async () => {
    expect(await findBrokenInvariants(world.db)).toEqual([]);
  });

  it.each(Object.keys(faults))("find the fault: %s", async (name) => {
    expect(await questionsBrokenBy(world.db, [faults[name]!()], guarded)).toContain(name);
  });

  it("also see a payroll payment that no line stands behind", async () => {
    const names = await questionsBrokenBy(
      world.db,
      [
        `update payment set gateway = 'payroll' where id = (select id from payment where gateway <> 'payroll' limit 1)`,
      ],
      guarded,
    );
    expect(names).toContain("every payroll payment is one settled line, for what was deducted");
  });

  it.each([
    "update payroll_booking set amount = 1",
    "delete from payroll_mandate",
    "update payroll_line set expected = 1",
    "delete from payroll_withdrawal",
    "update payroll_report set total = 0",
  ])("are asked of tables that refuse: %s", async (statement) => {
    if (statement.includes("withdrawal"))
      await sql`insert into payroll_withdrawal select id, now(), 'withdrawn', null from payroll_mandate`.execute(
        world.db,
      );
    await expect(sql`${sql.raw(statement)}`.execute(world.db)).rejects.toThrow("append-only");
  });
});
