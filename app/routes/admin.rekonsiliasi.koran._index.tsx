/** /admin/rekonsiliasi/koran: the statements of our banks, and handing in another. */
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
import { listBankAccounts } from "~/reconciliation/bank-account-queries.server";
import { listStatements } from "~/reconciliation/bank-statement-queries.server";
import { readStatement } from "~/reconciliation/import-statement.server";
import { withBankUpload } from "~/reconciliation/read-bank-upload.server";
import { StatementList } from "~/reconciliation/statement-pages";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db } = getWorld();
  return {
    title: adminTitle(createWords("id").t("reconciliation.statements.title")),
    statements: await listStatements(db),
    accounts: (await listBankAccounts(db)).map(({ id, name, bank }) => ({ id, name, bank })),
    mayAct: holdsAny(staff.roles, treasury),
    gone: new URL(request.url).searchParams.get("kabar") === "dibuang",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  const by = { id: staff.id, name: staff.name };
  const answer = await withBankUpload(request, async ({ fields, file }) => {
    if (!file) return { kind: "file_missing" } as const;
    const accountId = String(fields.get("rekening") ?? "");
    return readStatement(world, { accountId, fileName: file.name, open: file.open, by });
  });
  const refuse = (refused: "file_missing" | "too_large" | "account_missing") =>
    reply({ refused, problems: [] }, { status: 422 });
  if (answer === "too_large") return refuse("too_large");
  switch (answer.kind) {
    case "file_missing":
      return refuse("file_missing");
    case "unknown_account":
      return refuse("account_missing");
    case "unreadable":
      return reply({ refused: undefined, problems: answer.problems }, { status: 422 });
    case "known":
      return redirect(`/admin/rekonsiliasi/koran/${answer.statementId}?kabar=dikenal`);
    case "draft":
      return redirect(`/admin/rekonsiliasi/koran/${answer.statementId}`);
  }
}

export default function Statements() {
  const answer = useActionData<typeof action>();
  return (
    <StatementList
      {...useLoaderData<typeof loader>()}
      problems={answer?.problems ?? []}
      refused={answer?.refused}
    />
  );
}
