/** /admin/temuan/unduh?format=csv|xlsx: the list of findings as it is filtered, whole, as a file. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { readers } from "~/access/role";
import { requireStaff } from "~/access/visitor.server";
import { dayInWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import {
  type FindingWish,
  type ListedFinding,
  listFindings,
} from "~/reporting/admin-findings-queries.server";
import { readFindingFilter } from "~/reporting/finding-filter";
import type { ListPlace } from "~/reporting/order-filter";
import { isSheetFormat, type OutSheet, sheetResponse } from "~/sheets/write-sheet.server";
import { sayOr } from "~/words/say-or";
import { createWords } from "~/words/words";
import type { Db } from "~db/connection";

export async function loader({ request }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const { db, clock } = getWorld();
  const { searchParams } = new URL(request.url);
  const format = searchParams.get("format");
  if (!isSheetFormat(format)) throw new Response("There is no such format.", { status: 404 });
  const now = clock.now();
  const today = dayInWib(now);
  const wish = {
    open: searchParams.get("lihat") !== "selesai",
    filter: readFindingFilter(searchParams),
    staffId: staff.id,
    now,
    today,
  };
  return sheetResponse(sheetOf(`temuan-${today}`, allFindings(db, wish)), format);
}

/** Page by page, so that a long list is never held as a whole. */
async function* allFindings(
  db: Db,
  wish: Omit<FindingWish, "size" | "after">,
): AsyncGenerator<ListedFinding> {
  for (let after: ListPlace | undefined, more = true; more; more = after !== undefined) {
    const page = await listFindings(db, { ...wish, after, size: 500 });
    yield* page.findings;
    after = page.next;
  }
}

function sheetOf(fileName: string, rows: AsyncIterable<ListedFinding>): OutSheet<ListedFinding> {
  const { t } = createWords("id");
  return {
    fileName,
    sheetName: t("admin.findings.title"),
    rows,
    columns: [
      {
        name: t("admin.findings.kind"),
        kind: "text",
        width: 40,
        value: (row) => sayOr(t, `admin.findingKind.${row.kind}`, row.kind),
      },
      { name: t("admin.findings.amount"), kind: "number", value: (row) => row.amountRupiah },
      { name: t("admin.findings.since"), kind: "day", value: (row) => dayInWib(row.openedAt) },
      { name: t("admin.findings.order"), kind: "text", width: 18, value: (row) => row.orderCode },
      { name: t("reconciliation.work.payer"), kind: "text", width: 28, value: (row) => row.payerName },
      { name: t("reconciliation.work.owner"), kind: "text", width: 24, value: (row) => row.owner },
      { name: t("reconciliation.work.held"), kind: "day", value: (row) => row.heldUntil },
      {
        name: t("admin.findings.decision"),
        kind: "text",
        width: 30,
        value: (row) => row.decision && sayOr(t, `admin.decision.${row.decision}`, row.decision),
      },
    ],
  };
}
