/** What becomes of a mail after it was taken, and the signed news of it. Resend's own test addresses decide. */

import { enqueue } from "./delivery-line.server";
import type { Sandbox } from "./sandbox-house.server";
import type { MailEvent, MailKept } from "./sandbox-records";
import { takeSetting } from "./switches.server";

/** The fate of a mail: `bounced@…`, `complained@…` and so on at resend.dev, or an address given up before. */
export function fateOf(sandbox: Sandbox, mail: MailKept): MailEvent {
  const addresses = mail.to.map(bare);
  if (addresses.some((address) => sandbox.store.get("suppression", address))) return "suppressed";
  const special = addresses.find((address) => address.endsWith("@resend.dev"))?.split(/[+@]/)[0];
  const fates: Readonly<Record<string, MailEvent>> = {
    bounced: "bounced",
    complained: "complained",
    suppressed: "suppressed",
    delayed: "delivery_delayed",
    failed: "failed",
  };
  return fates[special ?? ""] ?? "delivered";
}

/** The address alone, in lower case, of `Name <address>`. */
export function bare(person: string): string {
  return (/<([^>]+)>/.exec(person)?.[1] ?? person).toLowerCase();
}

/** Lets a mail have its fate: the site is told that it was sent, and then what became of it. */
export function tellOfMail(sandbox: Sandbox, mail: MailKept, fate: MailEvent): void {
  if (fate !== "suppressed" && fate !== "failed") tell(sandbox, mail, "sent");
  if (fate === "complained") tell(sandbox, mail, "delivered");
  if (fate !== "sent") befall(sandbox, mail, fate);
}

/** One thing happens to a mail. Who bounced or complained gets no further mail. */
export function befall(sandbox: Sandbox, mail: MailKept, fate: MailEvent): void {
  sandbox.store.put("mail", mail.id, { ...mail, lastEvent: fate });
  if (fate === "bounced" || fate === "complained")
    for (const address of mail.to.map(bare))
      sandbox.store.put("suppression", address, { address, because: fate });
  tell(sandbox, mail, fate);
}

function tell(sandbox: Sandbox, mail: MailKept, fate: MailEvent): void {
  if (!sandbox.options.resend.webhookUrl) return;
  const type = `email.${fate}`;
  const armed = takeSetting(
    sandbox,
    "switch",
    (one) => one.to === "resend" && (!one.type || one.type === type),
  );
  const news = {
    type,
    created_at: sandbox.now().toISOString(),
    data: {
      created_at: mail.createdAt,
      email_id: mail.id,
      message_id: mail.messageId,
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      ...(mail.tags.length > 0
        ? { tags: Object.fromEntries(mail.tags.map((tag) => [tag.name, tag.value])) }
        : {}),
      ...detailsOf(fate),
    },
  };
  const call = { to: "resend" as const, subject: sandbox.id("msg"), type, body: JSON.stringify(news), armed };
  for (let copy = 0; copy <= (armed?.duplicate ?? 0); copy += 1) enqueue(sandbox, call);
  if (armed?.twin) enqueue(sandbox, { ...call, subject: sandbox.id("msg"), armed: undefined });
}

function detailsOf(fate: MailEvent): object {
  switch (fate) {
    case "bounced":
      return {
        bounce: { message: "The recipient's mailbox does not exist.", subType: "General", type: "Permanent" },
      };
    case "failed":
      return { failed: { reason: "reached_daily_quota" } };
    case "suppressed":
      return {
        suppressed: { message: "The address is on the suppression list.", type: "OnAccountSuppressionList" },
      };
    case "sent":
    case "delivered":
    case "delivery_delayed":
    case "complained":
      return {};
  }
}
