/** What must always be empty about sponsorships, their renewals, and the charges of saved cards. */
export const sponsorshipQuestions: Readonly<Record<string, string>> = {
  "a sponsorship has terms": `
    select s.id from sponsorship s
    where not exists (select 1 from sponsorship_terms t where t.sponsorship_id = s.id)`,

  "no month of a sponsorship is renewed twice": `
    select a.sponsorship_id, a.renewal_id, a.start_month, b.renewal_id as other, b.start_month as other_start
    from renewal_item a join renewal_item b on b.sponsorship_id = a.sponsorship_id and b.dropped_at is null
    where a.dropped_at is null and (a.renewal_id, a.start_month) < (b.renewal_id, b.start_month)
      and a.start_month <= b.last_month and b.start_month <= a.last_month`,

  "a renewal is of its items' sponsor": `
    select i.renewal_id, i.sponsorship_id from renewal_item i
    join renewal r on r.id = i.renewal_id join sponsorship s on s.id = i.sponsorship_id
    where s.sponsor_id <> r.sponsor_id`,

  "an order of a renewal buys what the renewal holds, for its sponsor": `
    select x.renewal_id, x.order_id from renewal_order x
    join renewal r on r.id = x.renewal_id join orders o on o.id = x.order_id
    where o.sponsor_id <> r.sponsor_id or exists (
      select 1 from order_line l where l.order_id = x.order_id and not exists (
        select 1 from renewal_item i join sponsorship s on s.id = i.sponsorship_id
        where i.renewal_id = x.renewal_id and s.worker_id = l.worker_id
          and l.month between i.start_month and i.last_month and l.programme = any(i.programmes)))`,

  "a renewal that came to an end by payment was paid": `
    select r.id from renewal r where r.closed_because = 'paid' and not exists (
      select 1 from renewal_order x join order_settlement t on t.order_id = x.order_id where x.renewal_id = r.id)`,

  "a renewal paid twice has a finding": `
    select x.renewal_id, count(*) as times from renewal_order x
    join order_settlement t on t.order_id = x.order_id
    group by x.renewal_id having count(*) > 1 and not exists (
      select 1 from finding f join renewal_order y on y.order_id = f.order_id where y.renewal_id = x.renewal_id)`,

  "a saved card is charged for its owner": `
    select r.id, r.saved_method_id from renewal r join saved_method m on m.id = r.saved_method_id
    where m.sponsor_id <> r.sponsor_id`,

  "a charge pays an order of its renewal": `
    select t.renewal_id, t.number, t.payment_id from charge_try t join payment p on p.id = t.payment_id
    where not exists (
      select 1 from renewal_order x where x.order_id = p.order_id and x.renewal_id = t.renewal_id)`,

  "a charge was announced to its sponsor, for at least its sum, with days between": `
    select t.renewal_id, t.number, t.on_day, n.charge_on, m.sent_at, n.amount, p.amount as charged
    from charge_try t
    join payment p on p.id = t.payment_id
    join renewal r on r.id = t.renewal_id
    join charge_notice n on n.id = t.notice_id
    join mail m on m.id = n.mail_id
    cross join lateral (
      select notice_rest_days from renewal_setting where from_day <= t.on_day order by from_day desc, id desc limit 1) h
    where n.renewal_id <> t.renewal_id or m.sponsor_id <> r.sponsor_id or n.amount < p.amount
      or n.charge_on > t.on_day or m.sent_at is null
      or (m.sent_at at time zone 'Asia/Jakarta')::date + h.notice_rest_days > t.on_day`,

  "a charge that is said to have succeeded did": `
    select t.renewal_id, t.number, p.state from charge_try t join payment p on p.id = t.payment_id
    where t.outcome = 'succeeded' and p.state <> 'succeeded'`,

  "a card is tried once a day for a renewal": `
    select renewal_id, on_day, count(*) as times from charge_try
    group by renewal_id, on_day having count(*) > 1`,
};
