/** Ends a finding of the books by a decision of a person: it posts, matches, asks the gateway, or says why it need not. */
import { recordAct } from "~/audit/audit-queries.server";
import { dayInWib } from "~/calendar/wib";
import { type BookDecision, bookDecisionsFor, isBookFinding } from "~/findings/book-finding";
import {
  type Finding,
  findFinding,
  insertResolution,
  lockFinding,
  openFindings,
} from "~/findings/finding-queries.server";
import { postEntries } from "~/ledger/journal-queries.server";
import { lookAtPayment } from "~/payments/look-again-at-payments.server";
import { findPayment } from "~/payments/payment-queries.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { withdrawExpectation } from "./expectation-queries.server";
import { makeMatches } from "./match-bank.server";
import { type Prepared, prepareDecision } from "./prepare-decision.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;
type Request = {
  readonly findingId: string;
  readonly decision: string;
  readonly reason: string;
  readonly decidedBy: { readonly id: string; readonly name: string };
};
export type EndAnswer =
  | { readonly kind: "resolved" }
  | {
      readonly kind: "refused";
      readonly reason:
        | "unknown_finding"
        | "already_resolved"
        | "not_offered"
        | "reason_missing"
        /** It was matched or withdrawn meanwhile: look again. */
        | "no_longer_open"
        /** The gateway was asked and still says nothing of a success. */
        | "gateway_silent";
    };

const refused = (reason: Extract<EndAnswer, { kind: "refused" }>["reason"]): EndAnswer => ({
  kind: "refused",
  reason,
});

/** Carries the decision out and writes who decided and why. Nothing is written when it is refused. */
export async function endBookFinding(world: Needs, request: Request): Promise<EndAnswer> {
  if (request.reason.trim().length < 3) return refused("reason_missing");
  const seen = await findFinding(world.db, request.findingId);
  if (request.decision === "look_again" && seen?.paymentId && !seen.resolution) {
    const payment = await findPayment(world.db, seen.paymentId);
    if (payment) await lookAtPayment(world, payment);
    if ((await findPayment(world.db, seen.paymentId))?.state !== "succeeded")
      return refused("gateway_silent");
  }
  return world.db.transaction().execute(async (trx): Promise<EndAnswer> => {
    const finding = await lockFinding(trx, request.findingId);
    if (!finding || !isBookFinding(finding.kind)) return refused("unknown_finding");
    if (finding.resolution) return refused("already_resolved");
    const decision = bookDecisionsFor({ kind: finding.kind, amountRupiah: finding.amountRupiah }).find(
      (offered) => offered === request.decision,
    );
    if (!decision) return refused("not_offered");
    const prepared = await prepareDecision(trx, finding, decision, dayInWib(world.clock.now()));
    if (prepared.kind === "gone") return refused("no_longer_open");
    const entryId = await carryOut(trx, world, finding, decision, prepared, request);
    await insertResolution(trx, {
      findingId: finding.id,
      decision,
      reason: request.reason.trim().slice(0, 500),
      decidedBy: request.decidedBy.name,
      decidedAt: world.clock.now(),
      ...(entryId ? { entryId } : {}),
    });
    await recordAct(trx, {
      at: world.clock.now(),
      actor: { kind: "staff", ...request.decidedBy },
      act: "finding_resolved",
      subjectKind: "finding",
      subjectId: finding.id,
      after: { decision },
      reason: request.reason.trim().slice(0, 500),
    });
    return { kind: "resolved" };
  });
}

async function carryOut(
  trx: Trx,
  world: Needs,
  finding: Finding,
  decision: BookDecision,
  prepared: Exclude<Prepared, { kind: "gone" }>,
  request: Request,
): Promise<string | undefined> {
  const now = world.clock.now();
  switch (prepared.kind) {
    case "nothing":
      return undefined;
    case "entry":
      return (await postEntries(trx, world, [prepared.entry], now))[0];
    case "withdraw":
      await withdrawExpectation(trx, prepared.of, prepared.subject, now);
      return (await postEntries(trx, world, [prepared.entry], now))[0];
    case "match": {
      await makeMatches(
        trx,
        world,
        "by_decision",
        [{ rowIds: prepared.rowIds, expectationIds: prepared.expectationIds, why: { decision } }],
        { by: request.decidedBy.name, findingId: finding.id, differenceTo: prepared.differenceTo },
      );
      if (decision === "to_suspense") await keepWaiting(trx, world, finding);
      return undefined;
    }
  }
}

/** Money in suspense is always held by an open finding. */
async function keepWaiting(trx: Trx, world: Needs, finding: Finding): Promise<void> {
  const { bankAccount = "", onDay = "", reference = "", description = "" } = finding.facts;
  await openFindings(trx, [
    {
      id: world.chance.id(),
      kind: "bank_money_waiting",
      subject: `finding/${finding.id}`,
      openedAt: world.clock.now(),
      amountRupiah: finding.amountRupiah,
      facts: { holds: "suspense", restOf: finding.id, bankAccount, onDay, reference, description },
    },
  ]);
}
