/** Brings a database up to date. Several processes may ask at once: Kysely takes a lock. */
import { type Kysely, type Migration, Migrator } from "kysely";
import { openDatabase } from "./connection";

const files = import.meta.glob<Migration>("./migrations/*.ts", { eager: true });

/** The migrations in order of their numbers, named as their files. */
export const migrations: Record<string, Migration> = Object.fromEntries(
  Object.entries(files).map(([path, migration]) => [path.replace(/^.*\/|\.ts$/g, ""), migration]),
);

/** Runs what has not run yet and returns the names of what ran. Throws the first failure, named. */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  const { db, close } = openDatabase({
    url: databaseUrl,
    poolSize: 2,
    applicationName: "sertakan-cinta migrate",
  });
  try {
    const migrator = new Migrator({
      db: db as unknown as Kysely<unknown>,
      provider: { getMigrations: async () => migrations },
    });
    const { error, results = [] } = await migrator.migrateToLatest();
    const failed = results.find((result) => result.status === "Error");
    if (error)
      throw new Error(`Migration ${failed?.migrationName ?? "set-up"} failed: ${(error as Error).message}`, {
        cause: error,
      });
    return results.map((result) => result.migrationName);
  } finally {
    await close();
  }
}
