/**
 * The environment as the launcher hands it on to the processes it starts. Whoever wants to know a
 * setting asks `readSettings`; only the launcher and the start of a process look here.
 */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What this process was started with; empty texts count as not given. */
export function givenEnvironment(): Environment {
  return Object.fromEntries(
    Object.entries(process.env).filter(([, value]) => value !== undefined && value !== ""),
  );
}

/** React and Express choose their fast paths by NODE_ENV, so it must be there before they load. */
export function assumeProduction(): void {
  process.env.NODE_ENV ||= "production";
}
