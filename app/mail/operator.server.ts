/** Who writes our letters and issues our papers, as set today. */
import type { World } from "~/platform/world.server";
import type { Operator } from "./letter-footer";

export function operatorOf(world: Pick<World, "settings">): Operator {
  const { OPERATOR_NAME, OPERATOR_CONTACT, OPERATOR_PERMIT } = world.settings;
  return {
    name: OPERATOR_NAME,
    ...(OPERATOR_CONTACT ? { contact: OPERATOR_CONTACT } : {}),
    ...(OPERATOR_PERMIT ? { permit: OPERATOR_PERMIT } : {}),
  };
}
