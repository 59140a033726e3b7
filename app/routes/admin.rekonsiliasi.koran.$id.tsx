/** /admin/rekonsiliasi/koran/:id: what a statement holds, before and after it counts. */
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
import { findStatement, previewDraft } from "~/reconciliation/bank-statement-queries.server";
import { discardStatement, postStatement, undoStatement } from "~/reconciliation/import-statement.server";
import { StatementPage } from "~/reconciliation/statement-pages";
import { createWords } from "~/words/words";

/** How many rows are shown before somebody confirms them all. */
const SHOWN = 20;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const missing = () => new Response("There is no such statement.", { status: 404 });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db } = getWorld();
  const statement = isId(params.id) ? await findStatement(db, params.id) : undefined;
  if (!statement) throw missing();
  const preview = statement.postedAt
    ? { first: [], lookAlikes: 0 }
    : await previewDraft(db, statement, SHOWN);
  const { searchParams } = new URL(request.url);
  const posted = /^\d{1,9}$/.exec(searchParams.get("dibukukan") ?? "");
  return {
    title: adminTitle(statement.fileName),
    statement,
    ...preview,
    mayAct: holdsAny(staff.roles, treasury),
    known: searchParams.get("kabar") === "dikenal",
    posted: posted ? Number(posted[0]) : undefined,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  if (!isId(params.id)) throw missing();
  const form = await request.formData();
  const by = { id: staff.id, name: staff.name };
  const address = `/admin/rekonsiliasi/koran/${params.id}`;
  switch (form.get("langkah")) {
    case "bukukan": {
      const answer = await postStatement(world, params.id, by);
      return answer.kind === "done" ? redirect(`${address}?dibukukan=${answer.rows}`) : refusal(answer);
    }
    case "buang": {
      const answer = await discardStatement(world, params.id);
      return answer.kind === "done" ? redirect("/admin/rekonsiliasi/koran?kabar=dibuang") : refusal(answer);
    }
    case "batalkan": {
      const answer = await undoStatement(world, params.id, by, String(form.get("alasan") ?? ""));
      return answer.kind === "done" ? redirect(address) : refusal(answer);
    }
    default:
      throw missing();
  }
}

function refusal(answer: { readonly reason: string; readonly fileName?: string }) {
  const { t } = createWords("id");
  if (answer.reason === "unknown_statement") throw missing();
  const message = t(`reconciliation.refused.${answer.reason as "reason_missing"}`, {
    file: answer.fileName ?? "",
  });
  return reply({ wrong: { field: "alasan", message } }, { status: 422 });
}

export default function StatementRoute() {
  return <StatementPage {...useLoaderData<typeof loader>()} wrong={useActionData<typeof action>()?.wrong} />;
}
