/**
 * Books of any size that agree with each other to the rupiah (gateway, bank, ours), and known faults in them, one of
 * every kind in each thousand payments. Made in the database, in sets: `run` executes one statement.
 *
 * Payment `i` belongs to payout `i / perPayout`; blocks of a thousand payments repeat on days of their own. No two sums
 * of a block are the same: what a matcher may not decide by amount alone is not in these books.
 */

/** What is wrong with the payment at this place of a block, and the finding it must become. */
export const paymentFaults = {
  11: "received_without_order",
  61: "received_not_recorded",
  111: "ordered_not_received",
  161: "gateway_amount_differs",
  211: "fee_differs",
  261: "gateway_movement_unknown",
  311: "refunded_outside",
  361: "refund_differs",
  411: "refund_came_back",
  461: "refund_not_returned",
  511: "disputed",
} as const;
/** The same for the payout that holds the payment at this place. */
export const payoutFaults = {
  561: "expected_not_in_bank",
  611: "bank_row_unknown",
  661: "bank_amount_differs",
} as const;
/** Places where nothing is wrong, only harder to match: the rule that must find it. */
export const harmless = {
  711: "amount_and_day",
  761: "reference_sum",
  811: "reversal",
  911: "day_sum",
} as const;
/** A refund as it should be. */
const PLAIN_REFUND = 861;

export type Books = { readonly payments: number; readonly perPayout: number; readonly faults: boolean };
type Run = (statement: string) => Promise<unknown>;

const FIRST_DAY = "2000-01-03";
const id = (kind: string, of: string) => `md5('${kind} ' || ${of})::uuid`;

/** Fills empty tables. With `faults` false the same books come out with nothing wrong in them. */
export async function makeBooks(run: Run, books: Books): Promise<void> {
  for (const statement of [...plan(books), ...ours(), ...gateway(), ...bank()]) {
    await run(statement);
    // The check that lines balance joins what was just added to its entries; the planner must know that they are many.
    if (statement.includes("into journal_entry")) await run("analyze journal_entry");
  }
  for (const table of ["payment", "gateway_movement", "gateway_payout", "journal_line", "journal_entry", "bank_row",
    "bank_expectation", "bank_expectation_key"]) await run(`analyze ${table}`); // biome-ignore format: one list
  await run("drop view books_sent; drop table books_payment; drop table books_payout");
}

function plan({ payments, perPayout, faults }: Books): readonly string[] {
  const at = (places: readonly (string | number)[]) => `i % 1000 in (${places.join(", ")})`;
  const faultOf = (map: Record<number, string>, alias: string) =>
    faults
      ? `case ${Object.entries(map)
          .map(([place, kind]) => `when ${alias} % 1000 = ${place} then '${kind}'`)
          .join(" ")} end`
      : "null";
  const refunds = [361, 411, 461, PLAIN_REFUND];
  return [
    `create unlogged table books_payment as
      select i, i / ${perPayout} as j, 16800 * (1 + (i * 7919) % 12) + i % 1000 as amount,
        840 * (1 + (i * 31) % 7) as fee, 100 as tax, ${faultOf(paymentFaults, "i")}::text as fault,
        ${at(refunds)} as refunded
      from generate_series(0, ${payments - 1}) i`,
    "create index on books_payment (j); analyze books_payment",
    // The movements of a payout come to its amount; the payment that never arrived is not among them.
    `create unlogged table books_payout as
      with payout as (
        select j, min(i) as i, sum(case when fault = 'ordered_not_received' then 0 else amount - fee - tax end)
            - sum(case when fault = 'gateway_movement_unknown' then 1500 when fault = 'refunded_outside' then 700
                when fault = 'disputed' then 3000 else 0 end)
            - sum(case when not refunded then 0 when fault in ('refund_not_returned', 'refund_came_back') then 0
                when fault = 'refund_differs' then 101 else 100 end) as worth
        from books_payment group by j),
      marked as (
        select p.*, (select ${faultOf(payoutFaults, "b.i")} from books_payment b where b.j = p.j
            and b.i % 1000 in (${Object.keys(payoutFaults).join(", ")}) limit 1) as fault,
          (select case ${Object.entries(harmless)
            .map(([place, rule]) => `when b.i % 1000 = ${place} then '${rule}'`)
            .join(" ")} end
            from books_payment b where b.j = p.j and b.i % 1000 in (${Object.keys(harmless).join(", ")}) limit 1) as rule
        from payout p)
      select m.*, coalesce(m.rule = 'day_sum' or b.rule = 'day_sum', false) as in_day_sum,
        date '${FIRST_DAY}' + (coalesce(case when b.rule = 'day_sum' then b.i end, m.i) / 1000 * 8)::int
          + case when m.rule = 'day_sum' or b.rule = 'day_sum' then 2 else (m.j % 2)::int end as on_day
      from marked m left join marked b on b.j = m.j - 1`,
    // Where the only payment never arrived, nothing was sent.
    "create index on books_payout (j); analyze books_payout; create view books_sent as select * from books_payout where worth <> 0",
  ];
}

