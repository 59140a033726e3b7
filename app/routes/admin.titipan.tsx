/** /admin/titipan: workers whose sponsor entrusted them to the house, those whose months end first before the others. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readers } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { dayInWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import { EntrustedPage } from "~/sponsorship/entrusted-page";
import { listEntrustedWorkers } from "~/sponsorship/hand-over-queries.server";
import { createWords } from "~/words/words";

/** Nobody looks through more than this at once; the most urgent come first. */
const MOST = 200;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, ...readers);
  const workers = await listEntrustedWorkers(getWorld().db, MOST);
  return {
    title: adminTitle(createWords("id").t("promise.entrusted.title")),
    workers: workers.map(({ entrustedAt, ...worker }) => ({ ...worker, since: dayInWib(entrustedAt) })),
  };
}

export default function Entrusted() {
  return <EntrustedPage workers={useLoaderData<typeof loader>().workers} />;
}
