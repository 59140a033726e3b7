/**
 * Time passes: what is due happens in the order of its moments, each as of its own moment, so that a year
 * passed at once leaves the same books as a year lived through.
 */

import { nextDue, schedule } from "./due-list.server";
import type { Sandbox } from "./sandbox-house.server";
import type { Due } from "./sandbox-records";
import { expireSession } from "./stripe-checkout.server";
import { closeDispute } from "./stripe-disputes.server";
import { payOut, payoutArrives } from "./stripe-payouts.server";
import { turnRefund } from "./stripe-refunds.server";

const daySeconds = 86_400;

/** Lets everything happen that is due by now. Returns how many things happened. */
export function letTimePass(sandbox: Sandbox): number {
  const now = sandbox.seconds();
  if (!sandbox.store.get("due", "night/")) schedule(sandbox, "night", "", nextMidnight(now));
  let happened = 0;
  for (let due = nextDue(sandbox, now); due; due = nextDue(sandbox, now)) {
    const item = due;
    sandbox.at(new Date(item.at * 1000), () => sandbox.store.atomically(() => happen(sandbox, item)));
    happened += 1;
  }
  return happened;
}

const nextMidnight = (now: number) => (Math.floor(now / daySeconds) + 1) * daySeconds;

function happen(sandbox: Sandbox, due: Due): void {
  sandbox.store.remove("due", due.id);
  switch (due.kind) {
    case "session_expires": {
      const session = sandbox.store.get("session", due.ref);
      if (session?.status === "open") expireSession(sandbox, session);
      return;
    }
    case "night":
      payOut(sandbox);
      schedule(sandbox, "night", "", nextMidnight(due.at));
      return;
    case "payout_arrives":
      payoutArrives(sandbox, due.ref);
      return;
    case "refund_turns":
      turnRefund(sandbox, due.ref);
      return;
    case "dispute_lapses": {
      const dispute = sandbox.store.get("dispute", due.ref);
      if (dispute?.status === "needs_response") closeDispute(sandbox, due.ref, false);
      return;
    }
  }
}
