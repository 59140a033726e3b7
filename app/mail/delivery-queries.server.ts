/**
 * Taking letters out of the outbox and writing down what became of them.
 *
 * A claim leases rows for some minutes by the database's own clock, so that no skewed machine and no
 * moved sandbox clock hands a letter to two workers. Each claim counts `attempts` up; that number is
 * the claimer's ticket, and whoever holds an older one can no longer write to the row.
 */
import { sql } from "kysely";
import type { Db } from "~db/connection";
import type { SuppressedBecause } from "./suppression";

export type ClaimedMail = {
  readonly id: string;
  readonly occasion: string;
  readonly kind: string;
  readonly toAddress: string;
  readonly sponsorId: string | null;
  readonly orderId: string | null;
  readonly locale: "id" | "en";
  readonly facts: Readonly<Record<string, unknown>>;
  readonly queuedAt: Date;
  /** The claimer's ticket: which try this is, the first is 1. */
  readonly attempt: number;
  /** What was written for an earlier try; the very same words go out again. */
  readonly written?: WrittenLetter;
  /** A try was begun so long ago that the mail service may have forgotten its key. */
  readonly keyLapsed: boolean;
  readonly suppressedBecause?: SuppressedBecause;
};

export type WrittenLetter = { readonly subject: string; readonly html: string; readonly text: string };

/** Leases up to `count` letters that are due at `now`, the longest due first; others' leases are skipped. */
export async function claimMails(
  db: Db,
  now: Date,
  count: number,
  leaseMinutes: number,
  keyHours: number,
): Promise<readonly ClaimedMail[]> {
  const { rows } = await sql<ClaimedRow>`
    with due as (
      select id, leased_until from mail
      where state = 'waiting' and due_at <= ${now}
        and (leased_until is null or leased_until < clock_timestamp())
      order by due_at, id limit ${count} for update skip locked)
    update mail m
    set leased_until = clock_timestamp() + make_interval(mins => ${leaseMinutes}), attempts = m.attempts + 1
    from due left join address_suppression s on s.address = (select lower(w.to_address) from mail w where w.id = due.id)
    where m.id = due.id
    returning m.id, m.occasion, m.kind, m.to_address, m.sponsor_id, m.order_id, m.locale, m.facts, m.queued_at,
      m.due_at, m.attempts, m.subject, m.html, m.body, s.because,
      coalesce(m.subject is not null and due.leased_until < clock_timestamp() - make_interval(hours => ${keyHours}), false)
        as key_lapsed`.execute(db);
  return rows
    .sort((a, b) => a.due_at.getTime() - b.due_at.getTime() || (a.id < b.id ? -1 : 1))
    .map(toClaimedMail);
}

type ClaimedRow = {
  id: string;
  occasion: string;
  kind: string;
  to_address: string;
  sponsor_id: string | null;
  order_id: string | null;
  locale: "id" | "en";
  facts: Record<string, unknown>;
  queued_at: Date;
  due_at: Date;
  attempts: number;
  subject: string | null;
  html: string | null;
  body: string | null;
  because: SuppressedBecause | null;
  key_lapsed: boolean;
};

function toClaimedMail(row: ClaimedRow): ClaimedMail {
  const { subject, html, body } = row;
  return {
    id: row.id,
    occasion: row.occasion,
    kind: row.kind,
    toAddress: row.to_address,
    sponsorId: row.sponsor_id,
    orderId: row.order_id,
    locale: row.locale,
    facts: row.facts,
    queuedAt: row.queued_at,
    attempt: row.attempts,
    ...(subject !== null && html !== null && body !== null ? { written: { subject, html, text: body } } : {}),
    keyLapsed: row.key_lapsed,
    ...(row.because ? { suppressedBecause: row.because } : {}),
  };
}

type Ticket = Pick<ClaimedMail, "id" | "attempt">;

/** Words that open a door do not stay behind. */
const leftBehind = ({ secret }: { readonly secret?: boolean }) =>
  secret ? { facts: "{}", html: null, body: null } : {};

const held = (db: Db, { id, attempt }: Ticket) =>
  db.updateTable("mail").where("id", "=", id).where("attempts", "=", attempt).where("state", "=", "waiting");

/** Keeps the words before they are handed over for the first time. False when the lease went to somebody else. */
export async function saveWritten(db: Db, mail: Ticket, written: WrittenLetter): Promise<boolean> {
  const { numUpdatedRows } = await held(db, mail)
    .set({ subject: written.subject, html: written.html, body: written.text })
    .where("subject", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Writes down that the mail service took the letter, under which id. */
export async function saveSent(
  db: Db,
  mail: Ticket & { readonly secret?: boolean },
  mailRef: string,
  sentAt: Date,
): Promise<void> {
  await held(db, mail)
    .set({
      state: "sent",
      sent_at: sentAt,
      mail_ref: mailRef,
      leased_until: null,
      last_error: null,
      ...leftBehind(mail),
    })
    .execute();
}

/** Puts a letter back until `dueAt`. The lease ends now; its end stays as the time of the last try. */
export async function saveLater(db: Db, mail: Ticket, dueAt: Date, error: string): Promise<void> {
  await held(db, mail)
    .set({ due_at: dueAt, leased_until: sql<Date>`clock_timestamp()`, last_error: error })
    .execute();
}

/** Ends a letter: `stuck` waits for a person, `dropped` was not to be sent any more. */
export async function saveEnded(
  db: Db,
  mail: Ticket & { readonly secret?: boolean },
  state: "stuck" | "dropped",
  why: string,
): Promise<void> {
  await held(db, mail)
    .set({ state, leased_until: null, last_error: why, ...leftBehind(mail) })
    .execute();
}

/** Gives back letters that were claimed and not begun, as if they had never been claimed. */
export async function releaseMails(db: Db, mails: readonly Ticket[]): Promise<void> {
  for (const mail of mails)
    await held(db, mail)
      .set((eb) => ({ leased_until: null, attempts: eb("attempts", "-", 1) }))
      .execute();
}
