/** /admin/surat: letters and chores that are stuck, why, and trying again; addresses that turned our mail away. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { recordStaffAct } from "~/access/record-staff-act.server";
import { holdsAny, readers, treasury } from "~/access/role";
import { actorOf, adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { retryChore } from "~/chores/drain-queries.server";
import { countOpenMails, listStuckMails, retryMail } from "~/mail/mail-list-queries.server";
import { listSuppressedAddresses } from "~/mail/mail-news-queries.server";
import { liftSuppression } from "~/mail/release-address.server";
import { SuppressedAddresses } from "~/mail/suppressed-addresses";
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { listStuckChoresWithOrders } from "~/reporting/admin-waiting-queries.server";
import { searchText } from "~/reporting/order-filter";
import { OutboxPage } from "~/reporting/outbox-page";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db } = getWorld();
  const [{ mails }, counts, chores, addresses] = await Promise.all([
    listStuckMails(db),
    countOpenMails(db),
    listStuckChoresWithOrders(db, 100),
    listSuppressedAddresses(db),
  ]);
  return {
    title: adminTitle(createWords("id").t("admin.outbox.title")),
    letters: mails,
    waiting: counts.waiting,
    chores,
    addresses,
    mayAct: holdsAny(staff.roles, treasury),
    said: new URL(request.url).searchParams.get("kabar") ?? "",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  const form = await request.formData();
  if (form.get("apa") === "alamat") {
    const address = String(form.get("alamat") ?? "");
    const reason = searchText(String(form.get("alasan") ?? "")).slice(0, 300);
    if (reason.length < 5) return reply({ mistaken: address }, 422);
    const lifted = await liftSuppression(world, { address, reason, actor: actorOf(staff) });
    return redirect(`/admin/surat?kabar=${lifted ? "diizinkan" : "hilang"}`);
  }
  const id = String(form.get("id") ?? "");
  const isLetter = form.get("apa") === "surat";
  if (!isId(id)) return redirect("/admin/surat?kabar=hilang");
  const retry = isLetter ? retryMail : retryChore;
  const retried = await retry(world.db, id, world.clock.now());
  if (!retried) return redirect("/admin/surat?kabar=hilang");
  await recordStaffAct(world, staff, {
    act: isLetter ? "mail_retried" : "chore_retried",
    subjectKind: isLetter ? "mail" : "chore",
    subjectId: id,
  });
  return redirect("/admin/surat?kabar=dijadwalkan");
}

export default function Outbox() {
  const { addresses, ...outbox } = useLoaderData<typeof loader>();
  const mistaken = useActionData<typeof action>()?.mistaken;
  return (
    <OutboxPage {...outbox}>
      <SuppressedAddresses addresses={addresses} mayAct={outbox.mayAct} mistaken={mistaken} />
    </OutboxPage>
  );
}
