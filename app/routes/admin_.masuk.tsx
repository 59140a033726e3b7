/** /admin/masuk: staff sign in with e-mail and password. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enterByPassword } from "~/access/begin-session.server";
import { ownPath } from "~/access/return-path";
import { StaffDoor } from "~/access/staff-door";
import { getWorld } from "~/platform/world.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

export function loader({ request }: LoaderFunctionArgs) {
  const { t } = createWords("id");
  const back = ownPath(new URL(request.url).searchParams.get("kembali"), "/admin");
  return { title: t("access.pageTitle", { title: t("access.staff.title") }), back };
}

export async function action({ request }: ActionFunctionArgs) {
  const { t } = createWords("id");
  const form = await request.formData();
  const email = String(form.get("email") ?? "").slice(0, 300);
  const back = ownPath(String(form.get("kembali") ?? ""), "/admin");
  const password = String(form.get("password") ?? "");
  const entrance = await enterByPassword(getWorld(), { email, password, request });
  switch (entrance.kind) {
    case "entered": {
      const headers = new Headers();
      for (const cookie of entrance.cookies) headers.append("Set-Cookie", cookie);
      return redirect(back, { headers });
    }
    case "refused":
      return reply({ email, back, mistake: t("access.staff.refused") }, { status: 422 });
    case "too_often": {
      const minutes = Math.ceil(entrance.waitSeconds / 60);
      return reply({ email, back, mistake: t("access.staff.tooOften", { minutes }) }, { status: 429 });
    }
  }
}

export default function StaffSignIn() {
  const { back } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <StaffDoor email={answer?.email} back={answer?.back ?? back} mistake={answer?.mistake} />;
}
