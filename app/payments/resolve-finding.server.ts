/**
 * Ends a finding by a decision of a person. Money that waits in suspense goes to later months of the
 * same workers, back to the payer, or to the donation pool; every rupiah of it, or none.
 */
import { recordAct } from "~/audit/audit-queries.server";
import { dayInWib, monthInWib } from "~/calendar/wib";
import { queueChores } from "~/chores/chore-queries.server";
import { coverMonths, listCoveredMonths, listHeldMonths } from "~/coverage/coverage-queries.server";
import { type Decision, decisionsFor } from "~/findings/finding";
import { type Finding, insertResolution, lockFinding, openFindings } from "~/findings/finding-queries.server";
import { postEntries } from "~/ledger/journal-queries.server";
import { surplusHandedBack } from "~/ledger/payroll-postings";
import { refundRequested, suspenseDecided } from "~/ledger/postings";
import type { World } from "~/platform/world.server";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import type { Trx } from "~db/connection";
import { byWorkerMonth } from "./allocation";
import { planLaterMonths } from "./later-months";
import { closedMonths, resendMonths, setMonthsAside } from "./move-months.server";
import { goesBackThroughGateway } from "./payment";
import { lockPayment } from "./payment-queries.server";
import { insertRefund } from "./refund-queries.server";
import { listWaitingWorkers } from "./waiting-worker-queries.server";

export type ResolveAnswer =
  | { readonly kind: "resolved" }
  | {
      readonly kind: "refused";
      readonly reason:
        | "unknown_finding"
        | "already_resolved"
        | "not_offered"
        | "reason_missing"
        | "no_free_months"
        | "money_moved";
    };

type Needs = Pick<World, "db" | "clock" | "chance" | "settings">;
type Request = {
  readonly findingId: string;
  readonly decision: Decision;
  readonly reason: string;
  readonly decidedBy: { readonly id: string; readonly name: string };
};

/** Carries the decision out and writes who decided and why. Nothing is written when it is refused. */
export async function resolveFinding(world: Needs, request: Request): Promise<ResolveAnswer> {
  if (request.reason.trim().length < 3) return { kind: "refused", reason: "reason_missing" };
  return world.db.transaction().execute(async (trx): Promise<ResolveAnswer> => {
    const finding = await lockFinding(trx, request.findingId);
    if (!finding) return { kind: "refused", reason: "unknown_finding" };
    if (finding.resolution) return { kind: "refused", reason: "already_resolved" };
    const offered = decisionsFor(
      { ...finding, holdsSuspense: finding.facts.holds === "suspense" },
      world.settings.POOL,
    );
    if (!offered.includes(request.decision)) return { kind: "refused", reason: "not_offered" };
    const done = await carryOut(trx, world, finding, request);
    if (done === "no_free_months" || done === "money_moved") return { kind: "refused", reason: done };
    await insertResolution(trx, {
      findingId: finding.id,
      decision: request.decision,
      reason: request.reason.trim(),
      decidedBy: request.decidedBy.name,
      decidedAt: world.clock.now(),
      ...done,
    });
    await recordAct(trx, {
      at: world.clock.now(),
      actor: { kind: "staff", ...request.decidedBy },
      act: "finding_resolved",
      subjectKind: "finding",
      subjectId: finding.id,
      after: { decision: request.decision },
      reason: request.reason.trim(),
    });
    return { kind: "resolved" };
  });
}

type Done = { readonly entryId?: string; readonly refundId?: string };

async function carryOut(
  trx: Trx,
  world: Needs,
  finding: Finding,
  request: Request,
): Promise<Done | "no_free_months" | "money_moved"> {
  switch (request.decision) {
    case "acknowledged":
      return {};
    case "resend":
      return resendMonths(trx, world, finding);
    case "set_aside":
      return setMonthsAside(trx, world, finding);
    case "pool":
      return toPool(trx, world, finding);
    case "refund":
      return backToPayer(trx, world, finding, request);
    case "hand_back":
      return backToUnit(trx, world, finding);
    case "apply_later":
      return toLaterMonths(trx, world, finding);
  }
}

