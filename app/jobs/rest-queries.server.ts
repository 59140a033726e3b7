/** Whether anything is left to be done now: no letter, chore or job is due or under way. */
import { sql } from "kysely";
import type { Db } from "~db/connection";
import { listLastRuns } from "./job-queries.server";
import { nextTick, type Schedule } from "./schedule";

/** What comes due within this time counts as due: it is a matter of moments, e.g. a mail service that asked for quiet. */
const SOON_MS = 5_000;

/** At rest at `now`; what waits for a person, or for a later hour, does not count. */
export async function isAtRest(
  db: Db,
  schedules: Readonly<Record<string, Schedule>>,
  now: Date,
): Promise<boolean> {
  const soon = new Date(now.getTime() + SOON_MS);
  const { rows } = await sql<{ busy: boolean }>`
    select exists (select 1 from mail where state = 'waiting' and due_at <= ${soon})
      or exists (select 1 from chore where state = 'waiting' and due_at <= ${soon}) as busy`.execute(db);
  if (rows[0]?.busy) return false;
  const names = Object.keys(schedules);
  const runs = new Map((await listLastRuns(db, names)).map((run) => [run.job, run]));
  return names.every((name) => {
    const last = runs.get(name);
    return last?.finished === true && nextTick(schedules[name]!, last.tick, now) === undefined;
  });
}
