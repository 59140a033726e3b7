/** What must always be empty about hand-overs and cards left without paying. */
export const sponsorAreaQuestions: Readonly<Record<string, string>> = {
  "a worker that was handed over goes on with the sponsor who accepted": `
    select h.id, h.sponsorship_id, h.new_sponsorship_id from hand_over h
    join sponsorship o on o.id = h.sponsorship_id
    join sponsorship n on n.id = h.new_sponsorship_id
    where n.taken_over_from is distinct from h.sponsorship_id or n.worker_id <> o.worker_id
      or o.ended_because is distinct from 'handed_over'`,

  "a worker that was entrusted has no living sponsorship of the one who entrusted them": `
    select h.id, h.sponsorship_id from hand_over h join sponsorship s on s.id = h.sponsorship_id
    where h.to_whom = 'pool' and s.ended_because is distinct from 'handed_over'`,

  "a card that was left belongs to the sponsor who left it": `
    select w.id, w.sponsor_id, m.sponsor_id as owner from card_wish w
    join saved_method m on m.id = w.saved_method_id where m.sponsor_id <> w.sponsor_id`,

  "a sponsorship is charged on a card of its own sponsor": `
    select s.id, t.saved_method_id from sponsorship s
    cross join lateral (
      select saved_method_id from sponsorship_terms n where n.sponsorship_id = s.id order by n.id desc limit 1) t
    join saved_method m on m.id = t.saved_method_id where m.sponsor_id <> s.sponsor_id`,
};
