/** /admin/setoran: what waits to be sent to BPJS, making a batch of it, and the batches there were. */
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
import { getWorld } from "~/platform/world.server";
import { listBatches } from "~/remittance/batch-steps-queries.server";
import { listKecamatanChoices } from "~/remittance/place-choice-queries.server";
import { prepareBatch } from "~/remittance/prepare-batch.server";
import { readBatchState, readWaitingChoice } from "~/remittance/remittance-address";
import { RemittanceHome } from "~/remittance/remittance-home";
import { sumWaiting } from "~/remittance/waiting-months-queries.server";
import { ListKeys } from "~/reporting/list-keys";
import { readPlace, searchText, withParameters, writePlace } from "~/reporting/order-filter";
import type { PageHandle } from "~/ui/page-handle";
import { unitsOn } from "~/units/unit-list";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { createWords } from "~/words/words";

export const handle: PageHandle = { ownScript: true };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db, clock } = getWorld();
  const { searchParams } = new URL(request.url);
  const typed = Object.fromEntries([...searchParams].map(([name, value]) => [name, value.slice(0, 200)]));
  const filter = {
    text: searchText(searchParams.get("q")) || undefined,
    state: readBatchState(typed.keadaan),
  };
  const [waiting, kecamatan, versions, page] = await Promise.all([
    sumWaiting(db, {}),
    listKecamatanChoices(db),
    listUnitVersions(db),
    listBatches(db, filter, { size: PAGE, after: readPlace(searchParams.get("setelah")) }),
  ]);
  return {
    title: adminTitle(createWords("id").t("remittance.home.title")),
    waiting,
    mayPrepare: holdsAny(staff.roles, treasury),
    kecamatan,
    units: unitsOn(versions, dayInWib(clock.now())).map(({ id, name }) => ({ value: id, label: name })),
    batches: page.batches,
    typed,
    nextHref: page.next && withParameters(searchParams, { setelah: writePlace(page.next) }),
    listHref: `/admin/setoran/unduh/setoran${withParameters(searchParams, { setelah: undefined })}`,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury);
  const form = await request.formData();
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 200)]));
  const answer = await prepareBatch(getWorld(), {
    choice: readWaitingChoice(typed),
    by: { id: staff.id, name: staff.name },
  });
  if (answer.kind === "refused") return reply({ typed, refused: answer.reason }, { status: 422 });
  return redirect(`/admin/setoran/${answer.batchId}?kabar=siap&tanpa-tarif=${answer.unpriced}`);
}

export default function Remittance() {
  const answer = useActionData<typeof action>();
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <RemittanceHome {...page} refused={answer?.refused} typed={answer?.typed ?? page.typed} />
      <ListKeys />
    </>
  );
}
