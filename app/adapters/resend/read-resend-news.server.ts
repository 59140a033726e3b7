/**
 * What Resend tells us about a letter afterwards. The signature is the Standard Webhooks one:
 * HMAC-SHA256 over `id.timestamp.body`. It is checked here and not through the SDK, because the SDK
 * compares the timestamp with the machine's clock and the house has a clock of its own.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { MailNews, MailNewsReading } from "../../mail/mailer";

const toleranceMs = 5 * 60_000;
const longestBody = 1_000_000;

const kinds: Readonly<Record<string, MailNews["kind"]>> = {
  "email.sent": "sent",
  "email.delivered": "delivered",
  "email.delivery_delayed": "delayed",
  "email.bounced": "bounced",
  "email.complained": "complained",
  "email.suppressed": "suppressed",
  "email.failed": "failed",
};

const newsSchema = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.object({
    email_id: z.string().optional(),
    to: z.array(z.string()).optional(),
    bounce: z
      .object({ message: z.string().optional(), type: z.string().optional(), subType: z.string().optional() })
      .optional(),
    failed: z.object({ reason: z.string().optional() }).optional(),
    suppressed: z.object({ message: z.string().optional() }).optional(),
  }),
});

/** Reads one webhook call; stamps more than five minutes from `now`, either way, are refused. */
export async function readResendNews(
  secret: string | undefined,
  request: Request,
  now: Date,
): Promise<MailNewsReading> {
  if (!secret) return forged("No webhook secret is set, so no news can be believed.");
  const body = await request.text();
  if (body.length > longestBody) return forged("The body is too long to be news of a mail.");
  const named = (name: string) =>
    request.headers.get(`svix-${name}`) ?? request.headers.get(`webhook-${name}`) ?? "";
  const [id, timestamp, signatures] = [named("id"), named("timestamp"), named("signature")];
  if (!id || !timestamp || !signatures) return forged("The signature headers are missing.");
  if (!/^\d{1,12}$/.test(timestamp)) return forged("The timestamp is not a number of seconds.");
  const awayMs = Number(timestamp) * 1000 - now.getTime();
  if (awayMs > toleranceMs) return forged("The timestamp lies in the future.");
  if (awayMs < -toleranceMs) return forged("The timestamp is too old.");
  if (!signedWith(secret, `${id}.${timestamp}.${body}`, signatures)) {
    return forged("No signature matches the body.");
  }
  return readBody(id, body);
}

function signedWith(secret: string, content: string, signatures: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  if (key.length === 0) return false;
  const expected = createHmac("sha256", key).update(content).digest();
  return signatures.split(" ").some((entry) => {
    const [version, value] = entry.split(",");
    if (version !== "v1" || !value) return false;
    const given = Buffer.from(value, "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function readBody(mailEventId: string, body: string): MailNewsReading {
  const parsed = newsSchema.safeParse(parseJson(body));
  const happenedAt = new Date(parsed.success ? parsed.data.created_at : Number.NaN);
  if (!parsed.success || Number.isNaN(happenedAt.getTime())) {
    return forged("The body is signed but is not news of a mail.");
  }
  const { type, data } = parsed.data;
  const detail =
    [data.bounce?.type, data.bounce?.subType, data.bounce?.message].filter(Boolean).join(", ") ||
    data.failed?.reason ||
    data.suppressed?.message;
  return {
    kind: "news",
    news: {
      mailEventId,
      happenedAt,
      mailRef: data.email_id ?? "",
      to: data.to ?? [],
      kind: (data.email_id && kinds[type]) || "other",
      ...(detail ? { detail } : {}),
    },
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function forged(detail: string): MailNewsReading {
  return { kind: "forged", detail };
}
