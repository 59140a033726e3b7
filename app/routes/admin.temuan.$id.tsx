/** /admin/temuan/:id: what was found, what each decision would post, and deciding. */
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
import type { Decision } from "~/findings/finding";
import { findFinding } from "~/findings/finding-queries.server";
import { resolveFinding } from "~/payments/resolve-finding.server";
import { getWorld } from "~/platform/world.server";
import { findFindingOrder } from "~/reporting/admin-findings-queries.server";
import { workerNames } from "~/reporting/admin-story-queries.server";
import { FindingPage } from "~/reporting/finding-page";
import { previewDecisions } from "~/reporting/preview-decisions.server";
import { sayOr } from "~/words/say-or";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const isId = (text: string | undefined): text is string => /^[0-9a-f-]{36}$/.test(text ?? "");

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const world = getWorld();
  const finding = isId(params.id) ? await findFinding(world.db, params.id) : undefined;
  if (!finding) throw new Response("There is no such finding.", { status: 404 });
  const mayAct = holdsAny(staff.roles, treasury);
  const [order, names, previews] = await Promise.all([
    finding.orderId ? findFindingOrder(world.db, finding.orderId) : undefined,
    finding.orderId ? workerNames(world.db, finding.orderId) : new Map<string, string>(),
    mayAct ? previewDecisions(world, finding) : [],
  ]);
  return {
    title: adminTitle(sayOr(createWords("id").t, `admin.findingKind.${finding.kind}`, finding.kind)),
    finding,
    order,
    names: Object.fromEntries(names),
    previews,
    done: new URL(request.url).searchParams.get("kabar") === "diputuskan",
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  if (!isId(params.id)) throw new Response("There is no such finding.", { status: 404 });
  const form = await request.formData();
  const decision = String(form.get("keputusan") ?? "");
  const reason = String(form.get("alasan") ?? "").slice(0, 500);
  const answer = await resolveFinding(world, {
    findingId: params.id,
    decision: decision as Decision,
    reason,
    decidedBy: { id: staff.id, name: staff.name },
  });
  if (answer.kind === "refused") return reply({ decision, reason, refused: answer.reason }, { status: 422 });
  return redirect(`/admin/temuan/${params.id}?kabar=diputuskan`);
}

export default function Finding() {
  return <FindingPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
