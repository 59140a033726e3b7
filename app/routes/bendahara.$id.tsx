/** /bendahara/:id: one month of a unit. Whoever is not its treasurer finds nothing here. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { actorOf } from "~/access/staff-page.server";
import { requireTreasurer } from "~/access/treasurer-door.server";
import { formatMonth } from "~/calendar/iuran-month";
import { privatePage } from "~/orders/private-page.server";
import { requireBatchOf } from "~/payroll/batch-door.server";
import { confirmReport } from "~/payroll/confirm-report.server";
import { gatherBatch } from "~/payroll/gather-batch.server";
import { TreasurerBatch } from "~/payroll/treasurer-batch";
import { reportAsListed, uploadDeductions } from "~/payroll/upload-deductions.server";
import { getWorld } from "~/platform/world.server";
import { readUpload } from "~/sheets/read-upload.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

const LARGEST_BYTES = 5_000_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { unitIds } = await requireTreasurer(request);
  const world = getWorld();
  const { batch } = await requireBatchOf(world, unitIds, params.id);
  const gathered = await gatherBatch(world, batch.id);
  if (!gathered) throw new Response("There is no such list.", { status: 404 });
  const { t } = createWords("id");
  const month = formatMonth(batch.month, "id");
  return {
    title: t("payroll.pageTitle", { title: t("payroll.treasurer.batchTitle", { month }) }),
    gathered,
    news: newsOf[new URL(request.url).searchParams.get("kabar") ?? ""],
  };
}

const newsOf: Readonly<Record<string, "reported" | "closed">> = { dilaporkan: "reported", ditutup: "closed" };

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff, unitIds } = await requireTreasurer(request);
  const world = getWorld();
  const { batch } = await requireBatchOf(world, unitIds, params.id);
  if (!request.headers.get("content-type")?.startsWith("multipart/form-data"))
    return reply({ refused: "no_file" as const }, { status: 422 });
  const upload = await readUpload(request, "berkas", LARGEST_BYTES);
  if (upload.kind === "too_large") return reply({ refused: "too_large" as const }, { status: 413 });
  if (upload.fields.get("aksi") === "tegaskan") {
    const version = String(upload.fields.get("versi") ?? "");
    const answer = await confirmReport(world, { batchId: batch.id, version, by: actorOf(staff) });
    if (answer.kind === "refused") return reply({ refused: answer.reason }, { status: 422 });
    return redirect(`/bendahara/${batch.id}?kabar=dilaporkan`);
  }
  const isAsListed = upload.fields.get("aksi") === "sesuai";
  if (!isAsListed && !upload.file) return reply({ refused: "no_file" as const }, { status: 422 });
  const answer =
    upload.file && !isAsListed
      ? await uploadDeductions(world, { batchId: batch.id, by: staff.name, file: upload.file })
      : await reportAsListed(world, { batchId: batch.id, by: staff.name });
  switch (answer.kind) {
    case "kept":
      return redirect(`/bendahara/${batch.id}#periksa`);
    case "refused":
      return reply({ refused: answer.reason }, { status: 422 });
    case "unreadable":
    case "problems":
      return reply({ trouble: answer }, { status: 422 });
  }
}

export default function TreasurerMonth() {
  const { gathered, news } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <TreasurerBatch
      {...gathered}
      news={answer ? undefined : news}
      refused={answer && "refused" in answer ? answer.refused : undefined}
      trouble={answer && "trouble" in answer ? answer.trouble : undefined}
    />
  );
}
