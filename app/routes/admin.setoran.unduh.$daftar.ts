/**
 * GET /admin/setoran/unduh/:daftar?berkas=csv|xlsx: a list of remittance as it is filtered on the screen, identity
 * numbers masked. `daftar`: menunggu, setoran, isi (of the batch `setoran`), jawaban (of the import
 * `impor`), impor, daftar.
 */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { readers } from "~/access/role";
import { requireStaff } from "~/access/visitor.server";
import { isId } from "~/platform/clock";
import { getWorld } from "~/platform/world.server";
import { allPages } from "~/remittance/all-pages.server";
import { listAnswers } from "~/remittance/answer-list-queries.server";
import { listAnswerImports } from "~/remittance/answer-queries.server";
import { listBatches } from "~/remittance/batch-steps-queries.server";
import { listGovernmentLists } from "~/remittance/government-queries.server";
import {
  answersSheet,
  batchesSheet,
  governmentSheet,
  importsSheet,
  itemsSheet,
  waitingSheet,
} from "~/remittance/list-sheets.server";
import { readBatchState, readItemFilter, readWaitingChoice } from "~/remittance/remittance-address";
import { findBatch, listItems } from "~/remittance/remittance-queries.server";
import { listWaiting } from "~/remittance/waiting-months-queries.server";
import { searchText } from "~/reporting/order-filter";
import { isSheetFormat } from "~/sheets/write-sheet.server";

type Place = { readonly at: Date; readonly id: string };
const SIZE = 2_000;
const missing = () => new Response("There is no such list.", { status: 404 });

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, ...readers);
  const { db } = getWorld();
  const { searchParams } = new URL(request.url);
  const typed = Object.fromEntries([...searchParams].map(([name, value]) => [name, value.slice(0, 200)]));
  const text = searchText(searchParams.get("q"));
  const format = typed.berkas;
  if (!isSheetFormat(format)) throw missing();
  switch (params.daftar) {
    case "menunggu": {
      const choice = readWaitingChoice(typed, text);
      const sort = typed.urut === "bayar" ? ("paid" as const) : ("month" as const);
      const read = (after: string | undefined) => listWaiting(db, choice, { sort, size: SIZE, after });
      return waitingSheet(allPages(read), format);
    }
    case "setoran": {
      const filter = { text: text || undefined, state: readBatchState(typed.keadaan) };
      const read = async (after: Place | undefined) => {
        const { batches, next } = await listBatches(db, filter, { size: 500, after });
        return { rows: batches, next };
      };
      return batchesSheet(allPages(read), format);
    }
    case "isi": {
      const batch = isId(typed.setoran) ? await findBatch(db, typed.setoran!) : undefined;
      if (!batch) throw missing();
      const filter = readItemFilter(typed, text);
      const read = async (after: number | undefined) => {
        const { items, next } = await listItems(db, batch.id, filter, { size: SIZE, after });
        return { rows: items, next };
      };
      return itemsSheet(batch.number, allPages(read), format);
    }
    case "jawaban": {
      const id = typed.impor ?? "";
      if (!isId(id)) throw missing();
      const read = (after: number | undefined) => listAnswers(db, id, text, { size: SIZE, after });
      return answersSheet(allPages(read), format);
    }
    case "impor": {
      const read = async (after: Place | undefined) => {
        const { imports, next } = await listAnswerImports(
          db,
          { text: text || undefined },
          { size: 500, after },
        );
        return { rows: imports, next };
      };
      return importsSheet(allPages(read), format);
    }
    case "daftar": {
      const read = async (after: Place | undefined) => {
        const { lists, next } = await listGovernmentLists(
          db,
          { text: text || undefined },
          { size: 500, after },
        );
        return { rows: lists, next };
      };
      return governmentSheet(allPages(read), format);
    }
    default:
      throw missing();
  }
}
