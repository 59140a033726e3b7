/** /admin/tutup-buku/:bulan/laporan?bentuk=pdf|xlsx|csv: the report of a closed month. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { readers } from "~/access/role";
import { requireStaff } from "~/access/visitor.server";
import { monthOfAddress } from "~/closing/gather-period-page.server";
import { findClose, findClosePdf } from "~/closing/period-queries.server";
import { periodRows } from "~/closing/period-rows";
import { periodSheet } from "~/closing/period-sheet";
import { getWorld } from "~/platform/world.server";
import { isSheetFormat, sheetResponse } from "~/sheets/write-sheet.server";
import { createWords } from "~/words/words";

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, ...readers);
  const month = monthOfAddress(params.bulan);
  const { db } = getWorld();
  const { t } = createWords("id");
  const wanted = new URL(request.url).searchParams.get("bentuk") ?? "pdf";
  const close = await findClose(db, month);
  if (!close) throw new Response("This month is not closed.", { status: 404 });
  if (isSheetFormat(wanted))
    return sheetResponse(periodSheet(month, periodRows(close.content, t), t), wanted);
  const pdf = await findClosePdf(db, month);
  return new Response(new Uint8Array(pdf!), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="tutup-buku-${month}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}
