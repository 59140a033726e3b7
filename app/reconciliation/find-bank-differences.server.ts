/** Opens a finding for everything the matching has left over, and ends those whose cause is gone. */
import { dayInWib } from "~/calendar/wib";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { formatSen } from "./bank-amount";
import {
  type LeftExpectation,
  type LeftRow,
  listLeftExpectations,
  listLeftRows,
  settleFindings,
} from "./bank-finding-queries.server";
import { open } from "./compare-payouts.server";
import type { Found } from "./gateway-differences";
import { nearestRupiah } from "./payout-postings";

type Needs = Pick<World, "db" | "clock" | "chance">;

const CHUNK = 5_000;

export async function findBankDifferences(world: Needs): Promise<{ opened: number; settled: number }> {
  const today = dayInWib(world.clock.now());
  const settled = await settleFindings(world.db, world.clock.now());
  const rows = await inChunks(world, (trx) => listLeftRows(trx, today, CHUNK), rowFinding);
  const expectations = await inChunks(world, (trx) => listLeftExpectations(trx, CHUNK), expectationFinding);
  return { opened: rows + expectations, settled };
}

async function inChunks<Row>(
  world: Needs,
  list: (trx: Trx) => Promise<readonly Row[]>,
  toFinding: (row: Row) => Found,
): Promise<number> {
  let found = 0;
  for (let more = true; more; )
    more = await world.db.transaction().execute(async (trx) => {
      const rows = await list(trx);
      await open(trx, world, rows.map(toFinding));
      found += rows.length;
      return rows.length === CHUNK;
    });
  return found;
}

/** What was found once before and came back, e.g. because a match was undone, is a finding of its own. */
const again = (subject: string, times: number) => (times === 0 ? subject : `${subject}/${times + 1}`);

function rowFinding(row: LeftRow): Found {
  const subject = again(`bank_row/${row.row_id}`, row.times);
  const bankRupiah = nearestRupiah(row.amount_sen);
  const facts = {
    rowId: row.row_id,
    bankAccount: row.account,
    onDay: row.on_day,
    reference: row.reference,
    description: row.description,
    bankRupiah,
    ...senOf(row.amount_sen),
  };
  if (row.expectation_id === null)
    return { kind: "bank_row_unknown", subject, amountRupiah: bankRupiah, facts };
  const expectedRupiah = nearestRupiah(row.wanted_sen!);
  return {
    kind: "bank_amount_differs",
    subject,
    amountRupiah: bankRupiah - expectedRupiah,
    facts: { ...facts, expectationId: row.expectation_id, what: row.label ?? "", expectedRupiah },
  };
}

const expectationFinding = (row: LeftExpectation): Found => ({
  kind: "expected_not_in_bank",
  subject: again(`expectation/${row.expectation_id}`, row.times),
  amountRupiah: row.worth,
  facts: {
    expectationId: row.expectation_id,
    what: row.label,
    expectedOn: row.expected_on,
    ...senOf(row.amount_sen),
  },
});

/** Where whole rupiah do not say it all. */
const senOf = (sen: number) => (sen % 100 === 0 ? {} : { exactly: formatSen(sen) });
