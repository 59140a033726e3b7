/**
 * Resend as the house's mailer. The SDK never throws: whatever happens comes back as an error with a
 * name and a status, and this file decides only whether trying again can help.
 */
import { Resend } from "resend";
import type { Mailer, MailHandover, OutgoingMail } from "../../mail/mailer";
import { readResendNews } from "./read-resend-news.server";

export type ResendMailerOptions = {
  /** `re_…` from the Resend dashboard. */
  readonly apiKey: string;
  /** Another address than api.resend.com: the sandbox's. */
  readonly baseUrl?: string;
  /** The webhook's signing secret, `whsec_…`; without it no news is believed. */
  readonly webhookSecret?: string;
  /** How long one handover may take. */
  readonly timeoutMs?: number;
};

/** The mailer that hands letters to Resend, each under its own idempotency key (kept there for 24 h). */
export function createResendMailer(options: ResendMailerOptions): Mailer {
  const resend = new Resend(options.apiKey, {
    baseUrl: options.baseUrl?.replace(/\/$/, "") ?? "https://api.resend.com",
  });
  const timeoutMs = options.timeoutMs ?? 20_000;
  return {
    send: (mail) => send(resend, mail, timeoutMs),
    readNews: (request, now) => readResendNews(options.webhookSecret, request, now),
  };
}

async function send(resend: Resend, mail: OutgoingMail, timeoutMs: number): Promise<MailHandover> {
  const { idempotencyKey } = mail;
  if (idempotencyKey.length < 1 || idempotencyKey.length > 256) {
    return { kind: "refused", detail: `The key of the letter has ${idempotencyKey.length} characters.` };
  }
  const request = { idempotencyKey, signal: AbortSignal.timeout(timeoutMs) };
  const { data, error, headers } = await resend.emails.send(
    {
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      replyTo: mail.replyTo,
      headers: mail.headers && { ...mail.headers },
      tags: mail.tags?.map((tag) => ({ ...tag })),
      attachments: mail.attachments?.map(({ filename, contentType, content }) => ({
        filename,
        contentType,
        content: content.toString("base64"),
      })),
    },
    request,
  );
  if (error) return handoverOf(error, headers);
  if (typeof data?.id === "string" && data.id !== "") return { kind: "accepted", mailRef: data.id };
  // A success that names no mail: the same key will tell whether it was taken.
  return { kind: "later", detail: "Resend answered, but not with the id of a mail." };
}

type ResendError = { readonly name?: string; readonly statusCode?: number | null; readonly message?: string };

function handoverOf(error: ResendError, headers: Record<string, string> | null): MailHandover {
  const detail = `${error.name ?? "error"}${error.statusCode ? ` (${error.statusCode})` : ""}: ${error.message ?? ""}`;
  if (!mayHelpLater(error)) return { kind: "refused", detail };
  const waitMs = waitOf(headers);
  return { kind: "later", detail, ...(waitMs === undefined ? {} : { waitMs }) };
}

/** No status means that no answer came. Of the 4xx only these three pass by themselves. */
function mayHelpLater({ name, statusCode }: ResendError): boolean {
  if (name === "concurrent_idempotent_requests") return true;
  if (typeof statusCode !== "number") return true;
  return statusCode === 429 || statusCode === 408 || statusCode >= 500;
}

/** How long the service asks us to wait, in ms; both headers count in seconds. */
function waitOf(headers: Record<string, string> | null): number | undefined {
  const named = headers?.["retry-after"] ?? headers?.["ratelimit-reset"];
  const seconds = named === undefined ? Number.NaN : Number(named);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : undefined;
}
