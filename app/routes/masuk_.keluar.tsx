/** /masuk/keluar: a sponsor leaves. Only a form does it; looking at the page asks. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { endSession } from "~/access/begin-session.server";
import { getWorld } from "~/platform/world.server";
import { Button } from "~/ui/button";
import { PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export function loader(_: LoaderFunctionArgs) {
  const { t } = createWords("id");
  return { title: t("access.pageTitle", { title: t("access.out.title") }) };
}

export async function action({ request }: ActionFunctionArgs) {
  const headers = new Headers();
  for (const cookie of await endSession(getWorld(), request)) headers.append("Set-Cookie", cookie);
  return redirect("/", { headers });
}

export default function Leave() {
  const t = useWords();
  return (
    <form method="post" action="/masuk/keluar">
      <PageTitle lead={t("access.out.lead")}>{t("access.out.title")}</PageTitle>
      <Button>{t("access.out.leave")}</Button>
    </form>
  );
}
