/** The last step of the worker's form: reads the whole statement once more, for the chosen first month, and keeps it. */
import type { World } from "~/platform/world.server";
import { PACKAGES } from "~/tariff/price-choice";
import { loadStatementSetting } from "~/workers/statement-setting.server";
import type { StepErrors } from "~/workers/statement-steps";
import { readWorkerStatement } from "~/workers/worker-statement";
import type { CartVisit } from "./cart-visit.server";
import type { MonthChoice } from "./month-choice";
import { type Putting, putWorkerInCart } from "./put-worker-in-cart.server";
import { draftForm, type WorkerDraft } from "./worker-draft.server";

/** `errors` holds what no longer can be, e.g. an age reached before the first month. */
export type Finishing =
  | Putting
  | { readonly kind: "errors"; readonly errors: StepErrors }
  | { readonly kind: "unconfirmed" };

export async function finishDraft(
  world: Pick<World, "db" | "clock" | "chance" | "sealer">,
  draft: WorkerDraft,
  choice: MonthChoice,
  visit: CartVisit | undefined,
): Promise<Finishing> {
  const { setting } = await loadStatementSetting(world, choice.start);
  const reading = readWorkerStatement(draftForm(draft), setting);
  if (reading.kind === "errors") return { kind: "errors", errors: reading.errors };
  if (reading.unconfirmed.length > 0) return { kind: "unconfirmed" };
  return putWorkerInCart(world, {
    statement: reading.value,
    programmes: PACKAGES[choice.programmes],
    startMonth: choice.start,
    months: choice.months,
    ...(visit && { cart: { id: visit.cart.id, token: visit.token } }),
    ...(draft.lineId && { lineId: draft.lineId }),
  });
}
