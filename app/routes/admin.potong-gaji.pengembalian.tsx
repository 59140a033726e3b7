/** /admin/potong-gaji/pengembalian: refunds of payroll that are transferred by hand, and writing that down. */
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
import { dayInWib } from "~/calendar/wib";
import { readTransfer } from "~/payroll/booking";
import { listHandRefunds } from "~/payroll/booking-queries.server";
import { HandRefundsPage } from "~/payroll/hand-refunds-page";
import { recordHandRefund } from "~/payroll/record-hand-refund.server";
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { sayOr } from "~/words/say-or";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db, clock } = getWorld();
  return {
    title: adminTitle(createWords("id").t("payroll.admin.refundsTitle")),
    refunds: await listHandRefunds(db),
    today: dayInWib(clock.now()),
    mayAct: holdsAny(staff.roles, treasury),
    recorded: new URL(request.url).searchParams.get("kabar") === "tercatat",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  const { t } = createWords("id");
  const form = await request.formData();
  const refundId = String(form.get("pengembalian") ?? "");
  if (!isId(refundId)) throw new Response("There is no such refund.", { status: 404 });
  const typed = {
    tanggal: String(form.get("tanggal") ?? "").slice(0, 40),
    referensi: String(form.get("referensi") ?? "").slice(0, 100),
  };
  // The amount is the refund's own; day and number are read as those of any transfer.
  const reading = readTransfer({ ...typed, jumlah: "1" }, dayInWib(world.clock.now()));
  if (reading.kind === "mistakes") {
    const mistakes = reading.mistakes.map(({ field, rule }) => ({
      field,
      message: sayOr(t, `payroll.admin.mistake.${field}.${rule}`, rule),
    }));
    return reply({ refundId, typed, mistakes }, { status: 422 });
  }
  const { bankReference, transferredOn } = reading.transfer;
  const by = actorOf(staff);
  const answer = await recordHandRefund(world, { refundId, bankReference, transferredOn, by });
  if (answer.kind === "recorded") return redirect("/admin/potong-gaji/pengembalian?kabar=tercatat");
  const message = t(`payroll.admin.refundMistake.${answer.reason}`);
  return reply({ refundId, typed, mistakes: [{ field: "referensi", message }] }, { status: 422 });
}

export default function HandRefunds() {
  const known = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <HandRefundsPage {...known} recorded={known.recorded && !answer} answer={answer} />;
}
