/**
 * The answers of a half-filled worker form, between its steps. They live sealed in the sponsor's own browser for
 * two hours and nowhere else: reload and back lose nothing, and who never finishes leaves nothing with us.
 *
 *   step ─▶ accepted answers join the draft ─▶ cookie (AES-256-GCM) ─▶ … ─▶ last step: statement and cart line
 *
 * Every form carries its draft's id. A form of another draft, left open in another tab, is not mixed in.
 */
import { z } from "zod";
import type { World } from "~/platform/world.server";
import { forgetOwnCookie, keepOwnCookie, readOwnCookie } from "./own-cookie";

const DRAFT_SECONDS = 2 * 3600;
const COOKIE = { name: "isian", maxAgeSeconds: DRAFT_SECONDS };
const CONTEXT = "cart.worker_draft";

const schema = z.object({
  id: z.string(),
  savedAt: z.number(),
  /** As accepted by each step, by the names of the statement's fields and of the price choice. */
  answers: z.record(z.string(), z.string()),
  confirmedWarnings: z.array(z.string()),
  /** The cart line whose worker is being corrected. */
  lineId: z.string().optional(),
});

export type WorkerDraft = Readonly<z.infer<typeof schema>>;

type Needs = Pick<World, "sealer" | "clock" | "settings">;

/** The draft a request brings; undefined when there is none, or it is too old or not ours. */
export function readDraft(world: Needs, request: Request): WorkerDraft | undefined {
  const sealed = readOwnCookie(request, COOKIE, world.settings.publicUrl);
  if (!sealed) return undefined;
  const draft = open(world, sealed);
  const age = world.clock.now().getTime() - (draft?.savedAt ?? 0);
  return draft && age <= DRAFT_SECONDS * 1000 ? draft : undefined;
}

function open({ sealer }: Needs, sealed: string): WorkerDraft | undefined {
  try {
    return schema.safeParse(JSON.parse(sealer.open(sealed, CONTEXT))).data;
  } catch {
    // Sealed under a key that is gone, or not by us: the form begins anew.
    return undefined;
  }
}

/** The header that keeps the draft. */
export function keepDraft(world: Needs, draft: Omit<WorkerDraft, "savedAt">): string {
  const text = JSON.stringify({ ...draft, savedAt: world.clock.now().getTime() });
  return keepOwnCookie(COOKIE, world.sealer.seal(text, CONTEXT), world.settings.publicUrl);
}

export function forgetDraft(world: Needs): string {
  return forgetOwnCookie(COOKIE, world.settings.publicUrl);
}

/** The answers as the form they came from, for reading the whole statement at the end. */
export function draftForm(draft: Pick<WorkerDraft, "answers" | "confirmedWarnings">): URLSearchParams {
  const form = new URLSearchParams(draft.answers);
  for (const token of draft.confirmedWarnings) form.append("confirmedWarnings", token);
  return form;
}
