/** /masuk: a sponsor asks for a one-time link. The answer is the same for every address. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ownPath } from "~/access/return-path";
import { sendSignInLink } from "~/access/send-sign-in-link.server";
import { SignInLinkForm, SignInLinkSent } from "~/access/sign-in-link-form";
import { getWorld } from "~/platform/world.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export function loader({ request }: LoaderFunctionArgs) {
  const { t } = createWords("id");
  const back = ownPath(new URL(request.url).searchParams.get("kembali"), "");
  return { title: t("access.pageTitle", { title: t("access.link.title") }), back };
}

export async function action({ request }: ActionFunctionArgs) {
  const { t } = createWords("id");
  const form = await request.formData();
  const email = String(form.get("email") ?? "").slice(0, 300);
  const back = ownPath(String(form.get("kembali") ?? ""), "");
  const answer = await sendSignInLink(getWorld(), { email, back, request });
  switch (answer.kind) {
    case "answered":
      return reply({ sent: true, back, email: "", mistake: "" });
    case "not_an_address":
      return reply({ sent: false, back, email, mistake: t("access.link.wrongEmail") }, { status: 422 });
    case "too_often": {
      const minutes = Math.ceil(answer.waitSeconds / 60);
      return reply(
        { sent: false, back, email, mistake: t("access.link.tooOften", { minutes }) },
        { status: 429, headers: { "Retry-After": String(answer.waitSeconds) } },
      );
    }
  }
}

export default function AskForLink() {
  const { back } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.sent) return <SignInLinkSent back={answer.back} />;
  return (
    <SignInLinkForm
      email={answer?.email}
      back={answer?.back || back}
      mistake={answer?.mistake || undefined}
    />
  );
}
