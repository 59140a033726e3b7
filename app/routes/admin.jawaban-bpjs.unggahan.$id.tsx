/** /admin/jawaban-bpjs/unggahan/:id: which column is what, then what the file will do, then doing it. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { treasury } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { AnswerDraftPage } from "~/remittance/answer-draft-page";
import { type AnswerMapping, readAnswerMapping } from "~/remittance/answer-rows";
import { importAnswers, previewAnswers } from "~/remittance/import-answers.server";
import { findDraft, findMapping, keepMapping } from "~/remittance/import-draft-queries.server";
import { summariseAnswers } from "~/remittance/plan-answers";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

async function requireDraft(id: string | undefined) {
  const draft = isId(id) ? await findDraft(getWorld().db, id!, "answers") : undefined;
  if (!draft) throw redirect("/admin/jawaban-bpjs");
  return draft;
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, ...treasury);
  const world = getWorld();
  const draft = await requireDraft(params.id);
  const wantsColumns = new URL(request.url).searchParams.has("kolom");
  const preview = draft.mapping && !wantsColumns ? await previewAnswers(world, draft.id) : undefined;
  const remembered = draft.mapping ?? (await findMapping(world.db, "answers", draft.headerIndex));
  return {
    title: adminTitle(createWords("id").t("remittance.answers.title")),
    id: draft.id,
    fileName: draft.fileName,
    columns: draft.columns,
    mapping: remembered as Partial<AnswerMapping> | undefined,
    summary: preview?.kind === "preview" ? summariseAnswers(preview) : undefined,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  const by = { id: staff.id, name: staff.name };
  const draft = await requireDraft(params.id);
  const form = await request.formData();
  const fields = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 2_000)]));
  if (fields.apa === "jalankan") {
    const answer = await importAnswers(world, { draftId: draft.id, by });
    if (answer.kind === "imported") return redirect(`/admin/jawaban-bpjs/${answer.importId}?baru`);
    return reply({ mistakes: [], mapping: undefined, refused: answer.reason }, { status: 422 });
  }
  const { mapping, mistakes } = readAnswerMapping(
    fields,
    draft.columns.map((column) => column.letter),
  );
  if (mistakes.length > 0) return reply({ mistakes, mapping, refused: undefined }, { status: 422 });
  await world.db
    .transaction()
    .execute((trx) => keepMapping(trx, draft, mapping, { at: world.clock.now(), by: staff.name }));
  return redirect(`/admin/jawaban-bpjs/unggahan/${draft.id}`);
}

export default function Draft() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isMapping = (answer?.mistakes.length ?? 0) > 0;
  return (
    <AnswerDraftPage
      {...page}
      summary={isMapping ? undefined : page.summary}
      mapping={answer?.mapping ?? page.mapping}
      mistakes={answer?.mistakes ?? []}
      refused={answer?.refused}
    />
  );
}
