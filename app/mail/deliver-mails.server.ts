/**
 * Delivers what the outbox holds.
 *
 *   waiting ──claim──▶ write the letter once ──▶ hand over ──accepted──▶ sent
 *      ▲                                            │ ├──refused───────▶ stuck
 *      └───────────── later, with back-off ─────────┘ └──not wanted────▶ dropped
 *
 * The hand-over happens outside any transaction, under the letter's occasion as idempotency key, with
 * the words kept beforehand: a worker that dies in between leaves a letter that the next one hands
 * over again with the same body and key, and that the service therefore delivers once.
 */
import { backOffMs, MOST_ATTEMPTS } from "~/chores/back-off";
import type { World } from "~/platform/world.server";
import {
  type ClaimedMail,
  claimMails,
  releaseMails,
  saveEnded,
  saveLater,
  saveSent,
  saveWritten,
  type WrittenLetter,
} from "./delivery-queries.server";
import { type Letter, letter } from "./letter";
import { letterHtml } from "./letter-html";
import { letterText } from "./letter-text";
import type { MailHandover, OutgoingMail } from "./mailer";
import { passageFor } from "./suppression";

type Attachments = NonNullable<OutgoingMail["attachments"]>;
type Headers = NonNullable<OutgoingMail["headers"]>;

/** What a writer makes of a letter's facts; `drop` when, looked at now, it should not go out. */
export type Writing =
  | { readonly letter: Letter; readonly attachments?: Attachments; readonly headers?: Headers }
  | { readonly drop: string };

export type LetterWriter = {
  /** People have a right to it: it goes even to those who complained about our mail. */
  readonly essential: boolean;
  /** Its words open a door, e.g. a sign-in link: they are forgotten as soon as the letter is out or given up. */
  readonly secret?: boolean;
  /** Asked at every try; the words of the first try stay, attachments and headers must come out the same. */
  write(world: World, mail: ClaimedMail): Promise<Writing>;
};

/** Who writes which kind of letter. */
export type LetterWriters = Readonly<Record<string, LetterWriter>>;

/** How many letters are claimed at once, and for how long: far longer than handing them over takes. */
const batch = 10;
const leaseMinutes = 5;
/** The service keeps a key for 24 hours; beyond this a letter may be out without our knowing. */
const keyHours = 11;
const longestPauseMs = 60_000;

export type Delivered = {
  readonly handled: number;
  /** The service asked for quiet: nothing should be handed over for so long. */
  readonly pauseMs: number;
};

/** Delivers one batch of due letters, one after the other. What a letter does wrong stays with that letter. */
export async function deliverMails(
  world: World,
  writers: LetterWriters,
  signal?: AbortSignal,
): Promise<Delivered> {
  const mails = await claimMails(world.db, world.clock.now(), batch, leaseMinutes, keyHours);
  for (const [index, mail] of mails.entries()) {
    const pauseMs = await deliverOne(world, writers, mail);
    if (pauseMs === 0 && !signal?.aborted) continue;
    await releaseMails(world.db, mails.slice(index + 1));
    return { handled: index + 1, pauseMs };
  }
  return { handled: mails.length, pauseMs: 0 };
}

/** Delivers one letter and returns how long the service wants quiet, in ms. Throws only when the database is away. */
async function deliverOne(world: World, writers: LetterWriters, claimed: ClaimedMail): Promise<number> {
  const writer = writers[claimed.kind];
  if (!writer) return end(world, claimed, "stuck", `Nobody writes letters of the kind "${claimed.kind}".`);
  const mail: Held = { ...claimed, secret: writer.secret ?? false };
  if (mail.attempt > MOST_ATTEMPTS)
    return end(world, mail, "stuck", "Every try to deliver it was cut off before it ended.");
  if (mail.keyLapsed)
    return end(
      world,
      mail,
      "stuck",
      "A try was cut off hours ago and the letter may have gone out. Look in the mail service before sending it again.",
    );
  const passage = passageFor(writer.essential, mail.suppressedBecause);
  if (passage.kind !== "go") {
    const state = passage.kind === "drop" ? "dropped" : "stuck";
    return end(world, mail, state, passage.reason);
  }
  const finished = await write(world, writer, mail);
  switch (finished.kind) {
    case "drop":
      return end(world, mail, "dropped", finished.reason);
    case "failed":
      return later(world, mail, finished.error);
    case "overtaken":
      return 0;
    case "written":
      return handOver(world, mail, finished);
  }
}

