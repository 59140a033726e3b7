import { formatMonth } from "~/calendar/iuran-month";
import type { JournalLine } from "~/ledger/journal";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonRow } from "~/ui/button";
import { PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { EntryLines } from "./entry-lines";
import { monthKey, type RefundChoice } from "./refund-choice";
import type { TypedRefund } from "./refund-form";

type Props = {
  readonly code: string;
  readonly payer: string;
  readonly typed: TypedRefund;
  readonly choice: RefundChoice;
  readonly postings: { readonly now: readonly JournalLine[]; readonly later: readonly JournalLine[] };
};

/** Second step: exactly what will be posted, in rupiah, before it is done. */
export function RefundPreview({ code, payer, typed, choice, postings }: Props) {
  const t = useWords();
  const amount = formatRupiah(choice.amountRupiah);
  const nameOf = new Map(choice.months.map((line) => [line.workerId, line.workerName]));
  const shown = (lines: readonly JournalLine[]) =>
    lines.map((line) => ({
      account: t(`story.accounts.${line.account}`),
      of:
        line.workerId && line.month
          ? t("story.ofWorker", {
              worker: nameOf.get(line.workerId) ?? "",
              month: formatMonth(line.month, "id"),
            })
          : line.party,
      amountRupiah: line.amountRupiah,
    }));
  return (
    <>
      <PageTitle kicker={code} lead={t("story.refund.confirmLead", { amount, payer })}>
        {t("story.refund.confirmTitle")}
      </PageTitle>
      <div className="max-w-read">
        <Notice kind="warning" title={t("story.refund.coverage", { count: choice.months.length })}>
          {t("story.reason", { reason: typed.reason.trim() })}
        </Notice>
      </div>
      <div className="mt-8">
        <Section title={t("story.refund.now")}>
          <EntryLines lines={shown(postings.now)} />
        </Section>
        <Section title={t("story.refund.later")}>
          <EntryLines lines={shown(postings.later)} />
        </Section>
      </div>
      <form method="post" action={`/admin/pesanan/${code}/pengembalian`}>
        {choice.months.map((line) => (
          <input key={monthKey(line)} type="hidden" name="bulan" value={monthKey(line)} />
        ))}
        {choice.feeCoverRupiah > 0 && <input type="hidden" name="biaya" value="ya" />}
        <input type="hidden" name="alasan" value={typed.reason} />
        <ButtonRow>
          <Button look="danger" name="langkah" value="jalankan">
            {t("story.refund.confirm", { amount })}
          </Button>
          <Button look="secondary" name="langkah" value="ubah">
            {t("story.refund.change")}
          </Button>
        </ButtonRow>
      </form>
    </>
  );
}
