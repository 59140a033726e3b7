/** /admin/rekonsiliasi/cocok: which rows were matched and why, and taking a match back. */
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
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { listMatches } from "~/reconciliation/bank-list-queries.server";
import { undoMatchByHand } from "~/reconciliation/match-by-hand.server";
import { MatchList } from "~/reconciliation/match-list";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { searchParams } = new URL(request.url);
  const { items, next } = await listMatches(getWorld().db, searchParams.get("setelah") ?? undefined);
  return {
    title: adminTitle(createWords("id").t("reconciliation.matches.title")),
    matches: items,
    nextHref: next && `?setelah=${encodeURIComponent(next)}`,
    mayAct: holdsAny(staff.roles, treasury),
    done: searchParams.get("kabar") === "dibatalkan",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const form = await request.formData();
  const matchId = String(form.get("pencocokan") ?? "");
  if (!isId(matchId)) throw new Response("There is no such match.", { status: 404 });
  const answer = await undoMatchByHand(getWorld(), {
    matchId,
    because: String(form.get("alasan") ?? "").slice(0, 500),
    by: { id: staff.id, name: staff.name },
  });
  if (answer.kind === "done") return redirect("/admin/rekonsiliasi/cocok?kabar=dibatalkan");
  const message = createWords("id").t(`reconciliation.refused.${answer.reason}`, { off: "" });
  return reply({ wrong: { matchId, message } }, { status: 422 });
}

export default function Matches() {
  return <MatchList {...useLoaderData<typeof loader>()} wrong={useActionData<typeof action>()?.wrong} />;
}
