/** /pesanan/:kode/berkas/:nomor: a receipt or credit note of an order, byte for byte as it was issued. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireOrder } from "~/access/order-door.server";
import { getWorld } from "~/platform/world.server";
import { listCreditNotes } from "~/receipts/credit-note-queries.server";
import { findCreditNotePdf, findReceiptPdf } from "~/receipts/paper-queries.server";
import { pdfResponse } from "~/receipts/pdf-response.server";
import { listReceiptsOfOrder } from "~/receipts/receipt-queries.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { db } = getWorld();
  const { order } = await requireOrder(request, params.kode);
  const receipts = await listReceiptsOfOrder(db, order.id);
  const receipt = receipts.find(({ number }) => number === params.nomor);
  const notes = receipt
    ? []
    : await listCreditNotes(
        db,
        receipts.map(({ id }) => id),
      );
  const note = notes.find(({ number }) => number === params.nomor);
  const pdf = receipt ? await findReceiptPdf(db, receipt.id) : note && (await findCreditNotePdf(db, note.id));
  if (!pdf) throw new Response("No such paper.", { status: 404 });
  return pdfResponse(pdf, request);
}