function ours(): readonly string[] {
  const moment = "(o.on_day - 2 + time '03:00')::timestamptz";
  const from = "from books_payment p join books_payout o on o.j = p.j";
  const known = "p.fault is distinct from 'received_without_order'";
  const posted = `${known} and p.fault is distinct from 'received_not_recorded'`;
  const received = "case when p.fault = 'gateway_amount_differs' then p.amount + 1 else p.amount end";
  const fee = "case when p.fault = 'fee_differs' then p.fee + 1 else p.fee end";
  const entry = (kind: string, cause: string, where: string, lines: string) => [
    `insert into journal_entry (id, kind, on_day, posted_at, cause_kind, cause_id, memo, line_count)
      select ${id(cause, "p.i")}, '${kind}', o.on_day - 2, ${moment}, '${cause}', ${id(cause === "refund" || cause === "refund_paid" ? "refund" : "payment", "p.i")}::text, '', l.count
      ${from} cross join lateral (select count(*)::int from (${lines}) l(account, amount)) l(count) where ${where}`,
    `insert into journal_line (entry_id, line_no, account, amount, party, order_id, payment_id)
      select ${id(cause, "p.i")}, row_number() over (partition by p.i), l.account, l.amount, 'stripe',
        ${id("order", "p.i")}, ${id("payment", "p.i")}
      ${from} cross join lateral (${lines}) l(account, amount) where ${where}`,
  ];
  return [
    "insert into sponsor values (md5('sponsor')::uuid, 'buku@example.org', 'Buku Uji', '2016-01-01') on conflict do nothing",
    `insert into orders (id, code, sponsor_id, origin, fingerprint, placed_at, expires_at, premium, total, payer_name, shown_as)
      select ${id("order", "p.i")}, 'BK-' || p.i, md5('sponsor')::uuid, 'web', p.i::text, ${moment}, ${moment} + interval '1 day',
        ${received}, ${received}, 'Buku Uji', 'name' ${from} where ${known}`,
    `insert into payment (id, order_id, gateway, attempt, amount, state, opened_at, expires_at, checkout_ref, payment_ref,
        succeeded_at, received)
      select ${id("payment", "p.i")}, ${id("order", "p.i")}, 'stripe', 1, ${received},
        case when p.fault = 'received_not_recorded' then 'expired' else 'succeeded' end, ${moment}, ${moment} + interval '1 day',
        'cs_' || p.i, 'pi_' || p.i, case when p.fault = 'received_not_recorded' then null else ${moment} end,
        case when p.fault = 'received_not_recorded' then 0 else ${received} end
      ${from} where ${known}`,
    ...entry(
      "payment_received",
      "payment",
      posted,
      `values ('gateway_clearing', ${received}), ('fee_contributions', -(${received}))`,
    ),
    ...entry(
      "gateway_fee",
      "gateway_fee",
      posted,
      `values ('gateway_fees', ${fee}), ('gateway_fees', p.tax), ('gateway_clearing', -(${fee}) - p.tax)`,
    ),
    `insert into refund (id, payment_id, amount, source, reason, requested_by, requested_at, state, refund_ref, finished_at)
      select ${id("refund", "p.i")}, ${id("payment", "p.i")}, 100, 'allocation', 'uji coba', 'uji', ${moment}, 'succeeded',
        're_' || p.i, ${moment} ${from} where p.refunded`,
    ...entry(
      "refund_requested",
      "refund",
      "p.refunded",
      "values ('fee_contributions', 100), ('refunds_payable', -100)",
    ),
    ...entry(
      "refund_paid",
      "refund_paid",
      "p.refunded",
      "values ('refunds_payable', 100), ('gateway_clearing', -100)",
    ),
  ];
}

