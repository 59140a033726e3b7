/** How one control of the sandbox is described: a path, the shape of its values, and what it does. */
import { z } from "zod";
import type { Sandbox } from "./sandbox-house.server";

export type Control = {
  readonly path: RegExp;
  readonly run: (sandbox: Sandbox, values: unknown, id: string) => object;
};

/** A control under `/_sandbox/<path>`, its values checked by a shape; `:id` is the one id it may carry. */
export function control<T>(
  path: string,
  shape: z.ZodType<T>,
  run: (sandbox: Sandbox, values: T, id: string) => object,
): Control {
  return {
    path: new RegExp(`^/_sandbox/${path.replace(":id", "([A-Za-z0-9_-]+)")}$`),
    run: (sandbox, values, id) => run(sandbox, shape.parse(values), id),
  };
}

export const number = z.coerce.number();
export const yes = z
  .union([z.boolean(), z.enum(["true", "false", "on", "off"])])
  .transform((value) => value === true || value === "true" || value === "on");
