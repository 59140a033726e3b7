import { sql } from "kysely";
import type { Db } from "~db/connection";

export type DatabaseHealth = "ready" | "silent" | "behind";

/**
 * Whether the database answers within `timeoutMs` and knows the migration `newest`.
 * A process that is newer than its database must not take visitors yet.
 */
export async function findDatabaseHealth(db: Db, newest: string, timeoutMs: number): Promise<DatabaseHealth> {
  const answer = sql<{
    known: boolean;
  }>`select exists(select from kysely_migration where name = ${newest}) known`
    .execute(db)
    .then(({ rows }): DatabaseHealth => (rows[0]?.known ? "ready" : "behind"))
    .catch((error: { code?: string }): DatabaseHealth => (error.code === "42P01" ? "behind" : "silent"));
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<DatabaseHealth>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, "silent");
  });
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}
