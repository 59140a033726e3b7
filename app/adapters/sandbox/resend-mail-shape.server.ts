/** What a mail may look like when it is handed to Resend, and what Resend says when it does not. */
import { z } from "zod";
import type { MailKept } from "./sandbox-records";

export class ResendFault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** `name@host`, or `Some Name <name@host>`. */
const addressPattern =
  /^(?:[^<>\r\n]*<[^\s<>@,]+@[^\s<>@,]+\.[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+\.[^\s<>@,]+)$/;
const person = z
  .string()
  .regex(addressPattern, "must follow the format `email@example.com` or `Name <email@example.com>`");
const people = z
  .union([person.transform((one) => [one]), z.array(person).min(1, "must have an address").max(50)])
  .optional();
const tagText = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,256}$/, "may only contain ASCII letters, numbers, underscores, or dashes");
const headerText = z.string().regex(/^[^\r\n]*$/, "must be one line");
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const attachment = z.strictObject({
  content: z.string().regex(base64, "must be base64"),
  filename: z.string().min(1).max(255),
  content_type: z.string().optional(),
  content_id: z.string().max(128).optional(),
});

export const mailShape = z.strictObject({
  from: person,
  to: people.unwrap(),
  subject: z.string().min(1),
  html: z.string().optional(),
  text: z.string().optional(),
  cc: people,
  bcc: people,
  reply_to: people,
  headers: z.record(z.string().regex(/^[!-9;-~]+$/, "is not a header name"), headerText).optional(),
  tags: z.array(z.strictObject({ name: tagText, value: tagText })).optional(),
  attachments: z.array(attachment).optional(),
  topic_id: z.null().optional(),
});

/** 40 MB for a mail with everything in it. */
const heaviestBytes = 40 * 1024 * 1024;

/** Checks one mail and gives it the shape it is kept in. Throws the fault Resend would answer. */
export function toMail(
  shape: typeof mailShape,
  body: unknown,
  facts: { readonly id: string; readonly createdAt: string; readonly key: string | null },
): MailKept {
  const parsed = shape.safeParse(body, { reportInput: true });
  if (!parsed.success) throw faultOf(parsed.error.issues[0]!);
  const mail = parsed.data;
  if (mail.html === undefined && mail.text === undefined)
    throw new ResendFault(422, "missing_required_field", "Missing `html` or `text` field.");
  const weight = (mail.attachments ?? []).reduce((sum, one) => sum + one.content.length * 0.75, 0);
  if (weight > heaviestBytes)
    throw new ResendFault(422, "invalid_attachment", "The attachments are heavier than 40 MB.");
  return {
    id: facts.id,
    messageId: `<${facts.id}@sandbox.example>`,
    from: mail.from,
    to: mail.to,
    cc: mail.cc ?? [],
    bcc: mail.bcc ?? [],
    replyTo: mail.reply_to ?? [],
    subject: mail.subject,
    html: mail.html ?? null,
    text: mail.text ?? null,
    headers: mail.headers ?? {},
    tags: mail.tags ?? [],
    attachments: (mail.attachments ?? []).map((one) => ({
      filename: one.filename,
      contentType: one.content_type ?? "application/octet-stream",
      content: one.content,
      ...(one.content_id ? { contentId: one.content_id } : {}),
    })),
    idempotencyKey: facts.key,
    createdAt: facts.createdAt,
    lastEvent: "sent",
  };
}

function faultOf(issue: z.core.$ZodIssue): ResendFault {
  const field = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys")
    return new ResendFault(422, "validation_error", `Unknown field \`${issue.keys[0]}\`.`);
  if (issue.input === undefined)
    return new ResendFault(422, "missing_required_field", `Missing \`${field}\` field.`);
  if (field.startsWith("attachments"))
    return new ResendFault(422, "invalid_attachment", `Invalid \`${field}\`: ${issue.message}.`);
  const message =
    issue.code === "invalid_union" ? "must be an address or a list of addresses" : issue.message;
  return new ResendFault(422, "validation_error", `Invalid \`${field}\` field: ${message}.`);
}
