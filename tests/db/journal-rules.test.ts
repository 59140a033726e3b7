/** What PostgreSQL itself refuses, whatever the code above it does. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { brokenConstraint } from "~db/connection";
import { attempt, message, order, paid, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

const database = useDatabase();
let world: TestWorld;
let ids: { entry: string; worker: string; order: string };

beforeAll(async () => {
  world = testWorld(database.db);
  const worker = await stateWorker(world, "3509150101850001");
  const placed = await order(world, [{ worker }]);
  const payment = await attempt(world, placed);
  await recordGatewayEvents(world, "stripe", [
    message(world, { kind: "payment_succeeded", payment: paid(payment) }),
  ]);
  const entry = await world.db
    .selectFrom("journal_entry")
    .select("id")
    .where("cause_id", "=", payment.id)
    .executeTakeFirstOrThrow();
  ids = { entry: entry.id, worker: worker.workerId, order: placed.id };
});

const refusal = (text: string) =>
  sql`${sql.raw(text)}`.execute(world.db).then(
    () => "accepted",
    (error) => `${brokenConstraint(error) ?? ""} ${(error as Error).message}`.trim(),
  );

const header = (id: string, lines: number) =>
  `insert into journal_entry (id, kind, on_day, posted_at, cause_kind, cause_id, line_count)
   values ('${id}', 'test', '2026-11-23', now(), 'test', '${id}', ${lines});`;

describe("the journal in PostgreSQL", () => {
  it("refuses an entry that is off by one rupiah, and one with too many or too few lines", async () => {
    const off = world.chance.id();
    await sql`${sql.raw(header(off, 2))}`.execute(world.db).catch(() => undefined);
    const lines = (id: string, amounts: readonly number[]) =>
      `insert into journal_line (entry_id, line_no, account, amount, party)
       values ${amounts.map((amount, index) => `('${id}', ${index + 1}, '${index === 0 ? "gateway_clearing" : "losses"}', ${amount}, 'stripe')`).join(", ")}`;
    expect(await refusal(lines(off, [100, -99]))).toMatch(/journal_balances.*off by 1/);
    expect(await refusal(lines(off, [100, -60, -40]))).toMatch(/journal_balances.*3 of 2 lines/);
    expect(await refusal(lines(off, [100, -100]))).toBe("accepted");
  });

  it("refuses more lines for an entry that was posted, even when they balance", async () => {
    const text = `insert into journal_line (entry_id, line_no, account, amount)
      values ('${ids.entry}', 90, 'suspense', 5), ('${ids.entry}', 91, 'donation_pool', -5)`;
    expect(await refusal(text)).toMatch(/journal_balances/);
  });

  it.each([
    ["update journal_line set amount = amount + 1"],
    ["delete from journal_line"],
    ["update journal_entry set memo = 'x'"],
    ["delete from journal_entry"],
    ["truncate journal_entry, journal_line cascade"],
    ["update gateway_event set outcome = 'x'"],
    ["update contribution_discount set percent = 100"],
    ["delete from income_bracket"],
    ["update work_unit_version set name = 'x'"],
  ])("is append-only: %s", async (text) => {
    expect(await refusal(text)).toMatch(/append-only/);
  });

  it("refuses the same cause a second time", async () => {
    const row = await world.db
      .selectFrom("journal_entry")
      .selectAll()
      .where("id", "=", ids.entry)
      .executeTakeFirstOrThrow();
    const text = `insert into journal_entry (id, kind, on_day, posted_at, cause_kind, cause_id, line_count)
      values ('${world.chance.id()}', 'payment_received', '2026-11-23', now(), '${row.cause_kind}', '${row.cause_id}', 2)`;
    expect(await refusal(text)).toMatch(/journal_entry_cause_kind_cause_id_key/);
  });

  it("refuses a line of nothing, an unknown account, and premiums that name no worker-month", async () => {
    const line = (account: string, amount: number) =>
      `insert into journal_line (entry_id, line_no, account, amount) values ('${ids.entry}', 50, '${account}', ${amount})`;
    expect(await refusal(line("suspense", 0))).toMatch(/check/);
    expect(await refusal(line("pocket", 1))).toMatch(/account_code_check/);
    expect(await refusal(line("premiums_payable", 1))).toMatch(/check/);
  });
});

describe("coverage in PostgreSQL", () => {
  it("refuses a worker's month a second time for a programme, whoever pays", async () => {
    const text = `insert into coverage (worker_id, month, programme, source, begun_at) values ('${ids.worker}', '2026-11', 'jkk', 'government', now())`;
    expect(await refusal(text)).toMatch(/coverage_once/);
  });

  it("refuses months that are no months", async () => {
    const text = (month: string) =>
      `insert into coverage (worker_id, month, programme, source, begun_at) values ('${ids.worker}', '${month}', 'jht', 'government', now())`;
    for (const month of ["2026-13", "2026-1", "2026-00", "26-11", "2026-11-01"])
      expect(await refusal(text(month))).toMatch(/iuran_month_check/);
  });
});

describe("tariff rows in PostgreSQL", () => {
  it("refuse to begin in the month they are recorded in, or before it", async () => {
    const text = (from: string) =>
      `insert into contribution_discount (programme, sector, from_month, percent, legal_source, origin, recorded_at, recorded_in_month, recorded_by)
       values ('jkk', 'other', '${from}', 40, 'PP 1/2027', 'admin', now(), '2026-11', 'Dewi')`;
    expect(await refusal(text("2026-11"))).toMatch(/contribution_discount_check/);
    expect(await refusal(text("2026-12"))).toBe("accepted");
  });
});
