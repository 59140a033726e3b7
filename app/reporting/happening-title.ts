/** What happened, in one sentence. */
import { formatMonths } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { sayOr } from "~/words/say-or";
import type { Words } from "~/words/words";
import type { Happening } from "./order-story";

export function titleOf(t: Words, happening: Happening): string {
  const amount = "amountRupiah" in happening ? formatRupiah(happening.amountRupiah) : "";
  switch (happening.kind) {
    case "placed":
      return t("story.placed", { amount: formatRupiah(happening.totalRupiah) });
    case "held":
      return t("story.held", { count: happening.months });
    case "ended":
      return t(`story.ended.${happening.ending}`);
    case "attempt":
      return t("story.attempt", {
        number: happening.number,
        gateway: sayOr(t, `story.gateways.${happening.gateway}`, happening.gateway),
        amount,
      });
    case "told":
      return t("story.told", { type: happening.type });
    case "settled":
      return t("story.settled", { amount: formatRupiah(happening.receivedRupiah) });
    case "posted":
      return t("story.posted", {
        number: happening.number,
        entry: entryName(t, happening),
      });
    case "receipt":
      return t("story.receipt", { number: happening.number, amount });
    case "credit_note":
      return t("story.credit_note", { number: happening.number, amount });
    case "answered":
      return t(`story.answered.${happening.outcome}`, {
        worker: happening.workerName,
        months: formatMonths(happening.months, "id"),
      });
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

function entryName(t: Words, { entry, reversal }: Happening & { readonly kind: "posted" }): string {
  const kind = entry.replace(/_reversed$/, "");
  const name = sayOr(t, `story.entries.${kind}`, kind);
  return reversal ? t("story.reversal", { entry: name }) : name;
}

const letterName = (t: Words, kind: string) => sayOr(t, `admin.letterKind.${kind}`, kind);
