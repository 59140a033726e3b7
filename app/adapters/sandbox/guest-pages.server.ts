/** What a browser may ask of the sandbox: the payment page, the inbox, the controls. */
import type { StripeSession } from "../stripe/stripe-shapes";
import { controlAnswer } from "./control-answers.server";
import { readForm } from "./form-values.server";
import { type Answer, type Asked, header, json, seeOther } from "./http-exchange.server";
import { inboxAnswer } from "./inbox-pages.server";
import { confirmPage, notFoundPage, payPage, receiptPage } from "./pay-page.server";
import { answerIssuer, type PageAnswer, payLater, pressPay } from "./paying.server";
import type { Sandbox } from "./sandbox-house.server";
import type { Courier } from "./webhook-delivery.server";

export function answerGuest(sandbox: Sandbox, courier: Courier, asked: Asked): Answer {
  if (asked.method === "POST" && fromElsewhere(asked))
    return json(403, { error: "A page of another site cannot press the sandbox's buttons." });
  const { path } = asked;
  if (path === "/") return seeOther("/_sandbox/");
  if (path.startsWith("/pay/")) return payAnswer(sandbox, asked);
  if (path.startsWith("/inbox")) return inboxAnswer(sandbox, path, new URLSearchParams(asked.query));
  if (path.startsWith("/_sandbox/receipts/")) return receiptPage(sandbox, path.split("/")[3] ?? "");
  if (path.startsWith("/_sandbox")) return controlAnswer(sandbox, courier, asked);
  return notFoundPage();
}

/** A browser says which site a form came from; ours come from here. */
function fromElsewhere(asked: Asked): boolean {
  const origin = header(asked, "origin");
  if (origin === "" || origin === "null") return false;
  return !URL.canParse(origin) || new URL(origin).host !== header(asked, "host");
}

function payAnswer(sandbox: Sandbox, asked: Asked): Answer {
  const [, id = "", part] = /^\/pay\/([A-Za-z0-9_]+)(\/verifikasi)?$/.exec(asked.path) ?? [];
  const session = sandbox.store.get("session", id);
  if (!session) return notFoundPage();
  if (asked.method !== "POST")
    return part && session.status === "open" ? confirmPage(session) : payPage(sandbox, session);
  const form = readForm(asked.body);
  const said = (name: string) => (typeof form[name] === "string" ? form[name].trim() : "");
  if (!part && said("action") === "cancel") return seeOther(session.cancel_url ?? `/pay/${id}`);
  const done = sandbox.store.atomically(() =>
    part
      ? answerIssuer(sandbox, session, said("result") === "passed")
      : pressed(sandbox, session, said("action"), said("card"), said("email")),
  );
  if (done.kind === "go") return seeOther(done.to);
  if (done.kind === "confirm") return seeOther(`/pay/${id}/verifikasi`);
  return payPage(sandbox, sandbox.store.get("session", id)!, done.problem);
}

/** Each button of the page is a card of its own. */
const cardOf: Readonly<Record<string, string>> = {
  decline: "4000000000000002",
  insufficient: "4000000000009995",
  three_ds: "4000002500003155",
};

function pressed(
  sandbox: Sandbox,
  session: StripeSession,
  action: string,
  card: string,
  email: string,
): PageAnswer {
  if (action === "later") return payLater(sandbox, session, email);
  return pressPay(sandbox, session, cardOf[action] ?? (card || "4242424242424242"), email);
}
