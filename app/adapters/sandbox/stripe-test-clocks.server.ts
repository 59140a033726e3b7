/**
 * Stripe's test clocks. The sandbox has one time for everybody, so advancing a test clock by a span moves
 * that time by the same span; the calls are those of a real Stripe sandbox.
 */
import { z } from "zod";
import type { StripeTestClock } from "../stripe/stripe-shapes";
import { letTimePass } from "./falling-due.server";
import { checkParams, expand, integer, paging, text } from "./form-values.server";
import type { Sandbox } from "./sandbox-house.server";
import { type Endpoint, endpoint, known, listOf, retrieve } from "./stripe-endpoint.server";
import { emit } from "./stripe-events.server";
import { invalidRequest } from "./stripe-fault.server";

const path = "/v1/test_helpers/test_clocks";
const monthSeconds = 30 * 86_400;

function createTestClock(sandbox: Sandbox, asked: { frozen_time: number; name?: string | undefined }) {
  const made: StripeTestClock = {
    id: sandbox.id("clock"),
    object: "test_helpers.test_clock",
    created: sandbox.seconds(),
    deletes_after: sandbox.seconds() + monthSeconds,
    frozen_time: asked.frozen_time,
    livemode: false,
    name: asked.name ?? null,
    status: "ready",
    status_details: {},
  };
  sandbox.store.put("testClock", made.id, made);
  emit(sandbox, "test_helpers.test_clock.created", made);
  return made;
}

function advance(sandbox: Sandbox, id: string, to: number): StripeTestClock {
  const before = known(sandbox, "testClock", "test clock", id);
  const span = to - before.frozen_time;
  if (span <= 0) throw invalidRequest("A test clock can only be advanced forward in time.", "frozen_time");
  const moving: StripeTestClock = {
    ...before,
    frozen_time: to,
    status: "advancing",
    status_details: { advancing: { target_frozen_time: to } },
  };
  emit(sandbox, "test_helpers.test_clock.advancing", moving);
  sandbox.moveTo(new Date(sandbox.now().getTime() + span * 1000));
  letTimePass(sandbox);
  const ready: StripeTestClock = { ...moving, status: "ready", status_details: {} };
  sandbox.store.put("testClock", id, ready);
  emit(sandbox, "test_helpers.test_clock.ready", ready);
  return moving;
}

export const testClockEndpoints: readonly Endpoint[] = [
  endpoint("POST", path, (sandbox, { params }) =>
    createTestClock(
      sandbox,
      checkParams(z.strictObject({ frozen_time: integer, name: text.optional(), expand }), params),
    ),
  ),
  endpoint("GET", path, (sandbox, { params }) =>
    listOf(sandbox.store.all("testClock"), path, checkParams(z.strictObject(paging), params)),
  ),
  retrieve(path, "testClock", "test clock"),
  endpoint("POST", `${path}/:id/advance`, (sandbox, { id, params }) =>
    advance(sandbox, id, checkParams(z.strictObject({ frozen_time: integer, expand }), params).frozen_time),
  ),
  endpoint("DELETE", `${path}/:id`, (sandbox, { id }) => {
    const clock = known(sandbox, "testClock", "test clock", id);
    sandbox.store.remove("testClock", id);
    emit(sandbox, "test_helpers.test_clock.deleted", clock);
    return { id, object: "test_helpers.test_clock", deleted: true };
  }),
];