/** A letter in our hands; a `secret` one is forgotten when it leaves them. */
type Held = ClaimedMail & { readonly secret?: boolean };

type Whole = {
  readonly kind: "written";
  readonly written: WrittenLetter;
  readonly attachments: Attachments;
  readonly headers?: Headers;
};
type Finished =
  | Whole
  | { readonly kind: "drop"; readonly reason: string }
  | { readonly kind: "failed"; readonly error: string }
  | { readonly kind: "overtaken" };

async function write(world: World, writer: LetterWriter, mail: ClaimedMail): Promise<Finished> {
  let writing: Writing;
  let written = mail.written;
  try {
    writing = await writer.write(world, mail);
    if ("drop" in writing) return { kind: "drop", reason: writing.drop };
    written ??= render(letter(writing.letter));
  } catch (error) {
    return { kind: "failed", error: `The letter could not be written: ${wordsOf(error)}` };
  }
  if (!mail.written && !(await saveWritten(world.db, mail, written))) return { kind: "overtaken" };
  const { attachments = [], headers } = writing;
  return { kind: "written", written, attachments, ...(headers ? { headers } : {}) };
}

function render(draft: Letter): WrittenLetter {
  return { subject: draft.subject, html: letterHtml(draft), text: letterText(draft) };
}

async function handOver(world: World, mail: Held, { written, attachments, headers }: Whole): Promise<number> {
  const { MAIL_FROM, MAIL_REPLY_TO } = world.settings;
  const handover: MailHandover = await world.mailer
    .send({
      idempotencyKey: mail.occasion,
      from: MAIL_FROM,
      ...(MAIL_REPLY_TO ? { replyTo: MAIL_REPLY_TO } : {}),
      to: mail.toAddress,
      ...written,
      ...(headers ? { headers } : {}),
      tags: [{ name: "kind", value: mail.kind }],
      ...(attachments.length > 0 ? { attachments } : {}),
    })
    .catch((error: unknown) => ({ kind: "later", detail: wordsOf(error) }));
  switch (handover.kind) {
    case "accepted":
      await saveSent(world.db, mail, handover.mailRef, world.clock.now());
      return 0;
    case "refused":
      return end(world, mail, "stuck", handover.detail);
    case "later":
      return later(world, mail, handover.detail, handover.waitMs);
  }
}

async function later(world: World, mail: Held, error: string, waitMs = 0): Promise<number> {
  const pauseMs = Math.min(waitMs, longestPauseMs);
  if (mail.attempt >= MOST_ATTEMPTS) {
    await end(world, mail, "stuck", error);
    return pauseMs;
  }
  const dueAt = new Date(world.clock.now().getTime() + Math.max(waitMs, backOffMs(mail.attempt)));
  await saveLater(world.db, mail, dueAt, error);
  world.log.warn({ mail: mail.id, kind: mail.kind, attempt: mail.attempt, dueAt }, "a letter has to wait");
  return pauseMs;
}

async function end(world: World, mail: Held, state: "stuck" | "dropped", why: string): Promise<number> {
  await saveEnded(world.db, mail, state, why);
  // The reason may quote the address, so it stays in the table and out of the log.
  if (state === "stuck") world.log.error({ mail: mail.id, kind: mail.kind }, "a letter is stuck");
  else world.log.info({ mail: mail.id, kind: mail.kind }, "a letter was dropped");
  return 0;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
