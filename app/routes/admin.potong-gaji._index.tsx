/** /admin/potong-gaji: every unit's batches, the newest month first, and a search by reference. */
import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readers } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { isIuranMonth } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { standingOfUnit } from "~/payroll/asn-registration";
import { findBatchByReference } from "~/payroll/batch-queries.server";
import { listBatches } from "~/payroll/batch-record-queries.server";
import { listHandRefunds } from "~/payroll/booking-queries.server";
import { PayrollAdminList } from "~/payroll/payroll-admin-list";
import { listUnitsWithoutTreasurer } from "~/payroll/payroll-admin-queries.server";
import { readPayrollReference } from "~/payroll/payroll-reference";
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { listUnitVersions } from "~/units/work-unit-queries.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_SIZE = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, ...readers);
  const { db, clock } = getWorld();
  const { searchParams } = new URL(request.url);
  const sought = await seek((searchParams.get("acuan") ?? "").slice(0, 100));
  const [month = "", id = ""] = (searchParams.get("sebelum") ?? "").split("/");
  const before = isIuranMonth(month) && isId(id) ? { month, id } : undefined;
  const batches = await listBatches(db, { limit: PAGE_SIZE + 1, ...(before ? { before } : {}) });
  const last = batches.length > PAGE_SIZE ? batches[PAGE_SIZE - 1] : undefined;
  const versions = await listUnitVersions(db);
  const today = dayInWib(clock.now());
  const missing = (await listUnitsWithoutTreasurer(db)).map((unitId) => {
    const standing = standingOfUnit(unitId, versions, today);
    return { id: unitId, name: standing.kind === "unknown" ? unitId : standing.name };
  });
  return {
    title: adminTitle(createWords("id").t("payroll.admin.title")),
    batches: batches.slice(0, PAGE_SIZE),
    ...(last ? { nextHref: `/admin/potong-gaji?sebelum=${last.month}/${last.id}` } : {}),
    withoutTreasurer: missing,
    refunds: (await listHandRefunds(db)).length,
    ...(sought ? { sought } : {}),
  };
}

/** Goes to the batch of a reference; says what is wrong with one that leads nowhere. */
async function seek(text: string) {
  if (text.trim() === "") return undefined;
  const reading = readPayrollReference(text);
  if (reading.kind === "not_a_reference") return { text, mistake: reading.rule };
  const batch = await findBatchByReference(getWorld().db, reading.reference);
  if (!batch) return { text, mistake: "unknown" as const };
  throw redirect(`/admin/potong-gaji/${batch.id}`);
}

export default function PayrollBatches() {
  return <PayrollAdminList {...useLoaderData<typeof loader>()} />;
}
