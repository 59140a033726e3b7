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
import { dayInWib } from "~/calendar/wib";
import { isBookFinding } from "~/findings/book-finding";
import type { Decision } from "~/findings/finding";
import { type Finding, findFinding } from "~/findings/finding-queries.server";
import { findFindingWork } from "~/findings/finding-work-queries.server";
import { type WorkMistake, type WorkRequest, workOnFinding } from "~/findings/work-on-finding.server";
import { resolveFinding } from "~/payments/resolve-finding.server";
import { isId } from "~/platform/clock";
import { getWorld, type World } from "~/platform/world.server";
import { endBookFinding } from "~/reconciliation/end-book-finding.server";
import { previewBookDecisions } from "~/reconciliation/prepare-decision.server";
import { findFindingOrder } from "~/reporting/admin-findings-queries.server";
import { workerNames } from "~/reporting/admin-story-queries.server";
import { FindingPage } from "~/reporting/finding-page";
import { previewDecisions } from "~/reporting/preview-decisions.server";
import { sayOr } from "~/words/say-or";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const world = getWorld();
  const finding = isId(params.id) ? await findFinding(world.db, params.id) : undefined;
  if (!finding) throw new Response("There is no such finding.", { status: 404 });
  const mayAct = holdsAny(staff.roles, treasury);
  const [order, names, previews] = await Promise.all([
    finding.orderId ? findFindingOrder(world.db, finding.orderId) : undefined,
    finding.orderId ? workerNames(world.db, finding.orderId) : new Map<string, string>(),
    mayAct ? previewsOf(world, finding) : [],
  ]);
  const today = dayInWib(world.clock.now());
  return {
    title: adminTitle(sayOr(createWords("id").t, `admin.findingKind.${finding.kind}`, finding.kind)),
    finding,
    order,
    names: Object.fromEntries(names),
    previews,
    mayAct,
    staffId: staff.id,
    work: await findFindingWork(world.db, finding.id, today),
    done: new URL(request.url).searchParams.get("kabar") === "diputuskan",
  };
}

/** Findings of the books end by their own decisions, unless money waits in suspense. */
const isOfBooks = (finding: Finding) => isBookFinding(finding.kind) && finding.facts.holds !== "suspense";

const previewsOf = (world: World, finding: Finding) =>
  isOfBooks(finding)
    ? previewBookDecisions(world.db, finding, dayInWib(world.clock.now()))
    : previewDecisions(world, finding);

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  if (!isId(params.id)) throw new Response("There is no such finding.", { status: 404 });
  const form = await request.formData();
  const by = { id: staff.id, name: staff.name };
  const wish = readWork(form);
  if (wish) {
    const worked = await workOnFinding(world, params.id, wish, by);
    if (worked.kind === "refused") return reply({ wrong: wrongOf(worked.reason) }, { status: 422 });
    return redirect(`/admin/temuan/${params.id}`);
  }
  const decision = String(form.get("keputusan") ?? "");
  const reason = String(form.get("alasan") ?? "").slice(0, 500);
  const finding = await findFinding(world.db, params.id);
  const asked = { findingId: params.id, reason, decidedBy: by };
  const answer =
    finding && isOfBooks(finding)
      ? await endBookFinding(world, { ...asked, decision })
      : await resolveFinding(world, { ...asked, decision: decision as Decision });
  if (answer.kind === "refused") return reply({ decision, reason, refused: answer.reason }, { status: 422 });
  return redirect(`/admin/temuan/${params.id}?kabar=diputuskan`);
}

function readWork(form: FormData): WorkRequest | undefined {
  const given = (name: string) => String(form.get(name) ?? "");
  switch (given("kerja")) {
    case "ambil":
      return { kind: "take" };
    case "lepas":
      return { kind: "give_back" };
    case "tunda":
      return { kind: "hold", untilDay: given("tundaSampai"), reason: given("tundaAlasan") };
    case "lanjut":
      return { kind: "end_hold" };
    case "catat":
      return { kind: "note", body: given("catatan") };
    default:
      return undefined;
  }
}

/** Beside which question a refusal is said. */
function wrongOf(reason: WorkMistake) {
  const fields = { day_wrong: "tundaSampai", day_far: "tundaSampai", reason_missing: "tundaAlasan" } as const;
  const field = reason in fields ? fields[reason as keyof typeof fields] : "catatan";
  return { field, message: createWords("id").t(`reconciliation.work.refused.${reason}`) };
}

export default function FindingRoute() {
  const answer = useActionData<typeof action>();
  const decided = answer && "refused" in answer ? answer : undefined;
  const wrong = answer && "wrong" in answer ? answer.wrong : undefined;
  return <FindingPage {...useLoaderData<typeof loader>()} answer={decided} wrong={wrong} />;
}
