/**
 * What each decision on a finding would post, worked out by the rules that will post it and thrown away:
 * nothing is written. What it says holds while nobody else takes the months in between.
 */
import { dayInWib, monthInWib } from "~/calendar/wib";
import { listCoveredMonths, listHeldMonths } from "~/coverage/coverage-queries.server";
import { type Decision, decisionsFor } from "~/findings/finding";
import type { Finding } from "~/findings/finding-queries.server";
import type { JournalLine } from "~/ledger/journal";
import { surplusHandedBack } from "~/ledger/payroll-postings";
import { refundRequested, suspenseDecided } from "~/ledger/postings";
import { monthsSetAside } from "~/ledger/remittance-postings";
import { byWorkerMonth } from "~/payments/allocation";
import { planLaterMonths } from "~/payments/later-months";
import { closedMonths, namedMonths } from "~/payments/move-months.server";
import { refundableLines } from "~/payments/refund-queries.server";
import { listWaitingWorkers } from "~/payments/waiting-worker-queries.server";
import type { World } from "~/platform/world.server";
import { loadTariffTables } from "~/tariff/tariff-queries.server";

export type DecisionPreview = {
  readonly decision: Decision;
  /** Empty when nothing is posted. */
  readonly lines: readonly JournalLine[];
  /** What is too little for another month and becomes a finding of its own. */
  readonly leftRupiah: number;
};

type Needs = Pick<World, "db" | "clock" | "settings">;

/** The decisions that are offered now, each with what it posts; none for a finding that has ended. */
export async function previewDecisions(world: Needs, finding: Finding): Promise<readonly DecisionPreview[]> {
  if (finding.resolution) return [];
  const offered = decisionsFor(
    { ...finding, holdsSuspense: finding.facts.holds === "suspense" },
    world.settings.POOL,
  );
  const previews: DecisionPreview[] = [];
  for (const decision of offered) previews.push(await previewOf(decision, world, finding));
  return previews.filter(
    ({ decision, lines }) => (decision !== "apply_later" && decision !== "set_aside") || lines.length > 0,
  );
}

async function previewOf(decision: Decision, world: Needs, finding: Finding): Promise<DecisionPreview> {
  const of = {
    ...(finding.orderId ? { orderId: finding.orderId } : {}),
    ...(finding.paymentId ? { paymentId: finding.paymentId } : {}),
    findingId: finding.id,
    onDay: dayInWib(world.clock.now()),
  };
  switch (decision) {
    case "acknowledged":
      return { decision, lines: [], leftRupiah: 0 };
    case "hand_back": {
      const entry = surplusHandedBack({ ...of, amountRupiah: finding.amountRupiah });
      return { decision, lines: entry.lines, leftRupiah: 0 };
    }
    case "resend": {
      const entry = suspenseDecided({ ...of, months: namedMonths(finding), poolRupiah: 0 });
      return { decision, lines: entry.lines, leftRupiah: 0 };
    }
    case "set_aside":
      return { decision, lines: await setAsideLines(world, finding, of.onDay), leftRupiah: 0 };
    case "pool": {
      const entry = suspenseDecided({ ...of, months: [], poolRupiah: finding.amountRupiah });
      return { decision, lines: entry.lines, leftRupiah: 0 };
    }
    case "refund": {
      const entry = refundRequested({
        refundId: "preview",
        paymentId: finding.paymentId ?? "",
        orderId: finding.orderId ?? "",
        onDay: of.onDay,
        months: [],
        feeCoverRupiah: 0,
        suspenseRupiah: finding.amountRupiah,
      });
      return { decision, lines: entry.lines, leftRupiah: 0 };
    }
    case "apply_later": {
      const plan = await planFor(world, finding);
      if (plan.lines.length === 0) return { decision, lines: [], leftRupiah: plan.leftRupiah };
      const entry = suspenseDecided({ ...of, months: byWorkerMonth(plan.lines), poolRupiah: 0 });
      return { decision, lines: entry.lines, leftRupiah: plan.leftRupiah };
    }
  }
}

async function setAsideLines(world: Needs, finding: Finding, onDay: string): Promise<readonly JournalLine[]> {
  const { orderId, paymentId } = finding;
  if (!orderId || !paymentId) return [];
  const named = new Set(namedMonths(finding).map(({ workerId, month }) => `${workerId} ${month}`));
  const months = (await refundableLines(world.db, paymentId)).months.filter(({ workerId, month }) =>
    named.has(`${workerId} ${month}`),
  );
  if (months.length === 0) return [];
  return monthsSetAside({ findingId: finding.id, orderId, paymentId, onDay, months }).lines;
}

async function planFor(world: Needs, finding: Finding) {
  const now = world.clock.now();
  const orderId = finding.orderId;
  if (!orderId) return { lines: [], leftRupiah: finding.amountRupiah };
  return world.db.transaction().execute(async (trx) => {
    const workers = await listWaitingWorkers(trx, orderId, finding);
    const ids = workers.map((worker) => worker.workerId);
    const taken = [
      ...(await listCoveredMonths(trx, ids)),
      ...(await listHeldMonths(trx, ids, now, [orderId])),
    ];
    const keys = new Set([
      ...taken.map((item) => `${item.workerId} ${item.month} ${item.programme}`),
      ...closedMonths(finding),
    ]);
    return planLaterMonths(
      workers,
      finding.amountRupiah,
      monthInWib(now),
      (workerId, month, programme) => keys.has(`${workerId} ${month} ${programme}`),
      await loadTariffTables(trx),
    );
  });
}
