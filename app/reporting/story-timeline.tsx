/** The story of an order as a line through time, each happening in a sentence with its particulars below. */
import type { ReactNode } from "react";
import { formatMonth } from "~/calendar/iuran-month";
import { formatInstantWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import { type Moment, Timeline } from "~/ui/timeline";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import type { Words } from "~/words/words";
import { EntryLines } from "./entry-lines";
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

function titleOf(t: Words, happening: Happening): string {
  const amount = "amountRupiah" in happening ? formatRupiah(happening.amountRupiah) : "";
  switch (happening.kind) {
    case "placed":
      return t("story.placed", { amount: formatRupiah(happening.totalRupiah) });
    case "held":
      return t("story.held", { count: happening.months });
    case "ended":
      return t(`story.ended.${happening.ending}`);
    case "attempt":
      return t("story.attempt", { number: happening.number, gateway: happening.gateway, amount });
    case "told":
      return t("story.told", { type: happening.type });
    case "settled":
      return t("story.settled", { amount: formatRupiah(happening.receivedRupiah) });
    case "posted":
      return t("story.posted", {
        number: happening.number,
        entry: sayOr(t, `story.entries.${happening.entry}`, happening.entry),
      });
    case "receipt":
      return t("story.receipt", { number: happening.number, amount });
    case "credit_note":
      return t("story.credit_note", { number: happening.number, amount });
    case "letter":
      return t("story.letter", { letter: happening.subject ?? letterName(t, happening.letter) });
    case "letter_news":
      return t("story.letter_news", {
        letter: letterName(t, happening.letter),
        news: sayOr(t, `story.news.${happening.news}`, happening.news),
      });
    case "refund_requested":
      return t("story.refund_requested", { amount, by: happening.by });
    case "refund_finished":
      return t(happening.failure === null ? "story.refund_finished" : "story.refund_failed", { amount });
    case "finding":
      return t("story.finding", {
        finding: sayOr(t, `admin.findingKind.${happening.finding}`, happening.finding),
        amount,
      });
    case "decided":
      return t("story.decided", {
        decision: sayOr(t, `admin.decision.${happening.decision}`, happening.decision),
      });
    case "act":
      return t("story.act", { act: sayOr(t, `admin.act.${happening.act}`, happening.act), by: happening.by });
  }
}

const letterName = (t: Words, kind: string) => sayOr(t, `admin.letterKind.${kind}`, kind);

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
      return <Lines lines={[t("story.toldOutcome", { outcome: happening.outcome }), happening.eventId]} />;
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
      : undefined,
    amountRupiah: line.amountRupiah,
  }));
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
