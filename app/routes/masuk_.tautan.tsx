/**
 * /masuk/tautan: where the letter's link leads. Looking changes nothing, so that programs which open
 * links in letters do not use it up; the button does.
 */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enterByLink } from "~/access/begin-session.server";
import { ownPath } from "~/access/return-path";
import { getWorld } from "~/platform/world.server";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

export function loader({ request }: LoaderFunctionArgs) {
  const { t } = createWords("id");
  const { searchParams } = new URL(request.url);
  return reply(
    {
      title: t("access.pageTitle", { title: t("access.use.title") }),
      token: (searchParams.get("kunci") ?? "").slice(0, 200),
      back: ownPath(searchParams.get("kembali"), "/saya"),
    },
    { headers: { "Cache-Control": "no-store" } },
  );
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const token = String(form.get("kunci") ?? "");
  const entrance = await enterByLink(getWorld(), { token, request });
  if (entrance.kind !== "entered")
    return reply({ refused: true }, { status: entrance.kind === "too_often" ? 429 : 422 });
  const headers = new Headers();
  for (const cookie of entrance.cookies) headers.append("Set-Cookie", cookie);
  return redirect(ownPath(String(form.get("kembali") ?? ""), "/saya"), { headers });
}

export default function UseLink() {
  const t = useWords();
  const { token, back } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.refused || token === "")
    return (
      <div role="status">
        <PageTitle lead={t("access.use.refusedLead")}>{t("access.use.refusedTitle")}</PageTitle>
        <p>{t("access.use.refusedNext")}</p>
        <ButtonRow>
          <ButtonLink href="/masuk">{t("access.link.again")}</ButtonLink>
        </ButtonRow>
      </div>
    );
  return (
    <>
      <PageTitle lead={t("access.use.lead")}>{t("access.use.title")}</PageTitle>
      <form method="post" action="/masuk/tautan">
        <input type="hidden" name="kunci" value={token} />
        <input type="hidden" name="kembali" value={back} />
        <Button>{t("access.use.enter")}</Button>
      </form>
      <p className="mt-8 max-w-read text-ink-soft">{t("access.use.why")}</p>
    </>
  );
}
