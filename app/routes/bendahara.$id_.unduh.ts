/** /bendahara/:id/unduh: the list with whole NIPs. Written down before it is made; only a form does it. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { recordStaffAct } from "~/access/record-staff-act.server";
import { requireTreasurer } from "~/access/treasurer-door.server";
import { requireBatchOf } from "~/payroll/batch-door.server";
import { listBatchLines } from "~/payroll/batch-queries.server";
import { payrollFile } from "~/payroll/payroll-file.server";
import { getWorld } from "~/platform/world.server";
import { sheetResponse } from "~/sheets/write-sheet.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { unitIds } = await requireTreasurer(request);
  const { batch } = await requireBatchOf(getWorld(), unitIds, params.id);
  return redirect(`/bendahara/${batch.id}`);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff, unitIds } = await requireTreasurer(request);
  const world = getWorld();
  const { batch } = await requireBatchOf(world, unitIds, params.id);
  const format = (await request.formData()).get("bentuk") === "csv" ? "csv" : "xlsx";
  const lines = await listBatchLines(world.db, batch.id);
  await recordStaffAct(world, staff, {
    act: "payroll_list_downloaded",
    subjectKind: "payroll_batch",
    subjectId: batch.id,
    after: { reference: batch.reference, people: lines.length, format },
  });
  return sheetResponse(payrollFile(batch, lines, world.sealer), format);
}
