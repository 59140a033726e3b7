/** POST /admin/setoran/:id/berkas: the list of an approved batch for BPJS, whole NIK and all; every download is written down. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { treasury } from "~/access/role";
import { requireStaff } from "~/access/visitor.server";
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { exportBatch } from "~/remittance/export-batch.server";
import { isSheetFormat, sheetResponse } from "~/sheets/write-sheet.server";

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const form = await request.formData();
  const format = String(form.get("bentuk") ?? "");
  if (!isSheetFormat(format) || !isId(params.id))
    throw new Response("There is no such file.", { status: 404 });
  const answer = await exportBatch(getWorld(), {
    batchId: params.id!,
    layoutId: String(form.get("susunan") ?? "") || undefined,
    format,
    by: { id: staff.id, name: staff.name },
  });
  if (answer.kind === "refused") throw new Response("This batch is not approved.", { status: 409 });
  return sheetResponse(answer.sheet, format);
}
