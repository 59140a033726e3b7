/** How one path of the Stripe API is described, how a list is cut into pages, and how ids are expanded. */

import { z } from "zod";
import type { Paging } from "./form-values.server";
import { checkParams, expand, type FormValue } from "./form-values.server";
import type { Sandbox, Tables } from "./sandbox-house.server";
import { invalidRequest, resourceMissing, type StripeFault } from "./stripe-fault.server";

export type Call = { readonly id: string; readonly params: { [key: string]: FormValue } };
export type Endpoint = {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly pattern: RegExp;
  /** Answers an object, or a fault whose changes are to stay. */
  readonly answer: (sandbox: Sandbox, call: Call) => object | StripeFault;
};

/** Describes one path; `:id` stands for the one id a path may carry. */
export function endpoint(method: Endpoint["method"], path: string, answer: Endpoint["answer"]): Endpoint {
  const pattern = new RegExp(`^${path.replace(":id", "([^/]+)")}$`);
  return { method, path, pattern, answer };
}

/** `GET path/:id` for a table whose values are shown as they are. */
export function retrieve<K extends ShownTable>(path: string, table: K, what: string): Endpoint {
  return endpoint("GET", `${path}/:id`, (sandbox, { id, params }) => {
    checkParams(z.strictObject({ expand }), params);
    return known(sandbox, table, what, id);
  });
}

/** The value under an id, or the fault for an id nobody knows. */
export function known<K extends keyof Tables & string>(
  sandbox: Sandbox,
  table: K,
  what: string,
  id: string,
  param?: string,
): Tables[K] {
  const found = sandbox.store.get(table, id);
  if (!found) throw resourceMissing(what, id, param);
  return found;
}

/** One page of a list, the newest first. `rows` come the oldest first. */
export function listOf<T extends { readonly id: string }>(rows: readonly T[], url: string, asked: Paging) {
  const limit = asked.limit ?? 10;
  let sorted = [...rows].reverse();
  const find = (id: string, param: string) => {
    const index = sorted.findIndex((row) => row.id === id);
    if (index < 0) throw resourceMissing("object", id, param);
    return index;
  };
  if (asked.starting_after) {
    sorted = sorted.slice(find(asked.starting_after, "starting_after") + 1);
  } else if (asked.ending_before) {
    const before = sorted.slice(0, find(asked.ending_before, "ending_before"));
    return { object: "list", data: before.slice(-limit), has_more: before.length > limit, url };
  }
  return { object: "list", data: sorted.slice(0, limit), has_more: sorted.length > limit, url };
}

type ShownTable = Exclude<
  keyof Tables & string,
  "card" | "delivery" | "due" | "idempotency" | "mail" | "setting"
>;

const tableByPrefix: Readonly<Record<string, keyof Tables & string>> = {
  cs_test: "session",
  pi: "intent",
  ch: "charge",
  py: "charge",
  re: "refund",
  du: "dispute",
  txn: "transaction",
  po: "payout",
  cus: "customer",
  pm: "method",
  seti: "setup",
  price: "price",
  prod: "product",
  clock: "testClock",
};

/** Replaces ids by what they name, along each asked path (`latest_charge.balance_transaction`, `data.source`). */
export function expanded(sandbox: Sandbox, answer: object, paths: readonly string[]): object {
  const whole = structuredClone(answer) as Bag;
  for (const path of paths) {
    if (path.split(".").length > 4) throw invalidRequest("Expansions may be four levels deep.", "expand");
    expandOne(sandbox, whole, path.split("."), path);
  }
  return whole;
}

type Bag = { [key: string]: unknown };

function expandOne(sandbox: Sandbox, at: Bag, [head = "", ...rest]: readonly string[], path: string): void {
  if (head === "line_items" && at.object === "checkout.session")
    at.line_items = linesOf(sandbox, String(at.id));
  if (!(head in at)) throw invalidRequest(`This property cannot be expanded (${path}).`, "expand");
  const value = at[head];
  if (typeof value === "string") {
    const table = tableByPrefix[value.slice(0, value.lastIndexOf("_"))];
    const found = table && sandbox.store.get(table, value);
    if (!found) throw invalidRequest(`This property cannot be expanded (${path}).`, "expand");
    at[head] = structuredClone(found);
  }
  const inner = at[head];
  if (rest.length === 0 || inner === null) return;
  for (const one of Array.isArray(inner) ? inner : [inner]) expandOne(sandbox, one as Bag, rest, path);
}

/** The lines of a Checkout session as the list Stripe shows. */
export function linesOf(sandbox: Sandbox, session: string, asked: Paging = {}) {
  const lines = sandbox.store.get("sessionNotes", session)?.lines ?? [];
  const page = listOf([...lines].reverse(), `/v1/checkout/sessions/${session}/line_items`, asked);
  return { ...page, data: structuredClone(page.data) };
}
