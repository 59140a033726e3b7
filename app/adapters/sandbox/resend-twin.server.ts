/** Resend's API, offline: one mail, a batch, a look at a mail. Every mail lands in the inbox of the sandbox. */
import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { type Answer, type Asked, header, json } from "./http-exchange.server";
import { fateOf, tellOfMail } from "./mail-fate.server";
import { mailShape, ResendFault, toMail } from "./resend-mail-shape.server";
import type { Sandbox } from "./sandbox-house.server";
import type { MailKept } from "./sandbox-records";

const rememberedMs = 24 * 3_600_000;
const defaultPerSecond = 5;

/** Answers one request of the API; `asked.path` is without the `/resend` it is mounted under. */
export function answerResend(sandbox: Sandbox, asked: Asked): Answer {
  try {
    admit(sandbox, asked);
    const headers = countRate(sandbox);
    const answer = route(sandbox, asked);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  } catch (error) {
    if (!(error instanceof ResendFault)) throw error;
    return faultAnswer(error);
  }
}

function faultAnswer({ status, code, message, headers }: ResendFault): Answer {
  return json(status, { statusCode: status, name: code, message }, headers);
}

function admit(sandbox: Sandbox, asked: Asked): void {
  if (!header(asked, "user-agent"))
    throw new ResendFault(403, "security_error", "A User-Agent header is required.");
  const [scheme = "", key = ""] = header(asked, "authorization").split(" ");
  if (scheme.toLowerCase() !== "bearer" || !key)
    throw new ResendFault(401, "missing_api_key", "Missing API Key in the authorization header.");
  if (key !== sandbox.options.resend.apiKey)
    throw new ResendFault(403, "invalid_api_key", "API key is invalid.");
}

const windows = new WeakMap<Sandbox, { second: number; used: number }>();

/** Counts requests within a second of real time. */
function countRate(sandbox: Sandbox): Record<string, string> {
  const setting = sandbox.store.get("setting", "limit");
  const limit = setting?.kind === "limit" ? setting.perSecond : defaultPerSecond;
  const second = Math.floor(Date.now() / 1000);
  const before = windows.get(sandbox);
  const used = (before?.second === second ? before.used : 0) + 1;
  windows.set(sandbox, { second, used });
  const headers = {
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(Math.max(0, limit - used)),
    "ratelimit-reset": "1",
  };
  if (used <= limit) return headers;
  const message = `Too many requests. You can only make ${limit} requests per second.`;
  throw new ResendFault(429, "rate_limit_exceeded", message, { ...headers, "retry-after": "1" });
}

function route(sandbox: Sandbox, asked: Asked): Answer {
  const one = /^\/emails\/([0-9a-f-]{36})$/.exec(asked.path);
  if (asked.path === "/emails" && asked.method === "POST")
    return onlyOnce(sandbox, asked, () => ({ id: accept(sandbox, asked, parse(asked.body)).id }));
  if (asked.path === "/emails/batch" && asked.method === "POST")
    return onlyOnce(sandbox, asked, () => sendBatch(sandbox, asked));
  if (one && asked.method === "GET") return json(200, showMail(sandbox, one[1] ?? ""));
  if (["/emails", "/emails/batch"].includes(asked.path) || one)
    throw new ResendFault(405, "method_not_allowed", "This endpoint does not support that method.");
  throw new ResendFault(404, "not_found", "The requested endpoint does not exist.");
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ResendFault(422, "validation_error", "The request body is not valid JSON.");
  }
}

/** The same key and body get the same mail; another body is refused. Refused mails are not remembered. */
function onlyOnce(sandbox: Sandbox, asked: Asked, work: () => object): Answer {
  const given = asked.headers["idempotency-key"];
  const key = header(asked, "idempotency-key");
  if (given === undefined) return json(200, sandbox.store.atomically(work));
  if (key.length < 1 || key.length > 256)
    throw new ResendFault(
      400,
      "invalid_idempotency_key",
      "The idempotency key must have between 1 and 256 characters.",
    );
  const id = `resend/${key}`;
  const fingerprint = createHash("sha256").update(`${asked.path}\n${asked.body}`).digest("hex");
  const before = sandbox.store.get("idempotency", id);
  const at = sandbox.now().getTime();
  if (before && at - before.at < rememberedMs) {
    if (before.fingerprint !== fingerprint)
      throw new ResendFault(
        409,
        "invalid_idempotent_request",
        "This idempotency key was used with another request body.",
      );
    return { ...json(before.status, null), body: before.body };
  }
  return sandbox.store.atomically(() => {
    const answer = json(200, work());
    const kept = { key: id, fingerprint, status: 200, body: String(answer.body), requestId: "", at };
    sandbox.store.put("idempotency", id, kept);
    return answer;
  });
}

/** The answer to a second request with a key whose first one is still being answered. */
export function resendKeyInUse(): Answer {
  return faultAnswer(
    new ResendFault(
      409,
      "concurrent_idempotent_requests",
      "Another request with this idempotency key is in progress.",
    ),
  );
}

function accept(sandbox: Sandbox, asked: Asked, body: unknown): MailKept {
  const key = header(asked, "idempotency-key") || null;
  const mail = toMail(mailShape, body, { id: randomUUID(), createdAt: sandbox.now().toISOString(), key });
  sandbox.store.put("mail", mail.id, mail);
  tellOfMail(sandbox, mail, fateOf(sandbox, mail));
  return mail;
}

function sendBatch(sandbox: Sandbox, asked: Asked): object {
  const bodies = z.array(z.unknown()).min(1).max(100).safeParse(parse(asked.body));
  if (!bodies.success) throw new ResendFault(422, "validation_error", "A batch holds 1 to 100 emails.");
  const permissive = header(asked, "x-batch-validation") === "permissive";
  const data: { id: string }[] = [];
  const errors: { index: number; message: string }[] = [];
  for (const [index, body] of bodies.data.entries()) {
    try {
      if (
        typeof body === "object" &&
        body !== null &&
        "attachments" in body &&
        body.attachments !== undefined
      )
        throw new ResendFault(422, "validation_error", "Attachments are not supported in a batch.");
      data.push({ id: accept(sandbox, asked, body).id });
    } catch (error) {
      if (!(error instanceof ResendFault) || !permissive) throw error;
      errors.push({ index, message: error.message });
    }
  }
  return permissive ? { data, errors } : { data };
}

function showMail(sandbox: Sandbox, id: string): object {
  const mail = sandbox.store.get("mail", id);
  if (!mail) throw new ResendFault(404, "not_found", "Email not found.");
  const orNull = (list: readonly string[]) => (list.length > 0 ? list : null);
  return {
    object: "email",
    id: mail.id,
    message_id: mail.messageId,
    to: mail.to,
    from: mail.from,
    created_at: mail.createdAt,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    bcc: orNull(mail.bcc),
    cc: orNull(mail.cc),
    reply_to: orNull(mail.replyTo),
    last_event: mail.lastEvent,
    scheduled_at: null,
    topic_id: null,
    ...(mail.tags.length > 0 ? { tags: mail.tags } : {}),
  };
}