function gateway(): readonly string[] {
  const moment = "(o.on_day - 1 + time '01:00')::timestamptz";
  const movement = (
    ref: string,
    kind: string,
    rest: string,
    amount: string,
    fee: string,
    tax: string,
    where: string,
  ) =>
    `insert into gateway_movement (gateway, movement_ref, payout_ref, kind, type, payment_ref, refund_ref, dispute_ref,
        source_ref, currency, amount_minor, fee_minor, tax_minor, net_minor, amount, fee, tax, happened_at, available_at)
      select 'stripe', '${ref}_' || p.i, 'po_' || o.j, '${kind}', '${kind}', ${rest}, null, 'idr', 100 * (${amount}),
        100 * (${fee}), 100 * (${tax}), 100 * ((${amount}) - (${fee}) - (${tax})), ${amount}, ${fee}, ${tax}, ${moment}, ${moment}
      from books_payment p join books_payout o on o.j = p.j where ${where}`;
  const pi = "'pi_' || p.i";
  const re = "'re_' || p.i";
  return [
    `insert into gateway_payout (gateway, payout_ref, amount_minor, currency, state, created_at, arrives_on, trace_ref,
        itemised, told_at, read_at, worth)
      select 'stripe', 'po_' || o.j, 100 * o.worth, 'idr', 'paid', ${moment}, o.on_day, 'TRACE' || (100000 + o.j), true,
        ${moment}, ${moment}, o.worth from books_sent o`,
    movement(
      "txn",
      "payment",
      `${pi}, null, null`,
      "p.amount",
      "p.fee",
      "p.tax",
      "p.fault is distinct from 'ordered_not_received'",
    ),
    movement(
      "rf",
      "refund",
      `${pi}, ${re}, null`,
      "case when p.fault = 'refund_differs' then -101 else -100 end",
      "0",
      "0",
      "p.refunded and p.fault is distinct from 'refund_not_returned'",
    ),
    movement("rb", "refund_returned", `${pi}, ${re}, null`, "100", "0", "0", "p.fault = 'refund_came_back'"),
    movement(
      "ro",
      "refund",
      `${pi}, 're_out_' || p.i, null`,
      "-700",
      "0",
      "0",
      "p.fault = 'refunded_outside'",
    ),
    movement("ot", "other", "null, null, null", "-1500", "0", "0", "p.fault = 'gateway_movement_unknown'"),
    movement("du", "dispute", `${pi}, null, 'du_' || p.i`, "-2000", "900", "100", "p.fault = 'disputed'"),
    `insert into gateway_movement (gateway, movement_ref, payout_ref, kind, type, source_ref, currency, amount_minor, fee_minor,
        tax_minor, net_minor, amount, fee, tax, happened_at, available_at)
      select 'stripe', 'own_' || o.j, 'po_' || o.j, 'payout', 'payout', 'po_' || o.j, 'idr', -100 * o.worth, 0, 0,
        -100 * o.worth, -o.worth, 0, 0, ${moment}, ${moment} from books_sent o`,
    // A quiet month later: what should have come by now has come, or never will.
    `insert into gateway_payout (gateway, payout_ref, amount_minor, currency, state, created_at, arrives_on, itemised, told_at,
        read_at, worth, compared_at)
      select 'stripe', 'po_end', 0, 'idr', 'paid', t, t::date, true, t, t, 0, t
      from (select (max(on_day) + 30 + time '01:00')::timestamptz as t from books_payout) o`,
    `insert into journal_entry (id, kind, on_day, posted_at, cause_kind, cause_id, line_count)
      select ${id("payout", "o.j")}, 'payout_sent', o.on_day - 1, ${moment}, 'payout', 'stripe/po_' || o.j, 2 from books_sent o`,
    `insert into journal_line (entry_id, line_no, account, amount, party)
      select ${id("payout", "o.j")}, l.no, l.account, l.sign * o.worth, 'stripe' from books_sent o,
        (values (1, 'payouts_in_transit', 1), (2, 'gateway_clearing', -1)) l(no, account, sign)`,
    `insert into bank_expectation (kind, subject, label, account, party, amount_sen, worth, expected_on, noted_at)
      select 'payout', 'stripe/po_' || o.j, 'po_' || o.j, 'payouts_in_transit', 'stripe', 100 * o.worth, o.worth, o.on_day,
        ${moment} from books_sent o order by o.j`,
    `insert into bank_expectation_key (key, expectation_id)
      select 'TRACE' || (100000 + replace(e.label, 'po_', '')::int), e.id from bank_expectation e`,
  ];
}

