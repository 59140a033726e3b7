/** /admin/rekonsiliasi/aturan: the rules of matching and their order. */
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
import { getWorld } from "~/platform/world.server";
import { changeRules } from "~/reconciliation/change-rules.server";
import { listRules } from "~/reconciliation/match-queries.server";
import { readRules } from "~/reconciliation/read-rules";
import { RuleForm } from "~/reconciliation/rule-form";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  return {
    title: adminTitle(createWords("id").t("reconciliation.rules.title")),
    rules: await listRules(getWorld().db),
    mayAct: holdsAny(staff.roles, treasury),
    saved: new URL(request.url).searchParams.get("kabar") === "disimpan",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const form = await request.formData();
  const reading = readRules((name) => (form.get(name) === null ? null : String(form.get(name))));
  if (reading.kind === "mistakes") {
    const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 20)]));
    return reply({ mistakes: reading.mistakes, typed }, { status: 422 });
  }
  await changeRules(getWorld(), reading.rules, actorOf(staff));
  return redirect("/admin/rekonsiliasi/aturan?kabar=disimpan");
}

export default function Rules() {
  const answer = useActionData<typeof action>();
  return (
    <RuleForm {...useLoaderData<typeof loader>()} mistakes={answer?.mistakes ?? []} typed={answer?.typed} />
  );
}
