/** Taking an import of answers back, in sets: what stands in the way, and what is written. */
import { sql } from "kysely";
import type { JournalEntry, JournalLine } from "~/ledger/journal";
import type { Trx } from "~db/connection";

export type Obstacles = {
  /** Findings of the import somebody has decided. */
  readonly decided: number;
  /** Refused months somebody else has taken or keeps meanwhile. */
  readonly taken: number;
  /** Batches of which BPJS has given money back. */
  readonly givenBack: number;
};

/** Why an import cannot be taken back any more; all zero when it can. */
export async function findObstacles(trx: Trx, importId: string, now: Date): Promise<Obstacles> {
  const { rows } = await sql<Obstacles>`
    select
      (select count(*) from finding f join resolution r on r.finding_id = f.id
        where f.kind in ('remittance_refused', 'premium_surplus') and f.subject like ${`${importId}/%`}) as decided,
      (select count(*) from remittance_answer a join remittance_item i on i.id = a.item_id
        where a.import_id = ${importId} and a.outcome = 'refused' and (
          exists (select from coverage c where c.worker_id = i.worker_id and c.month = i.month and c.ended_at is null
            and (c.programme = 'jkk' and i.jkk > 0 or c.programme = 'jkm' and i.jkm > 0 or c.programme = 'jht' and i.jht > 0))
          or exists (select from month_hold h where h.worker_id = i.worker_id and h.month = i.month
            and h.held_until > ${now} and h.order_id <> i.order_id))) as taken,
      (select count(distinct r.batch_id) from remittance_answer a join remittance_item i on i.id = a.item_id
        join remittance_return r on r.batch_id = i.batch_id
        where a.import_id = ${importId} and a.returned > 0) as "givenBack"`.execute(trx);
  return rows[0]!;
}

/** The entries an import posted, with their lines, to be reversed. */
export async function listEntriesOfImport(
  trx: Trx,
  importId: string,
): Promise<readonly (JournalEntry & { readonly id: string })[]> {
  const rows = await trx
    .selectFrom("journal_entry as e")
    .innerJoin("journal_line as l", "l.entry_id", "e.id")
    .select(["e.id", "e.kind", "e.cause_kind", "e.cause_id", "e.on_day", "e.memo"])
    .select(["l.account", "l.amount", "l.party", "l.order_id", "l.payment_id", "l.worker_id", "l.month"])
    .where("e.cause_kind", "=", "remittance_answer")
    .where("e.cause_id", "like", `${importId}/%`)
    .orderBy("e.number")
    .orderBy("l.line_no")
    .execute();
  const entries = new Map<string, JournalEntry & { id: string; lines: JournalLine[] }>();
  for (const row of rows) {
    const entry = entries.get(row.id) ?? {
      id: row.id,
      kind: row.kind,
      cause: { kind: row.cause_kind, id: row.cause_id },
      onDay: row.on_day,
      memo: row.memo,
      lines: [],
    };
    entry.lines.push({
      account: row.account,
      amountRupiah: row.amount,
      ...(row.party ? { party: row.party } : {}),
      ...(row.order_id ? { orderId: row.order_id } : {}),
      ...(row.payment_id ? { paymentId: row.payment_id } : {}),
      ...(row.worker_id ? { workerId: row.worker_id } : {}),
      ...(row.month ? { month: row.month } : {}),
    });
    entries.set(row.id, entry);
  }
  return [...entries.values()];
}

/** Takes the answers back: refused months are sent and covered as before, findings end, letters not out yet stay. */
export async function undoAnswers(
  trx: Trx,
  importId: string,
  undoing: { readonly at: Date; readonly by: string; readonly reason: string },
): Promise<void> {
  const { at, by, reason } = undoing;
  await sql`
    insert into coverage (worker_id, month, programme, source, order_id, begun_at)
    select i.worker_id, i.month, p.programme, 'order', i.order_id, ${at}::timestamptz
    from remittance_answer a join remittance_item i on i.id = a.item_id
    cross join lateral (values ('jkk', i.jkk), ('jkm', i.jkm), ('jht', i.jht)) as p(programme, amount)
    where a.import_id = ${importId} and a.outcome = 'refused' and p.amount > 0`.execute(trx);
  await sql`
    update remittance_item i set released_at = null from remittance_answer a
    where a.import_id = ${importId} and a.item_id = i.id and a.outcome = 'refused'`.execute(trx);
  await sql`update remittance_answer set undone_at = ${at} where import_id = ${importId}`.execute(trx);
  await sql`
    insert into resolution (finding_id, decision, reason, decided_by, decided_at)
    select f.id, 'undone', ${reason}, ${by}, ${at}::timestamptz from finding f
    where f.kind in ('remittance_refused', 'premium_surplus') and f.subject like ${`${importId}/%`}`.execute(
    trx,
  );
  await trx
    .updateTable("answer_import")
    .set({ undone_at: at, undone_by: by, undone_reason: reason })
    .where("id", "=", importId)
    .execute();
}
