/** The story of an order as a line through time, each happening in a sentence with its particulars below. */
import type { ReactNode } from "react";
import { formatMonth } from "~/calendar/iuran-month";
import { formatInstantWib } from "~/calendar/wib";
import { type Moment, Timeline } from "~/ui/timeline";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import type { Words } from "~/words/words";
import { EntryLines } from "./entry-lines";
import { titleOf } from "./happening-title";
import type { Happening } from "./order-story";

const instant = (at: Date) => formatInstantWib(at, "id");

export function StoryTimeline({ happenings }: { readonly happenings: readonly Happening[] }) {
  const t = useWords();
  return (
    <Timeline
      moments={happenings.map((happening) => ({
        key: `${happening.kind} ${happening.key}`,
        when: instant(happening.at),
        dateTime: happening.at.toISOString(),
        title: titleOf(t, happening),
        children: detailOf(t, happening),
        state: stateOf(happening),
      }))}
    />
  );
}

function stateOf(happening: Happening): Moment["state"] {
  switch (happening.kind) {
    case "attempt":
      if (happening.state === "failed") return "failed";
      return happening.state === "pending" || happening.state === "processing" ? "now" : "done";
    case "letter":
      if (happening.state === "stuck" || happening.state === "dropped") return "failed";
      return happening.state === "waiting" ? "now" : "done";
    case "letter_news":
      return ["bounced", "complained", "suppressed", "failed"].includes(happening.news) ? "failed" : "done";
    case "refund_requested":
      return happening.state === "requested" || happening.state === "sent" ? "now" : "done";
    case "refund_finished":
      return happening.failure === null ? "done" : "failed";
    case "finding":
      return happening.resolved ? "done" : "failed";
    case "answered":
      return happening.outcome === "accepted" ? "done" : "failed";
    case "held":
      return "now";
    case "placed":
    case "ended":
    case "told":
    case "settled":
    case "posted":
    case "receipt":
    case "credit_note":
    case "decided":
    case "act":
      return "done";
  }
}

function detailOf(t: Words, happening: Happening): ReactNode {
  switch (happening.kind) {
    case "placed":
      return t("story.placedUntil", { until: instant(happening.expiresAt) });
    case "held":
      return t("story.heldUntil", { until: instant(happening.until) });
    case "ended":
      return happening.reason;
    case "attempt":
      return (
        <Lines
          lines={[
            t(`story.attemptState.${happening.state}`) + (happening.failure ? `: ${happening.failure}` : ""),
            happening.checkoutRef && `${t("story.checkoutRef")}: ${happening.checkoutRef}`,
            happening.paymentRef && `${t("story.paymentRef")}: ${happening.paymentRef}`,
          ]}
        />
      );
    case "told":
      return (
        <Lines
          lines={[
            t("story.toldOutcome", {
              outcome: sayOr(t, `story.outcomes.${happening.outcome}`, happening.outcome),
            }),
            happening.eventId,
          ]}
        />
      );
    case "posted":
      return <EntryLines lines={linesOf(t, happening)} />;
    case "letter":
      return (
        <Lines
          lines={[
            t("story.letterTo", { to: happening.toAddress }),
            t(`story.letterState.${happening.state}`, {
              at: happening.sentAt ? instant(happening.sentAt) : "",
              why: happening.lastError ?? "",
            }),
          ]}
        />
      );
    case "letter_news":
      return happening.detail;
    case "refund_requested":
      return (
        <Lines
          lines={[t("story.reason", { reason: happening.reason }), t(`story.refundState.${happening.state}`)]}
        />
      );
    case "refund_finished":
      return <Lines lines={[happening.refundRef, happening.failure]} />;
    case "finding":
      return (
        <a className="link inline-flex min-h-11 items-center" href={`/admin/temuan/${happening.findingId}`}>
          {t(happening.resolved ? "story.findingEnded" : "story.findingOpen")}
        </a>
      );
    case "decided":
      return (
        <Lines
          lines={[t("story.by", { by: happening.by }), t("story.reason", { reason: happening.reason })]}
        />
      );
    case "act":
      return happening.reason && t("story.reason", { reason: happening.reason });
    case "answered":
      return (
        <Lines
          lines={[
            t("story.answeredBatch", { batch: happening.batch }),
            happening.reason && t("story.reason", { reason: happening.reason }),
            happening.undone && t("story.answeredUndone"),
          ].filter((line) => line !== false)}
        />
      );
    case "settled":
    case "receipt":
    case "credit_note":
      return null;
  }
}

function linesOf(t: Words, entry: Happening & { readonly kind: "posted" }) {
  return entry.lines.map((line) => ({
    account: sayOr(t, `story.accounts.${line.account}`, line.account),
    of: line.workerName
      ? t("story.ofWorker", {
          worker: line.workerName,
          month: line.month ? formatMonth(line.month, "id") : "",
        })
      : line.party && partyName(t, line.party),
    amountRupiah: line.amountRupiah,
  }));
}

/** The gateway's tax is booked beside its fee, under the gateway's name. */
function partyName(t: Words, party: string): string {
  const gateway = / tax$/.test(party) ? party.replace(/ tax$/, "") : undefined;
  return gateway ? t("story.taxOf", { party: gateway }) : party;
}

function Lines({ lines }: { readonly lines: readonly (string | null | undefined | "")[] }) {
  return (
    <>
      {lines
        .filter((line): line is string => Boolean(line))
        .map((line) => (
          <p key={line} className="[overflow-wrap:anywhere]">
            {line}
          </p>
        ))}
    </>
  );
}
