/** /admin/pekerjaan: how every recurring job does, and the runs that went wrong. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readers } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { listJobHealth } from "~/jobs/list-job-health.server";
import { getWorld } from "~/platform/world.server";
import { listFailedRuns } from "~/reporting/admin-waiting-queries.server";
import { JobsPage } from "~/reporting/jobs-page";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, ...readers);
  const world = getWorld();
  const [jobs, failed] = await Promise.all([listJobHealth(world), listFailedRuns(world.db, 50)]);
  return { title: adminTitle(createWords("id").t("admin.jobs.title")), jobs, failed };
}

export default function Jobs() {
  return <JobsPage {...useLoaderData<typeof loader>()} />;
}
