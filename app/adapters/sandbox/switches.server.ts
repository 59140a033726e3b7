/** The switches people and tests set: each waits in the `setting` table until its turns are used up. */
import type { Sandbox } from "./sandbox-house.server";
import type { SettingKept } from "./sandbox-records";

type Counted = Extract<SettingKept, { times: number }>;

/** Finds the oldest armed switch of a kind that fits, and uses up one of its turns. */
export function takeSetting<Kind extends Counted["kind"]>(
  sandbox: Sandbox,
  kind: Kind,
  fits: (setting: Extract<Counted, { kind: Kind }>) => boolean,
): Extract<Counted, { kind: Kind }> | undefined {
  for (const [id, setting] of armed(sandbox)) {
    if (setting.kind !== kind || !fits(setting as Extract<Counted, { kind: Kind }>)) continue;
    const found = setting as Extract<Counted, { kind: Kind }>;
    if (found.times > 1) sandbox.store.put("setting", id, { ...found, times: found.times - 1 });
    else sandbox.store.remove("setting", id);
    return found;
  }
  return undefined;
}

/** Every armed switch and fault with its id, the oldest first. */
export function armed(sandbox: Sandbox): [id: string, setting: SettingKept][] {
  return sandbox.store.entries("setting");
}

/** Arms a switch or a fault for its number of turns. */
export function arm(sandbox: Sandbox, setting: Counted): string {
  const id = sandbox.id(setting.kind);
  sandbox.store.put("setting", id, setting);
  return id;
}
