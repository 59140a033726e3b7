/** The frame around every admin page: where one can go, what waits there, who is signed in. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { holdsAny, readers, staffRoles } from "~/access/role";
import { requireStaff } from "~/access/visitor.server";
import { countWhatWaits } from "~/jobs/list-job-health.server";
import { getWorld } from "~/platform/world.server";
import { placesFor } from "~/reporting/admin-places";
import { AdminRefused, AdminShell } from "~/reporting/admin-shell";
import type { PageHandle } from "~/ui/page-handle";

export const handle: PageHandle = { frame: "bare" };

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...staffRoles);
  const query = new URL(request.url).searchParams.get("q")?.slice(0, 200) ?? "";
  const keepsBooks = holdsAny(staff.roles, readers);
  return {
    name: staff.name,
    places: placesFor(staff.roles),
    waiting: keepsBooks ? await countWhatWaits(getWorld()) : undefined,
    query,
  };
}

export default function Admin() {
  return (
    <AdminShell {...useLoaderData<typeof loader>()} path={useLocation().pathname}>
      <Outlet />
    </AdminShell>
  );
}

/** Missing things and roles are said here; what went wrong unexpectedly is the site's own error page. */
export function ErrorBoundary() {
  const error = useRouteError();
  const known = useRouteLoaderData<typeof loader>("routes/admin");
  const path = useLocation().pathname;
  if (!isRouteErrorResponse(error) || (error.status !== 403 && error.status !== 404)) throw error;
  const page = <AdminRefused missing={error.status === 404} />;
  if (!known) return <main className="mx-auto max-w-page px-4 py-12 sm:px-6">{page}</main>;
  return (
    <AdminShell {...known} path={path}>
      {page}
    </AdminShell>
  );
}