const ofFinding = (finding: Finding) => ({
  ...(finding.orderId ? { orderId: finding.orderId } : {}),
  ...(finding.paymentId ? { paymentId: finding.paymentId } : {}),
});

async function toPool(trx: Trx, world: Needs, finding: Finding): Promise<Done> {
  const now = world.clock.now();
  const entry = suspenseDecided({
    findingId: finding.id,
    ...ofFinding(finding),
    onDay: dayInWib(now),
    months: [],
    poolRupiah: finding.amountRupiah,
  });
  const [entryId] = await postEntries(trx, world, [entry], now);
  return { entryId: entryId! };
}

async function backToUnit(trx: Trx, world: Needs, finding: Finding): Promise<Done> {
  const now = world.clock.now();
  const entry = surplusHandedBack({
    findingId: finding.id,
    onDay: dayInWib(now),
    amountRupiah: finding.amountRupiah,
  });
  const [entryId] = await postEntries(trx, world, [entry], now);
  return { entryId: entryId! };
}

async function backToPayer(trx: Trx, world: Needs, finding: Finding, request: Request): Promise<Done> {
  const now = world.clock.now();
  const payment = finding.paymentId ? await lockPayment(trx, finding.paymentId) : undefined;
  if (!payment) throw new Error(`Finding ${finding.id} has no payment to refund.`);
  const refundId = world.chance.id();
  await insertRefund(
    trx,
    {
      id: refundId,
      paymentId: payment.id,
      amountRupiah: finding.amountRupiah,
      source: "suspense",
      reason: request.reason.trim().slice(0, 500),
      requestedBy: request.decidedBy.name,
      requestedAt: now,
    },
    [{ amountRupiah: finding.amountRupiah, what: "suspense" }],
  );
  const entry = refundRequested({
    refundId,
    paymentId: payment.id,
    orderId: payment.orderId,
    onDay: dayInWib(now),
    months: [],
    feeCoverRupiah: 0,
    suspenseRupiah: finding.amountRupiah,
  });
  const [entryId] = await postEntries(trx, world, [entry], now);
  if (goesBackThroughGateway(payment))
    await queueChores(trx, [
      { id: world.chance.id(), kind: "send_refund", subject: refundId, queuedAt: now, dueAt: now },
    ]);
  return { entryId: entryId!, refundId };
}

/** Buys later months; what is too little for a month becomes a finding of its own, so that it is not forgotten. */
async function toLaterMonths(trx: Trx, world: Needs, finding: Finding): Promise<Done | "no_free_months"> {
  const now = world.clock.now();
  const orderId = finding.orderId!;
  const workers = await listWaitingWorkers(trx, orderId, finding);
  const ids = workers.map((worker) => worker.workerId);
  const taken = [...(await listCoveredMonths(trx, ids)), ...(await listHeldMonths(trx, ids, now, [orderId]))];
  const keys = new Set([
    ...taken.map((item) => `${item.workerId} ${item.month} ${item.programme}`),
    ...closedMonths(finding),
  ]);
  const plan = planLaterMonths(
    workers,
    finding.amountRupiah,
    monthInWib(now),
    (workerId, month, programme) => keys.has(`${workerId} ${month} ${programme}`),
    await loadTariffTables(trx),
  );
  if (plan.lines.length === 0) return "no_free_months";
  const covered = await coverMonths(
    trx,
    plan.lines.map((line) => ({ ...line, orderId })),
    now,
  );
  // Somebody took one of these months just now: let the admin look again.
  if (covered.length !== plan.lines.length)
    throw new Error("A month was taken while it was being given; try again.");
  const entry = suspenseDecided({
    findingId: finding.id,
    ...ofFinding(finding),
    onDay: dayInWib(now),
    months: byWorkerMonth(plan.lines),
    poolRupiah: 0,
  });
  const [entryId] = await postEntries(trx, world, [entry], now);
  if (plan.leftRupiah > 0)
    await openFindings(trx, [
      {
        id: world.chance.id(),
        kind: "month_already_covered",
        subject: `rest/${finding.id}`,
        openedAt: now,
        amountRupiah: plan.leftRupiah,
        ...ofFinding(finding),
        facts: { holds: "suspense", restOf: finding.id, months: [] },
      },
    ]);
  return { entryId: entryId! };
}
