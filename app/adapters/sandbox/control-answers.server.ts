/** Serves the controls: the page with its forms, the state as JSON, and every button's effect. */
import { z } from "zod";
import { controlPage } from "./control-page.server";
import { controls } from "./controls.server";
import { readForm } from "./form-values.server";
import { type Answer, type Asked, header, json, seeOther } from "./http-exchange.server";
import { notFoundPage } from "./pay-page.server";
import type { Sandbox } from "./sandbox-house.server";
import { StripeFault } from "./stripe-fault.server";
import { armed } from "./switches.server";
import { walkOf } from "./walking.server";
import type { Courier } from "./webhook-delivery.server";

export function controlAnswer(sandbox: Sandbox, courier: Courier, asked: Asked): Answer {
  if (asked.method === "GET") return look(sandbox, asked);
  for (const { path, run } of controls) {
    const match = path.exec(asked.path);
    if (!match) continue;
    const wantsJson = header(asked, "accept").includes("application/json");
    try {
      const values = readValues(asked);
      const result = sandbox.store.atomically(() => run(sandbox, values, match[1] ?? ""));
      void courier.run();
      return wantsJson ? json(200, result) : seeOther("/_sandbox/");
    } catch (error) {
      const problem = problemOf(error);
      return wantsJson ? json(400, { error: problem }) : controlPage(sandbox, problem);
    }
  }
  return asked.headers.accept?.includes("json")
    ? json(404, { error: "There is no such control." })
    : notFoundPage();
}

function look(sandbox: Sandbox, asked: Asked): Answer {
  switch (asked.path) {
    case "/_sandbox":
    case "/_sandbox/":
      return header(asked, "accept").includes("application/json")
        ? json(200, stateOf(sandbox))
        : controlPage(sandbox);
    case "/_sandbox/state":
      return json(200, stateOf(sandbox));
    case "/_sandbox/webhooks":
      return json(200, { deliveries: sandbox.store.all("delivery").reverse() });
  }
  return notFoundPage();
}

function stateOf(sandbox: Sandbox): object {
  const count = (state: string) => sandbox.store.all("delivery").filter((one) => one.state === state).length;
  return {
    now: sandbox.now().toISOString(),
    walk: walkOf(sandbox) ?? null,
    armed: armed(sandbox).map(([id, setting]) => ({ id, ...setting })),
    deliveries: { waiting: count("waiting"), held: count("held"), given_up: count("given_up") },
    counts: {
      sessions: sandbox.store.all("session").length,
      charges: sandbox.store.all("charge").length,
      refunds: sandbox.store.all("refund").length,
      payouts: sandbox.store.all("payout").length,
      mails: sandbox.store.all("mail").length,
    },
  };
}

function readValues(asked: Asked): unknown {
  if (asked.body.trim() === "") return {};
  if (header(asked, "content-type").includes("json")) return JSON.parse(asked.body);
  const filled = Object.entries(readForm(asked.body)).filter(([, value]) => value !== "");
  return Object.fromEntries(filled);
}

function problemOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `${issue?.path.join(".") || "values"}: ${issue?.message}`;
  }
  if (error instanceof StripeFault || error instanceof Error) return error.message;
  throw error;
}
