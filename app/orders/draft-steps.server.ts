/** What every step of the worker's form asks first: is there a draft, is the form its own, is it this far. */
import { redirect } from "@remix-run/node";
import type { World } from "~/platform/world.server";
import { missingStep, STATEMENT_STEPS, type StatementStep } from "~/workers/statement-steps";
import { readDraft, type WorkerDraft } from "./worker-draft.server";

export const STEP_PATHS = {
  who: "/lindungi",
  work: "/lindungi/pekerjaan",
  consent: "/lindungi/persetujuan",
  months: "/lindungi/bulan",
} as const;

/** Why a form came back to its first step, as the address says it. */
export const SWAPPED = "tertukar";
export const EXPIRED = "lewat";

type Needs = Pick<World, "sealer" | "clock" | "settings">;

/** The draft for showing a step; throws a redirect to the first step that is still to be done. */
export function requireDraft(world: Needs, request: Request, step: StatementStep | "months"): WorkerDraft {
  const draft = readDraft(world, request);
  if (!draft) throw redirect(STEP_PATHS.who);
  const missing = missingStep(draft.answers);
  const isEarlier =
    missing && (step === "months" || STATEMENT_STEPS.indexOf(missing) < STATEMENT_STEPS.indexOf(step));
  if (isEarlier) throw redirect(STEP_PATHS[missing]);
  return draft;
}

/** The draft a sent form belongs to; throws a redirect that says so when it is gone or another one. */
export function requireOwnDraft(
  world: Needs,
  request: Request,
  step: StatementStep | "months",
  form: FormData,
): WorkerDraft {
  const draft = readDraft(world, request);
  if (!draft) throw redirect(`${STEP_PATHS.who}?${EXPIRED}`);
  if (form.get("isian") !== draft.id) throw redirect(`${STEP_PATHS.who}?${SWAPPED}`);
  return requireDraft(world, request, step);
}