function bank(): readonly string[] {
  const row = (o: {
    amount: string;
    key: boolean;
    day?: string;
    text: string;
    where: string;
    back?: boolean;
  }) =>
    `insert into bank_row (account_id, statement_id, line, on_day, amount_sen, reference, description, keys, reverses,
        identity, occurrence)
      select md5('account')::uuid, md5('statement')::uuid, o.j + 1, ${o.day ?? "o.on_day"}, ${o.amount},
        ${o.key ? "'TRACE' || (100000 + o.j)" : "''"}, '${o.text}',
        ${o.key ? "array['TRACE' || (100000 + o.j)]" : "'{}'"}::text[], ${o.back ?? false}, '${o.text} ' || o.j, 1
      from books_sent o where ${o.where} order by o.j`;
  const special = "'amount_and_day', 'reference_sum', 'day_sum'";
  return [
    `insert into bank_account (id, name, bank, number, opened_at, opened_by)
      values (md5('account')::uuid, 'Rekening uji', 'Bank Uji', '0123456789', '2016-01-01', 'uji')`,
    `insert into bank_statement (id, account_id, file_name, file_sha256, format, read_at, read_by, rows, known_rows, first_day,
        last_day, in_sen, out_sen, posted_at, posted_by)
      select md5('statement')::uuid, md5('account')::uuid, 'uji.csv', repeat('a', 64), 'csv', '2016-01-01', 'uji', 1, 0,
        min(on_day), max(on_day) + 10, 0, 0, '2016-01-01', 'uji' from books_payout`,
    row({
      amount: "100 * o.worth + case when o.fault = 'bank_amount_differs' then 100 else 0 end",
      key: true,
      text: "plain",
      where: `not o.in_day_sum and coalesce(o.rule, '') not in (${special}) and o.fault is distinct from 'expected_not_in_bank'`,
    }),
    row({
      amount: "100 * o.worth",
      key: false,
      day: "o.on_day + 1",
      text: "no reference",
      where: "o.rule = 'amount_and_day'",
    }),
    row({ amount: "500", key: true, text: "first part", where: "o.rule = 'reference_sum'" }),
    row({ amount: "100 * o.worth - 500", key: true, text: "second part", where: "o.rule = 'reference_sum'" }),
    row({
      amount: "100 * (o.worth + (select n.worth from books_payout n where n.j = o.j + 1))",
      key: false,
      text: "two in one",
      where: "o.rule = 'day_sum'",
    }),
    row({ amount: "100 * o.worth", key: true, text: "sent again", where: "o.rule = 'reversal'" }),
    row({
      amount: "-100 * o.worth",
      key: true,
      text: "taken back",
      where: "o.rule = 'reversal'",
      back: true,
    }),
    row({
      amount: "77700",
      key: false,
      day: "o.on_day",
      text: "whose is this",
      where: "o.fault = 'bank_row_unknown'",
    }),
  ];
}

/** How many findings of each kind these books must give: no more and no fewer. */
export function wantedFindings({ payments, perPayout, faults }: Books): Record<string, number> {
  const wanted: Record<string, number> = {};
  if (!faults) return wanted;
  const payouts = new Set<number>();
  for (let i = 0; i < payments; i += 1) {
    const place = i % 1000;
    const own = paymentFaults[place as keyof typeof paymentFaults];
    const ofPayout = payoutFaults[place as keyof typeof payoutFaults];
    if (own) wanted[own] = (wanted[own] ?? 0) + 1;
    if (!ofPayout) continue;
    const payout = Math.floor(i / perPayout);
    if (payouts.has(payout)) throw new Error("Two faults of payouts in one payout: choose smaller payouts.");
    payouts.add(payout);
    wanted[ofPayout] = (wanted[ofPayout] ?? 0) + 1;
  }
  return wanted;
}
