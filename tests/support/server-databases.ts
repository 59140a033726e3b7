/** Makes and drops whole databases on the test server. */
import pg from "pg";

/** Runs `work` with a connection to the maintenance database. */
export async function asAdmin<Result>(
  adminUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function createDatabase(
  adminUrl: string,
  { name, owner, template }: { readonly name: string; readonly owner: string; readonly template?: string },
): Promise<void> {
  await asAdmin(adminUrl, (client) =>
    client.query(
      `create database ${quoted(name)} owner ${quoted(owner)}${template ? ` template ${quoted(template)}` : ""}`,
    ),
  );
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, (client) => client.query(`drop database if exists ${quoted(name)} with (force)`));
}

/** Drops every database whose name begins with `prefix`. */
export async function dropDatabases(adminUrl: string, prefix: string): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where starts_with(datname, $1)",
      [prefix],
    );
    for (const { datname } of rows)
      await client.query(`drop database if exists ${quoted(datname)} with (force)`);
  });
}

function quoted(name: string): string {
  return pg.escapeIdentifier(name);
}
