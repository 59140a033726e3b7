/** /admin/rekonsiliasi/baris: the bank's rows, and matching by hand. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { holdsAny, readers, treasury } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { getWorld } from "~/platform/world.server";
import { formatSen } from "~/reconciliation/bank-amount";
import { listBankRows, listOpenExpectations } from "~/reconciliation/bank-list-queries.server";
import { BankRowList } from "~/reconciliation/bank-row-list";
import { matchByHand } from "~/reconciliation/match-by-hand.server";
import { searchText, withParameters } from "~/reporting/order-filter";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db } = getWorld();
  const { searchParams } = new URL(request.url);
  const openOnly = searchParams.get("lihat") !== "semua";
  const text = searchText(searchParams.get("kata"));
  const after = searchParams.get("setelah") ?? undefined;
  const { items, next } = await listBankRows(db, { openOnly, after, ...(text ? { text } : {}) });
  const mayAct = holdsAny(staff.roles, treasury);
  return {
    title: adminTitle(createWords("id").t("reconciliation.rows.title")),
    rows: items,
    expectations: mayAct && openOnly ? await listOpenExpectations(db) : [],
    openOnly,
    text,
    nextHref: next && withParameters(searchParams, { setelah: next, kabar: undefined }),
    mayAct,
    done: searchParams.get("kabar") === "dicocokkan",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const form = await request.formData();
  const idsOf = (name: string) =>
    [...new Set(form.getAll(name).map(Number))]
      .filter((id) => Number.isSafeInteger(id) && id > 0)
      .slice(0, 200);
  const answer = await matchByHand(getWorld(), {
    rowIds: idsOf("baris"),
    expectationIds: idsOf("harapan"),
    by: { id: staff.id, name: staff.name },
  });
  if (answer.kind === "done") return redirect("/admin/rekonsiliasi/baris?kabar=dicocokkan");
  const { t } = createWords("id");
  const off = answer.reason === "sums_differ" ? formatSen(answer.offSen) : "";
  return reply({ message: t(`reconciliation.refused.${answer.reason}`, { off }) }, { status: 422 });
}

export default function BankRows() {
  return (
    <BankRowList {...useLoaderData<typeof loader>()} message={useActionData<typeof action>()?.message} />
  );
}
