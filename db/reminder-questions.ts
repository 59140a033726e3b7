/** What must always be empty about reminders. */
export const reminderQuestions: Readonly<Record<string, string>> = {
  "every reminder stands in a letter to its own sponsor": `
    select r.worker_id, r.month, r.moment, m.id as mail_id from reminder r join mail m on m.id = r.mail_id
    where m.kind <> 'reminder' or m.sponsor_id is distinct from r.sponsor_id`,

  "a sponsor gets one letter of reminders a day": `
    select sponsor_id, facts ->> 'day' as day, count(*) as letters from mail
    where kind = 'reminder' group by sponsor_id, facts ->> 'day' having count(*) > 1`,

  "every letter of reminders has a reminder in it": `
    select m.id from mail m where m.kind = 'reminder' and not exists (select 1 from reminder r where r.mail_id = m.id)`,
};
