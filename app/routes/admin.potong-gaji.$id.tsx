/** /admin/potong-gaji/:id: one batch, and booking a unit's transfer: typed, looked at, then posted. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { holdsAny, readers, treasury } from "~/access/role";
import { actorOf, adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { formatMonth } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { bookTransfer } from "~/payroll/book-transfer.server";
import { readTransfer } from "~/payroll/booking";
import { gatherBatch } from "~/payroll/gather-batch.server";
import { PayrollAdminBatch } from "~/payroll/payroll-admin-batch";
import { previewTransfer } from "~/payroll/preview-transfer.server";
import { TransferPreview } from "~/payroll/transfer-preview";
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { formatRupiah } from "~/rupiah/rupiah";
import { sayOr } from "~/words/say-or";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const world = getWorld();
  const gathered = isId(params.id) ? await gatherBatch(world, params.id) : undefined;
  if (!gathered) throw new Response("There is no such batch.", { status: 404 });
  const { t } = createWords("id");
  const month = formatMonth(gathered.batch.month, "id");
  const booked = Number(new URL(request.url).searchParams.get("dilunasi"));
  return {
    title: adminTitle(t("payroll.admin.batchTitle", { unit: gathered.batch.unitName, month })),
    gathered,
    today: dayInWib(world.clock.now()),
    mayAct: holdsAny(staff.roles, treasury),
    ...(Number.isInteger(booked) && booked > 0 ? { booked } : {}),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  const { t } = createWords("id");
  if (!isId(params.id)) throw new Response("There is no such batch.", { status: 404 });
  const form = await request.formData();
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 700)]));
  const reading = readTransfer(typed, dayInWib(world.clock.now()));
  if (reading.kind === "mistakes") {
    const mistakes = reading.mistakes.map(({ field, rule }) => ({
      field,
      message: sayOr(t, `payroll.admin.mistake.${field}.${rule}`, rule),
    }));
    return reply({ typed, mistakes }, { status: 422 });
  }
  const { transfer } = reading;
  const leaveOut = form.getAll("tinggal").map(String);
  const preview = async (mistake?: string) => ({
    preview: {
      transfer,
      leaveOut,
      outcome: await previewTransfer(world, params.id!, transfer, leaveOut),
      ...(mistake ? { mistake } : {}),
    },
  });
  if (form.get("langkah") !== "bukukan") return reply(await preview());
  const answer = await bookTransfer(world, { batchId: params.id, transfer, leaveOut, by: actorOf(staff) });
  if (answer.kind === "booked") return redirect(`/admin/potong-gaji/${params.id}?dilunasi=${answer.settled}`);
  const amount = answer.reason === "short" ? formatRupiah(answer.missingRupiah) : "";
  const message = t(`payroll.admin.mistake.${answer.reason}`, { amount });
  if (answer.reason === "short" || answer.reason === "nothing_to_settle")
    return reply(await preview(message), { status: 422 });
  return reply({ typed, mistakes: [{ field: "referensi", message }] }, { status: 422 });
}

export default function PayrollBatch() {
  const { gathered, today, mayAct, booked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "preview" in answer) {
    const open = gathered.lines.filter((line) => (line.deductedRupiah ?? 0) > 0 && !line.orderCode);
    return <TransferPreview batch={gathered.batch} open={open} {...answer.preview} />;
  }
  return (
    <PayrollAdminBatch
      {...gathered}
      today={today}
      mayAct={mayAct}
      booked={answer ? undefined : booked}
      typed={answer?.typed}
      mistakes={answer?.mistakes ?? []}
    />
  );
}
