/** /admin/daftar-pemerintah/unggahan/:id: which column is what, then what the list will do, then doing it. */
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
import { GovernmentDraftPage } from "~/remittance/government-pages";
import { type GovernmentMapping, readGovernmentMapping } from "~/remittance/government-rows";
import { findDraft, findMapping, keepMapping } from "~/remittance/import-draft-queries.server";
import { importGovernment, previewGovernment } from "~/remittance/import-government.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

async function requireDraft(id: string | undefined) {
  const draft = isId(id) ? await findDraft(getWorld().db, id!, "government") : undefined;
  if (!draft) throw redirect("/admin/daftar-pemerintah");
  return draft;
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, ...treasury);
  const world = getWorld();
  const draft = await requireDraft(params.id);
  const wantsColumns = new URL(request.url).searchParams.has("kolom");
  const preview = draft.mapping && !wantsColumns ? await previewGovernment(world, draft.id) : undefined;
  const remembered = draft.mapping ?? (await findMapping(world.db, "government", draft.headerIndex));
  return {
    title: adminTitle(createWords("id").t("remittance.government.title")),
    id: draft.id,
    fileName: draft.fileName,
    columns: draft.columns,
    mapping: remembered as Partial<GovernmentMapping> | undefined,
    preview: preview?.kind === "preview" ? preview : undefined,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const world = getWorld();
  const by = { id: staff.id, name: staff.name };
  const draft = await requireDraft(params.id);
  const form = await request.formData();
  const fields = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 500)]));
  if (fields.apa === "jalankan") {
    const answer = await importGovernment(world, { draftId: draft.id, by });
    if (answer.kind === "imported") return redirect(`/admin/daftar-pemerintah/${answer.listId}?baru`);
    return reply({ mistakes: [], mapping: undefined, refused: answer.reason }, { status: 422 });
  }
  const { mapping, mistakes } = readGovernmentMapping(
    fields,
    draft.columns.map((column) => column.letter),
  );
  if (mistakes.length > 0) return reply({ mistakes, mapping, refused: undefined }, { status: 422 });
  await world.db
    .transaction()
    .execute((trx) => keepMapping(trx, draft, mapping, { at: world.clock.now(), by: staff.name }));
  return redirect(`/admin/daftar-pemerintah/unggahan/${draft.id}`);
}

export default function Draft() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isMapping = (answer?.mistakes.length ?? 0) > 0;
  return (
    <GovernmentDraftPage
      {...page}
      preview={isMapping ? undefined : page.preview}
      mapping={answer?.mapping ?? page.mapping}
      mistakes={answer?.mistakes ?? []}
      refused={answer?.refused}
    />
  );
}
