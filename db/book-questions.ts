/** What must always be empty about journal, payments, coverage, refunds, receipts and findings. */
export const bookQuestions: Readonly<Record<string, string>> = {
  "every journal entry balances and has all its lines": `
    select e.id, e.line_count, count(l.*) as lines, coalesce(sum(l.amount), 0) as off
    from journal_entry e left join journal_line l on l.entry_id = e.id
    group by e.id having count(l.*) <> e.line_count or coalesce(sum(l.amount), 0) <> 0`,

  "the whole journal sums to nothing": `
    select sum(amount) as off from journal_line having sum(amount) <> 0`,

  "an order's total is its lines and the covered fee": `
    select o.id, o.total, coalesce(sum(l.amount), 0) + o.fee_cover as found
    from orders o left join order_line l on l.order_id = o.id
    group by o.id having coalesce(sum(l.amount), 0) + o.fee_cover <> o.total`,

  "every succeeded payment is posted once, for what was received": `
    select p.id, p.received, coalesce(sum(l.amount), 0) as posted
    from payment p
    left join journal_entry e on e.cause_kind = 'payment' and e.cause_id = p.id::text
    left join journal_line l on l.entry_id = e.id
      and l.account = case p.gateway when 'payroll' then 'payroll_clearing' else 'gateway_clearing' end
    group by p.id
    having coalesce(sum(l.amount), 0) <> case when p.state = 'succeeded' then p.received else 0 end`,

  "an order's payments equal its allocations, refunds and suspense": `
    with money as (
      select order_id, sum(received) as received from payment where state = 'succeeded' group by order_id),
    held as (
      select order_id, -sum(amount) as held from journal_line
      where order_id is not null
        and account in ('premiums_payable', 'fee_contributions', 'refunds_payable', 'suspense', 'donation_pool',
                        'bpjs_transfer')
      group by order_id),
    returned as (
      select p.order_id, sum(r.amount) as returned from refund r join payment p on p.id = r.payment_id
      where r.state = 'succeeded' group by p.order_id)
    select coalesce(m.order_id, h.order_id) as order_id, m.received, h.held, r.returned
    from money m full join held h on h.order_id = m.order_id left join returned r on r.order_id = m.order_id
    where coalesce(m.received, 0) <> coalesce(h.held, 0) + coalesce(r.returned, 0)`,

  "no worker-month is owed less than nothing": `
    select order_id, worker_id, month, -sum(amount) as owed from journal_line
    where account = 'premiums_payable' group by order_id, worker_id, month having -sum(amount) < 0`,

  "no worker-month is covered twice": `
    select worker_id, month, programme, count(*) as times from coverage
    where ended_at is null group by worker_id, month, programme having count(*) > 1`,

  "coverage and premiums payable tell the same months": `
    with covered as (
      select distinct order_id, worker_id, month from coverage where source = 'order' and ended_at is null),
    owed as (
      select order_id, worker_id, month from journal_line
      where account in ('premiums_payable', 'bpjs_transfer') and worker_id is not null
      group by order_id, worker_id, month having -sum(amount) > 0)
    select coalesce(c.order_id, o.order_id) as order_id, coalesce(c.worker_id, o.worker_id) as worker_id,
           coalesce(c.month, o.month) as month, c.order_id is not null as covered, o.order_id is not null as owed
    from covered c full join owed o on o.order_id = c.order_id and o.worker_id = c.worker_id and o.month = c.month
    where (c.order_id is null or o.order_id is null)`,

  "a settled order has a succeeded payment": `
    select s.order_id from order_settlement s join payment p on p.id = s.payment_id
    where p.state <> 'succeeded' or p.order_id <> s.order_id`,

  "each receipt is one settled payment, for its amount": `
    select r.id from receipt r join payment p on p.id = r.payment_id
    where p.state <> 'succeeded' or p.order_id <> r.order_id or r.amount <> p.received`,

  "receipt numbers have no gap": `
    select year, count(*) as given, max(sequence) as last from receipt group by year having count(*) <> max(sequence)`,

  "credit note numbers have no gap": `
    select year, count(*) as given, max(sequence) as last from credit_note group by year having count(*) <> max(sequence)`,

  "a credit note is one refund of its receipt's payment": `
    select c.id from credit_note c join refund f on f.id = c.refund_id join receipt r on r.id = c.receipt_id
    where f.state not in ('succeeded', 'failed') or f.payment_id <> r.payment_id or c.amount <> f.amount`,

  "refunds of a payment never exceed what was received": `
    select p.id, p.received, sum(f.amount) as refunds from payment p join refund f on f.payment_id = p.id
    where f.state <> 'failed' group by p.id having sum(f.amount) > p.received`,

  "a refund's lines add up": `
    select f.id from refund f left join refund_line l on l.refund_id = f.id
    group by f.id having coalesce(sum(l.amount), 0) <> f.amount`,

  "money waiting for refund is what the open refunds say": `
    with owed as (
      select payment_id, -sum(amount) as owed from journal_line
      where account = 'refunds_payable' group by payment_id having sum(amount) <> 0),
    open as (select payment_id, sum(amount) as open from refund where state <> 'succeeded' group by payment_id)
    select coalesce(w.payment_id, o.payment_id) as payment_id, w.owed, o.open
    from owed w full join open o on o.payment_id = w.payment_id
    where coalesce(w.owed, 0) <> coalesce(o.open, 0)`,

  "suspense is what the open findings hold": `
    with kept as (
      select coalesce(payment_id::text, 'stray') as payment, -sum(amount) as kept from journal_line
      where account = 'suspense' group by 1 having sum(amount) <> 0),
    open as (
      select coalesce(f.payment_id::text, 'stray') as payment, sum(f.amount) as open
      from finding f left join resolution r on r.finding_id = f.id
      where r.finding_id is null and f.facts ->> 'holds' = 'suspense' group by 1)
    select coalesce(k.payment, o.payment) as payment, k.kept, o.open
    from kept k full join open o on o.payment = k.payment
    where coalesce(k.kept, 0) <> coalesce(o.open, 0)`,
};
