/** /admin/rekonsiliasi/rekening: our bank accounts and the layout of their files. */
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
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { AccountPage } from "~/reconciliation/account-page";
import { listBankAccounts } from "~/reconciliation/bank-account-queries.server";
import { keepLayout, openAccount } from "~/reconciliation/keep-account.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  return {
    title: adminTitle(createWords("id").t("reconciliation.accounts.title")),
    accounts: await listBankAccounts(getWorld().db),
    mayAct: holdsAny(staff.roles, treasury),
    saved: new URL(request.url).searchParams.get("kabar") === "disimpan",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  const form = await request.formData();
  // A tab is a separator: nothing may be trimmed here.
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 200)]));
  const accountId = isId(typed.rekening) ? typed.rekening : undefined;
  const answer = accountId
    ? await keepLayout(world, accountId, typed, actorOf(staff))
    : await openAccount(
        world,
        { name: typed.nama ?? "", bank: typed.bank ?? "", number: typed.nomor ?? "" },
        actorOf(staff),
      );
  if (answer.kind === "done") return redirect("/admin/rekonsiliasi/rekening?kabar=disimpan");
  const { t } = createWords("id");
  const problems = answer.mistakes.map(({ field, rule }) => ({
    field,
    message: t(`reconciliation.accounts.mistake.${rule}`),
  }));
  return reply({ problems, typed, wrongId: accountId }, { status: 422 });
}

export default function Accounts() {
  const answer = useActionData<typeof action>();
  return (
    <AccountPage
      {...useLoaderData<typeof loader>()}
      problems={answer?.problems ?? []}
      typed={answer?.typed}
      wrongId={answer?.wrongId}
    />
  );
}
