/** /admin/rekonsiliasi: how the books stand beside each other, the gateway's payouts, and running the comparison. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { recordStaffAct } from "~/access/record-staff-act.server";
import { holdsAny, readers, treasury } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { getWorld } from "~/platform/world.server";
import { countStanding, listPayouts } from "~/reconciliation/bank-list-queries.server";
import { PayoutList } from "~/reconciliation/payout-list";
import { reconcileBooks } from "~/reconciliation/reconcile.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db } = getWorld();
  const { searchParams } = new URL(request.url);
  const { items, next } = await listPayouts(db, searchParams.get("setelah") ?? undefined);
  const ran = /^(\d{1,9})-(\d{1,9})-(\d{1,9})-(\d{1,9})$/.exec(searchParams.get("hasil") ?? "");
  const [payouts = 0, matches = 0, opened = 0, settled = 0] = ran?.slice(1).map(Number) ?? [];
  return {
    title: adminTitle(createWords("id").t("reconciliation.standing.title")),
    standing: await countStanding(db),
    payouts: items,
    nextHref: next && `?setelah=${encodeURIComponent(next)}`,
    mayAct: holdsAny(staff.roles, treasury),
    ran: ran ? { payouts, matches, opened, settled } : undefined,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  const run = await reconcileBooks(world);
  const matches = Object.values(run.matches).reduce((sum, count) => sum + count, 0);
  const after = { payouts: run.payouts, matches, opened: run.opened, settled: run.settled };
  await recordStaffAct(world, staff, {
    act: "books_reconciled",
    subjectKind: "bank_match_rule",
    subjectId: "all",
    after,
  });
  return redirect(`/admin/rekonsiliasi?hasil=${Object.values(after).join("-")}`);
}

export default function Reconciliation() {
  return <PayoutList {...useLoaderData<typeof loader>()} />;
}
