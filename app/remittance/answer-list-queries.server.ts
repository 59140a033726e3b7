/** The answers of one import as a list. */
import { sql } from "kysely";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Db } from "~db/connection";

export type ListedAnswer = {
  readonly itemId: number;
  readonly line: number;
  readonly workerName: string;
  readonly nikMasked: string;
  readonly orderCode: string;
  readonly month: IuranMonth;
  readonly outcome: "accepted" | "refused";
  readonly reason: string | null;
  readonly kpj: string | null;
  readonly returnedRupiah: number;
};

/** Answers in the order of their items, from after the item `after` on; `text` is part of a name or an order's code. */
export async function listAnswers(
  db: Db,
  importId: string,
  text: string,
  page: { readonly size: number; readonly after?: number | undefined },
): Promise<{ readonly rows: readonly ListedAnswer[]; readonly next?: number }> {
  const part = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<ListedAnswer>`
    select a.item_id as "itemId", a.line, s.name as "workerName", s.nik_masked as "nikMasked", o.code as "orderCode",
      i.month, a.outcome, a.reason, a.kpj, a.returned as "returnedRupiah"
    from remittance_answer a
    join remittance_item i on i.id = a.item_id
    join worker_statement s on s.id = i.statement_id
    join orders o on o.id = i.order_id
    where a.import_id = ${importId} and a.item_id > ${page.after ?? 0}
      and ${text ? sql`(s.name ilike ${part} or o.code ilike ${part})` : sql`true`}
    order by a.item_id limit ${page.size + 1}`.execute(db);
  const shown = rows.slice(0, page.size);
  return { rows: shown, ...(rows.length > page.size ? { next: shown.at(-1)!.itemId } : {}) };
}
