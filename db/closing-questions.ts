/** What must always be empty about closed months. */
export const closingQuestions: Readonly<Record<string, string>> = {
  "a closed month's entries are those that were closed": `
    select month, entries_digest, journal_digest(month) as found from period_close
    where journal_digest(month) <> entries_digest`,

  "closed months follow each other and their hashes form one chain": `
    select month, previous_hash, hash from (
      select c.*, lag(hash) over w as before, lag(month) over w as month_before from period_close c
      window w as (order by month)) c
    where hash <> encode(sha256(convert_to(previous_hash || E'\\n' || content_text, 'UTF8')), 'hex')
      or previous_hash <> coalesce(before, repeat('0', 64))
      or content <> content_text::jsonb
      or (month_before || '-01')::date + interval '1 month' <> (month || '-01')::date`,
};
