/** What must always be empty about payroll: lists, reports, booked transfers and the payments made of them. */
export const payrollQuestions: Readonly<Record<string, string>> = {
  "payroll clearing of every batch is empty": `
    select party, sum(amount) as off from journal_line where account = 'payroll_clearing'
    group by party having sum(amount) <> 0`,

  "every payroll payment is one settled line, for what was deducted": `
    with settled as (
      select s.payment_id, s.amount, d.deducted from payroll_settlement s
      join payroll_line l on l.id = s.line_id
      join lateral (
        select id from payroll_report r where r.batch_id = l.batch_id order by r.number desc limit 1) r on true
      left join payroll_report_line d on d.report_id = r.id and d.line_id = l.id)
    select coalesce(p.id, s.payment_id) as payment_id, p.received, s.amount, s.deducted
    from (select * from payment where gateway = 'payroll') p
    full join settled s on s.payment_id = p.id
    where p.id is null or s.payment_id is null or p.state <> 'succeeded'
      or p.received <> s.amount or s.deducted is distinct from s.amount`,

  "a booked transfer is its settled lines and the surplus": `
    select b.id, b.amount, b.surplus, coalesce(sum(s.amount), 0) as settled
    from payroll_booking b left join payroll_settlement s on s.booking_id = b.id
    group by b.id having b.amount <> b.surplus + coalesce(sum(s.amount), 0)`,

  "a booked transfer is in the bank, for its amount": `
    select b.id, b.amount, sum(l.amount) as posted from payroll_booking b
    left join journal_entry e on e.cause_kind = 'payroll_transfer' and e.cause_id = b.id::text
    left join journal_line l on l.entry_id = e.id and l.account = 'bank'
    group by b.id having sum(l.amount) is distinct from b.amount`,

  "a batch is the sum of its lines, and a line of its workers": `
    select b.id, b.total, sum(l.expected) as expected from payroll_batch b
    left join payroll_line l on l.batch_id = b.id group by b.id having sum(l.expected) is distinct from b.total
    union all
    select l.id, l.expected, sum(i.amount) from payroll_line l
    left join payroll_line_item i on i.line_id = l.id group by l.id having sum(i.amount) is distinct from l.expected`,

  "a report names every line of its batch once and adds up": `
    select r.id, r.total, sum(d.deducted) as deducted, count(d.*) as named, (
      select count(*) from payroll_line l where l.batch_id = r.batch_id) as listed
    from payroll_report r left join payroll_report_line d on d.report_id = r.id
    group by r.id
    having coalesce(sum(d.deducted), 0) <> r.total
      or count(d.*) <> (select count(*) from payroll_line l where l.batch_id = r.batch_id)`,

  "a sponsor has one live payroll mandate at most": `
    select m.sponsor_id, count(*) as live from payroll_mandate m
    where not exists (select 1 from payroll_withdrawal w where w.mandate_id = m.id)
    group by m.sponsor_id having count(*) > 1`,
};
