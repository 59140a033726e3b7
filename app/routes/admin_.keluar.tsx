/** /admin/keluar: staff leave. Only a form does it. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { endSession } from "~/access/begin-session.server";
import { staffRoles } from "~/access/role";
import { requireStaff } from "~/access/visitor.server";
import { getWorld } from "~/platform/world.server";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, ...staffRoles);
  return redirect("/admin");
}

export async function action({ request }: ActionFunctionArgs) {
  await requireStaff(request, ...staffRoles);
  const headers = new Headers();
  for (const cookie of await endSession(getWorld(), request)) headers.append("Set-Cookie", cookie);
  return redirect("/admin/masuk", { headers });
}
