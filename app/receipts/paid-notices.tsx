/** What a payer must know of a paid order besides the thanks: money that went back, money that waits. */
import { formatRupiah, type Rupiah } from "~/rupiah/rupiah";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";

type PaidNoticesProps = { readonly refunded: Rupiah; readonly hasFinding: boolean };

export function PaidNotices({ refunded, hasFinding }: PaidNoticesProps) {
  const t = useWords();
  if (refunded === 0 && !hasFinding) return null;
  return (
    <div className="mb-8 flex flex-col gap-4">
      {refunded > 0 && (
        <Notice title={t("order.page.refundedTitle")}>
          {t("order.page.refunded", { amount: formatRupiah(refunded) })}
        </Notice>
      )}
      {hasFinding && (
        <Notice kind="warning" title={t("order.page.waitingTitle")}>
          {t("order.page.waiting")}
        </Notice>
      )}
    </div>
  );
}
