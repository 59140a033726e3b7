/** What every admin page asks first: who is there, in which role, and the words it is made of. */
import type { Actor } from "~/audit/audit-queries.server";
import { createWords } from "~/words/words";
import type { Staff } from "./visitor.server";

/** A page's title as the browser's tab shows it. */
export function adminTitle(title: string): string {
  return createWords("id").t("admin.pageTitle", { title });
}

/** A member of staff as the audit log writes them down. */
export function actorOf(staff: Staff): Actor {
  return { kind: "staff", id: staff.id, name: staff.name };
}
