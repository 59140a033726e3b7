/** What must always be empty about the gateway's book, the bank's, and the matches between them and ours. */
export const reconciliationQuestions: Readonly<Record<string, string>> = {
  "what a payout holds comes to it": `
    select p.gateway, p.payout_ref, p.amount_minor, coalesce(sum(m.net_minor), 0) as held
    from gateway_payout p left join gateway_movement m
      on m.gateway = p.gateway and m.payout_ref = p.payout_ref and m.kind <> 'payout'
    where p.read_at is not null
    group by p.gateway, p.payout_ref, p.amount_minor having coalesce(sum(m.net_minor), 0) <> p.amount_minor`,

  "payouts in transit are the payouts that no bank row has shown": `
    with journal as (
      select coalesce(sum(amount), 0) as held from journal_line where account = 'payouts_in_transit'),
    open as (
      select coalesce(sum(worth), 0) as open from bank_expectation
      where account = 'payouts_in_transit' and match_id is null and withdrawn_at is null)
    select j.held, o.open from journal j, open o where j.held <> o.open`,

  "the two sides of every bank match are the same sum": `
    select m.id, r.sen as bank, e.sen as expected from bank_match m
    left join lateral (select sum(amount_sen) as sen from bank_row where match_id = m.id) r on true
    left join lateral (select sum(amount_sen) as sen from bank_expectation where match_id = m.id) e on true
    where m.undone_at is null and m.rule <> 'by_decision' and coalesce(r.sen, 0) <> coalesce(e.sen, 0)`,

  "every bank match is posted once, and reversed once it is undone": `
    select m.id, m.entry_id, e.id as posted, x.id as reversed, m.undone_at from bank_match m
    left join journal_entry e on e.cause_kind = 'bank_match' and e.cause_id = m.id::text
    left join journal_entry x on x.reverses = e.id
    where m.entry_id is distinct from e.id
      or (e.id is null and m.rule <> 'reversal' and m.why ->> 'nothing' is null)
      or (e.id is not null and (m.undone_at is not null) <> (x.id is not null))`,

  "no row of a match counts no more": `
    select id, match_id from bank_row where match_id is not null and undone_at is not null`,
};
