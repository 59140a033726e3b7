/** What is to happen by itself, and when, in sandbox time. `falling-due.server.ts` makes it happen. */
import type { Sandbox } from "./sandbox-house.server";
import type { Due } from "./sandbox-records";

/** Notes that `kind` is to happen to `ref` at `at` (seconds). One note per kind and thing. */
export function schedule(sandbox: Sandbox, kind: Due["kind"], ref: string, at: number): void {
  const id = `${kind}/${ref}`;
  sandbox.store.put("due", id, { id, at, kind, ref });
}

export function unschedule(sandbox: Sandbox, kind: Due["kind"], ref: string): void {
  if (sandbox.store.get("due", `${kind}/${ref}`)) sandbox.store.remove("due", `${kind}/${ref}`);
}

/** The earliest of what is due by `now` (seconds). */
export function nextDue(sandbox: Sandbox, now: number): Due | undefined {
  let first: Due | undefined;
  for (const due of sandbox.store.all("due")) if (due.at <= now && (!first || due.at < first.at)) first = due;
  return first;
}
