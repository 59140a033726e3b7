/**
 * Two ways a person ends a finding about months on their way to BPJS: months it refused are put right and sent again,
 * and months that are the government's lose their coverage here, so that their money can be decided about.
 */
import { dayInWib } from "~/calendar/wib";
import {
  coverByGovernment,
  coverMonths,
  endCoverage,
  listCoveredMonths,
  listHeldMonths,
  type Programme,
} from "~/coverage/coverage-queries.server";
import { type Finding, openFindings } from "~/findings/finding-queries.server";
import { postEntries } from "~/ledger/journal-queries.server";
import { suspenseDecided } from "~/ledger/postings";
import { monthsSetAside } from "~/ledger/remittance-postings";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { refundableLines } from "./refund-queries.server";

type Needs = Pick<World, "clock" | "chance">;
type Posted = { readonly entryId: string };

/** A month as a finding about remittance names it. */
export type NamedMonth = {
  readonly workerId: string;
  readonly month: string;
  readonly amountRupiah: number;
  readonly programmes?: readonly Programme[];
};

export const namedMonths = (finding: Finding) => (finding.facts.months ?? []) as readonly NamedMonth[];

/** Months a finding's money may not be moved to: those BPJS has just refused. */
export const closedMonths = (finding: Finding): readonly string[] =>
  finding.kind !== "remittance_refused"
    ? []
    : namedMonths(finding).flatMap(({ workerId, month, programmes = [] }) =>
        programmes.map((programme) => `${workerId} ${month} ${programme}`),
      );

/** The money goes back to its months, which are covered again and wait for the next batch. */
export async function resendMonths(
  trx: Trx,
  world: Needs,
  finding: Finding,
): Promise<Posted | "no_free_months"> {
  const now = world.clock.now();
  const orderId = finding.orderId!;
  const months = namedMonths(finding);
  const wanted = months.flatMap(({ workerId, month, programmes = [] }) =>
    programmes.map((programme) => ({ workerId, month, programme, orderId })),
  );
  const ids = [...new Set(months.map(({ workerId }) => workerId))];
  const keyOf = (item: { workerId: string; month: string; programme: string }) =>
    `${item.workerId} ${item.month} ${item.programme}`;
  const taken = new Set(
    [...(await listCoveredMonths(trx, ids)), ...(await listHeldMonths(trx, ids, now, [orderId]))].map(keyOf),
  );
  if (wanted.length === 0 || wanted.some((item) => taken.has(keyOf(item)))) return "no_free_months";
  const covered = await coverMonths(trx, wanted, now);
  if (covered.length !== wanted.length)
    throw new Error("A month was taken while it was being given back; try again.");
  const entry = suspenseDecided({
    findingId: finding.id,
    orderId,
    ...(finding.paymentId ? { paymentId: finding.paymentId } : {}),
    onDay: dayInWib(now),
    months: months.map(({ workerId, month, amountRupiah }) => ({ workerId, month, amountRupiah })),
    poolRupiah: 0,
  });
  const [entryId] = await postEntries(trx, world, [entry], now);
  return { entryId: entryId! };
}

/** The months become the government's; their money waits in suspense under a finding of its own. */
export async function setMonthsAside(
  trx: Trx,
  world: Needs,
  finding: Finding,
): Promise<Posted | "money_moved"> {
  const now = world.clock.now();
  const { orderId, paymentId } = finding;
  if (!orderId || !paymentId) return "money_moved";
  const free = (await refundableLines(trx, paymentId)).months;
  const named = new Set(namedMonths(finding).map(({ workerId, month }) => `${workerId} ${month}`));
  const months = free.filter(({ workerId, month }) => named.has(`${workerId} ${month}`));
  if (months.length === 0) return "money_moved";
  await endCoverage(trx, orderId, months, now, "government");
  const { id: listId } = finding.facts.list as { readonly id: string };
  await coverByGovernment(trx, listId, months, now);
  const entry = monthsSetAside({ findingId: finding.id, orderId, paymentId, onDay: dayInWib(now), months });
  const [entryId] = await postEntries(trx, world, [entry], now);
  await openFindings(trx, [
    {
      id: world.chance.id(),
      kind: "month_already_covered",
      subject: `government/${finding.id}`,
      openedAt: now,
      amountRupiah: months.reduce((sum, month) => sum + month.amountRupiah, 0),
      orderId,
      paymentId,
      facts: {
        holds: "suspense",
        restOf: finding.id,
        months: months.map(({ workerId, month, amountRupiah }) => ({ workerId, month, amountRupiah })),
      },
    },
  ]);
  return { entryId: entryId! };
}
