/** What must always be empty about remittance, its answers and the government's lists. */
export const remittanceQuestions: Readonly<Record<string, string>> = {
  "a remitted batch is one transfer out of the bank, for the sum of its items": `
    select t.batch_id, t.amount, i.due, b.left_bank
    from remittance_transfer t
    join lateral (select coalesce(sum(due), 0) as due from remittance_item
      where batch_id = t.batch_id and left_out_at is null) i on true
    join lateral (select -coalesce(sum(amount), 0) as left_bank from journal_line
      where entry_id = t.entry_id and account = 'bank') b on true
    where t.amount <> i.due or t.amount <> b.left_bank`,

  "every remitted worker-month went to BPJS for its due, less what came back": `
    with items as (
      select b.number, i.order_id, i.worker_id, i.month, sum(i.due) as due, sum(coalesce(a.returned, 0)) as returned
      from remittance_item i
      join remittance_batch b on b.id = i.batch_id
      join remittance_transfer t on t.batch_id = i.batch_id
      left join remittance_answer a on a.item_id = i.id and a.undone_at is null
      where i.left_out_at is null group by 1, 2, 3, 4),
    posted as (
      select party as number, order_id, worker_id, month, -sum(amount) as at_bpjs from journal_line
      where account = 'bpjs_transfer' and worker_id is not null group by 1, 2, 3, 4)
    select coalesce(i.number, p.number) as number, coalesce(i.worker_id, p.worker_id) as worker_id,
      coalesce(i.month, p.month) as month, i.due, i.returned, p.at_bpjs
    from items i full join posted p on p.number = i.number and p.order_id = i.order_id
      and p.worker_id = i.worker_id and p.month = i.month
    where coalesce(i.due, 0) - coalesce(i.returned, 0) <> coalesce(p.at_bpjs, 0)`,

  "what BPJS still holds of ours is what it refused, less what it gave back": `
    with held as (select party as number, sum(amount) as held from journal_line
      where account = 'bpjs_transfer' group by party),
    open as (
      select b.number, coalesce(sum(a.returned), 0) - coalesce((
        select sum(r.amount) from remittance_return r where r.batch_id = b.id), 0) as open
      from remittance_batch b
      left join remittance_item i on i.batch_id = b.id and i.left_out_at is null
      left join remittance_answer a on a.item_id = i.id and a.undone_at is null
      group by b.id)
    select coalesce(h.number, o.number) as number, h.held, o.open
    from held h full join open o on o.number = h.number
    where coalesce(h.held, 0) <> coalesce(o.open, 0)`,

  "nobody approved a batch they prepared": `
    select a.batch_id from remittance_approval a join remittance_batch b on b.id = a.batch_id
    where a.approved_by_id = b.prepared_by_id`,

  "an approved total is the sum of the batch's items": `
    select a.batch_id, a.total, sum(i.due) as due
    from remittance_approval a left join remittance_item i on i.batch_id = a.batch_id and i.left_out_at is null
    group by a.batch_id, a.total having a.total <> coalesce(sum(i.due), 0)`,

  "a worker-month's money lies in one batch at a time": `
    select order_id, worker_id, month, payment_id, count(*) as times from remittance_item
    where left_out_at is null and released_at is null
    group by order_id, worker_id, month, payment_id having count(*) > 1`,

  "a withdrawn batch keeps nothing": `
    select w.batch_id from remittance_withdrawal w
    where exists (select from remittance_transfer t where t.batch_id = w.batch_id)
      or exists (select from remittance_item i where i.batch_id = w.batch_id
        and i.left_out_at is null and i.released_at is null)`,

  "a confirmed worker-month is covered": `
    select p.order_id, p.worker_id, p.month from month_progress p
    where p.state = 'confirmed' and not exists (
      select from coverage c where c.order_id = p.order_id and c.worker_id = p.worker_id
        and c.month = p.month and c.ended_at is null)`,

  "an answer stands as long as its import, and a refused month waits anew": `
    select a.import_id, a.item_id from remittance_answer a
    join answer_import n on n.id = a.import_id
    join remittance_item i on i.id = a.item_id
    where (a.undone_at is null) <> (n.undone_at is null)
      or (a.undone_at is null and (a.outcome = 'refused') <> (i.released_at is not null))`,

  "the government covers no month by a list that was taken back": `
    select c.worker_id, c.month, c.programme from coverage c join government_list g on g.id = c.list_id
    where c.ended_at is null and g.undone_at is not null`,
};
