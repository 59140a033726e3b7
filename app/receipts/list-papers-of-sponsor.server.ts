/** A sponsor's receipts and the credit notes that refer to them, newest first, as their page lists them. */
import { dayInWib } from "~/calendar/wib";
import { listOrdersOfSponsor } from "~/orders/order-queries.server";
import type { SponsorPaperRow } from "~/orders/sponsor-papers";
import type { Db } from "~db/connection";
import { listCreditNotes } from "./credit-note-queries.server";
import { listReceiptsOfSponsor } from "./receipt-queries.server";

export async function listPapersOfSponsor(db: Db, sponsorId: string): Promise<readonly SponsorPaperRow[]> {
  const receipts = await listReceiptsOfSponsor(db, sponsorId);
  const orders = await listOrdersOfSponsor(db, sponsorId);
  const notes = await listCreditNotes(
    db,
    receipts.map(({ id }) => id),
  );
  return receipts.flatMap((receipt) => {
    const code = orders.find(({ id }) => id === receipt.orderId)?.code ?? "";
    const rowOf = (paper: { number: string; issuedAt: Date; amountRupiah: number }) => ({
      number: paper.number,
      issuedOn: dayInWib(paper.issuedAt),
      amount: paper.amountRupiah,
      href: `/pesanan/${code}/berkas/${paper.number}`,
    });
    return [
      { ...rowOf(receipt), kind: "receipt" as const, receiptId: receipt.id },
      ...notes
        .filter(({ receiptId }) => receiptId === receipt.id)
        .map((note) => ({ ...rowOf(note), kind: "credit_note" as const, receiptId: undefined })),
    ];
  });
}
