/** /bendahara/undangan: where the letter's link leads; somebody chooses a password and becomes a unit's treasurer. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { acceptInvitation, findOpenInvitation } from "~/access/accept-invitation.server";
import { enterByPassword } from "~/access/begin-session.server";
import { InvitationForm, InvitationGone } from "~/access/invitation-form";
import { dayInWib } from "~/calendar/wib";
import { privatePage } from "~/orders/private-page.server";
import { standingOfUnit } from "~/payroll/asn-registration";
import { getWorld } from "~/platform/world.server";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

export async function loader({ request }: LoaderFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const token = (new URL(request.url).searchParams.get("kunci") ?? "").slice(0, 200);
  const invitation = await findOpenInvitation(world, token);
  const standing =
    invitation &&
    standingOfUnit(invitation.unitId, await listUnitVersions(world.db), dayInWib(world.clock.now()));
  return {
    title: t("payroll.pageTitle", { title: t("payroll.invite.title") }),
    ...(invitation && standing
      ? {
          open: {
            token,
            email: invitation.email,
            unit: standing.kind === "unknown" ? "" : standing.name,
          },
        }
      : {}),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const form = await request.formData();
  const password = String(form.get("sandi") ?? "");
  const answer = await acceptInvitation(world, {
    token: String(form.get("kunci") ?? ""),
    password,
    again: String(form.get("ulangi") ?? ""),
    request,
  });
  switch (answer.kind) {
    case "accepted": {
      const entrance = await enterByPassword(world, { email: answer.email, password, request });
      if (entrance.kind !== "entered") return redirect("/admin/masuk?kembali=%2Fbendahara");
      const headers = new Headers();
      for (const cookie of entrance.cookies) headers.append("Set-Cookie", cookie);
      return redirect("/bendahara", { headers });
    }
    case "too_often": {
      const minutes = Math.ceil(answer.waitSeconds / 60);
      return reply(
        { field: "sandi" as const, mistake: t("payroll.invite.mistake.tooOften", { minutes }) },
        { status: 429 },
      );
    }
    case "refused": {
      if (answer.reason === "unknown") return reply({ gone: true }, { status: 422 });
      const field = answer.reason === "differs" ? ("ulangi" as const) : ("sandi" as const);
      return reply({ field, mistake: t(`payroll.invite.mistake.${answer.reason}`) }, { status: 422 });
    }
  }
}

export default function AcceptInvitation() {
  const { open } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!open || (answer && "gone" in answer)) return <InvitationGone />;
  return <InvitationForm {...open} mistake={answer && "mistake" in answer ? answer : undefined} />;
}
