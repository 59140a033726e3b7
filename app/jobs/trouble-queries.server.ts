/** Runs that went wrong lately, told by episode, and whom to tell. */
import { sql } from "kysely";
import type { Db } from "~db/connection";

export type BadRun = {
  readonly job: string;
  readonly tick: Date;
  /** The first bad run since the last good one: all of one episode share it. */
  readonly since: Date;
  readonly expected: number | null;
  readonly done: number | null;
  readonly failed: number | null;
  readonly error: string | null;
};

const good = (run: string) =>
  sql.raw(`(${run}.finished_at is not null and ${run}.error is null and ${run}.failed = 0
    and ${run}.done >= ${run}.expected)`);

/** The latest bad run of each job that ended within the last day, by the database's own clock. */
export async function listBadRuns(db: Db): Promise<readonly BadRun[]> {
  const { rows } = await sql<BadRun>`
    select distinct on (r.job) r.job, r.tick, r.expected, r.done, r.failed, r.error, (
      select min(b.tick) from job_run b
      where b.job = r.job and b.finished_at is not null and b.tick > coalesce((
        select max(g.tick) from job_run g where g.job = r.job and g.tick < r.tick and ${good("g")}), '-infinity')
    ) as since
    from job_run r
    where r.finished_at > clock_timestamp() - interval '1 day' and not ${good("r")}
    order by r.job, r.tick desc`.execute(db);
  return rows;
}

/** The administrators of today, by address. */
export async function listAdministrators(
  db: Db,
): Promise<readonly { readonly id: string; readonly email: string; readonly name: string }[]> {
  return db
    .selectFrom("login_user")
    .innerJoin("staff_role", "staff_role.login_user_id", "login_user.id")
    .select(["login_user.id", "login_user.email", "login_user.name"])
    .where("staff_role.role", "=", "administrator")
    .where("staff_role.ended_at", "is", null)
    .orderBy("login_user.email")
    .execute();
}
