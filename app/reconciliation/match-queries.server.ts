/** Matches in the database: their rules, what they claim, and what was undone. */
import { sql } from "kysely";
import type { Db, Trx } from "~db/connection";
import type { MatchCause, MatchedExpectation, MatchedRow, MatchRule, Proposal } from "./match-rule";

export async function listRules(db: Db | Trx): Promise<readonly MatchRule[]> {
  const rows = await db.selectFrom("bank_match_rule").selectAll().orderBy("position").execute();
  return rows.map((row) => ({
    name: row.name,
    position: row.position,
    windowDays: row.window_days,
    onDuty: row.on_duty,
  }));
}

/** Writes all rules anew; their order is checked when the transaction ends. */
export async function saveRules(trx: Trx, rules: readonly MatchRule[], by: string, at: Date): Promise<void> {
  for (const rule of rules)
    await trx
      .updateTable("bank_match_rule")
      .set({
        position: rule.position,
        window_days: rule.windowDays,
        on_duty: rule.onDuty,
        changed_at: at,
        changed_by: by,
      })
      .where("name", "=", rule.name)
      .execute();
}

export type NewMatch = Proposal & { readonly id: string };
export type ClaimedSides = {
  readonly rows: ReadonlyMap<string, readonly MatchedRow[]>;
  readonly expectations: ReadonlyMap<string, readonly (MatchedExpectation & { readonly label: string })[]>;
};

/**
 * Writes matches and claims their sides. Throws when one of them was claimed meanwhile: nothing is written then.
 * Answers what was claimed, for the entries.
 */
export async function insertMatches(
  trx: Trx,
  rule: MatchCause,
  matches: readonly NewMatch[],
  made: { readonly at: Date; readonly by: string; readonly findingId?: string },
): Promise<ClaimedSides> {
  const given = JSON.stringify(matches.map(({ id, why }) => ({ id, why })));
  await sql`insert into bank_match (id, rule, why, made_at, made_by, finding_id)
    select id, ${rule}, why, ${made.at}::timestamptz, ${made.by}, ${made.findingId ?? null}::uuid
    from json_to_recordset(${given}::json) as n(id uuid, why jsonb)`.execute(trx);
  const sides = (pick: (match: NewMatch) => readonly number[]) =>
    JSON.stringify(matches.flatMap((match) => pick(match).map((id) => ({ m: match.id, id }))));
  // By their ids alone: with the few accounts in the same statement the planner would walk all rows of an account.
  const rows = await sql<{ match_id: string; account_id: string; amount_sen: number; on_day: string }>`
    update bank_row r set match_id = n.m
    from json_to_recordset(${sides((match) => match.rowIds)}::json) as n(m uuid, id bigint)
    where r.id = n.id and r.match_id is null and r.undone_at is null
    returning r.match_id, r.account_id, r.amount_sen, r.on_day`.execute(trx);
  const accounts = await trx.selectFrom("bank_account").select(["id", "name"]).execute();
  const nameOf = new Map(accounts.map((account) => [account.id, account.name]));
  const expectations = await sql<{
    match_id: string;
    account: MatchedExpectation["account"];
    party: string | null;
    worth: number;
    label: string;
  }>`
    update bank_expectation e set match_id = n.m
    from json_to_recordset(${sides((match) => match.expectationIds)}::json) as n(m uuid, id bigint)
    where e.id = n.id and e.match_id is null and e.withdrawn_at is null
    returning e.match_id, e.account, e.party, e.worth, e.label`.execute(trx);
  const wanted = matches.flatMap((match) => [...match.rowIds, ...match.expectationIds]).length;
  if (rows.rows.length + expectations.rows.length !== wanted)
    throw new Error("Somebody else matched one of these rows just now; look again.");
  return {
    rows: groupBy(rows.rows, (row) => ({
      account: nameOf.get(row.account_id)!,
      amountSen: row.amount_sen,
      onDay: row.on_day,
    })),
    expectations: groupBy(expectations.rows, (row) => ({
      account: row.account,
      party: row.party ?? undefined,
      worthRupiah: row.worth,
      label: row.label,
    })),
  };
}

function groupBy<Row extends { match_id: string }, Value>(
  rows: readonly Row[],
  toValue: (row: Row) => Value,
) {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(row.match_id) ?? [];
    group.push(toValue(row));
    groups.set(row.match_id, group);
  }
  return groups;
}

/** Says which entry each match posted. */
export async function saveMatchEntries(
  trx: Trx,
  entries: readonly { readonly matchId: string; readonly entryId: string }[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql`update bank_match m set entry_id = n."entryId"
    from json_to_recordset(${JSON.stringify(entries)}::json) as n("matchId" uuid, "entryId" uuid)
    where m.id = n."matchId"`.execute(trx);
}

export type HeldMatch = { readonly id: string; readonly entryId?: string; readonly undone: boolean };

export async function lockMatch(trx: Trx, id: string): Promise<HeldMatch | undefined> {
  const row = await trx
    .selectFrom("bank_match")
    .select(["id", "entry_id", "undone_at"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && { id: row.id, ...(row.entry_id ? { entryId: row.entry_id } : {}), undone: row.undone_at !== null }
  );
}

/** Lets go of both sides of a match; which they were stays with it. */
export async function releaseMatch(
  trx: Trx,
  id: string,
  undone: { readonly at: Date; readonly by: string; readonly because: string },
): Promise<void> {
  await sql`update bank_match m set undone_at = ${undone.at}, undone_by = ${undone.by}, undone_because = ${undone.because},
      why = m.why || jsonb_build_object(
        'rows', (select coalesce(jsonb_agg(r.id order by r.id), '[]') from bank_row r where r.match_id = m.id),
        'expectations', (select coalesce(jsonb_agg(e.id order by e.id), '[]') from bank_expectation e where e.match_id = m.id))
    where m.id = ${id}`.execute(trx);
  await trx.updateTable("bank_row").set({ match_id: null }).where("match_id", "=", id).execute();
  await trx.updateTable("bank_expectation").set({ match_id: null }).where("match_id", "=", id).execute();
}

/** How much is still open of the chosen rows and expectations, held until the transaction ends. */
export async function sumSides(trx: Trx, rowIds: readonly number[], expectationIds: readonly number[]) {
  const rows = await sql<{ sen: number }>`
    select amount_sen as sen from bank_row where id = any(${[...rowIds]}::bigint[])
      and match_id is null and undone_at is null order by id for update`.execute(trx);
  const expectations = await sql<{ sen: number }>`
    select amount_sen as sen from bank_expectation where id = any(${[...expectationIds]}::bigint[])
      and match_id is null and withdrawn_at is null order by id for update`.execute(trx);
  const sum = (found: readonly { sen: number }[]) => found.reduce((total, one) => total + one.sen, 0);
  return {
    rows: rows.rows.length,
    expectations: expectations.rows.length,
    bankSen: sum(rows.rows),
    expectedSen: sum(expectations.rows),
  };
}

/** Why a match was made, when a decision on a finding made it. */
export async function findMatchCause(
  trx: Trx,
  id: string,
): Promise<{ readonly decision?: string } | undefined> {
  const row = await trx.selectFrom("bank_match").select("why").where("id", "=", id).executeTakeFirst();
  return row && { ...(typeof row.why.decision === "string" ? { decision: row.why.decision } : {}) };
}
