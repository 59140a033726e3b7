/** The first minute of a database folder: made whole under another name, then renamed; later only looked at. */
import { spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { type Binaries, POSTGRES_ENV, type RunAs } from "./postgres-binaries.server";
import { StartProblem } from "./start-problem";

export type InitialiseOptions = {
  /** Letters, digits, `-` and `_` only. */
  readonly passwords: { readonly admin: string; readonly site: string };
  /** False skips waiting for the disk. */
  readonly durable?: boolean;
};

/** A folder without its mark is not ours to delete: someone may have put something there. */
export function requireWhole(folder: string): void {
  if (!existsSync(folder) || existsSync(path.join(folder, "PG_VERSION"))) return;
  if (readdirSync(folder).length > 0)
    throw new StartProblem(
      `${folder} is not a whole database (PG_VERSION is missing): restore it from a backup, or move it away and start again with an empty one.`,
    );
  rmSync(folder, { recursive: true });
}

export function requireVersion(folder: string, binaries: Binaries): void {
  const found = readFileSync(path.join(folder, "PG_VERSION"), "utf8").trim();
  const ours = binaries.version.split(".")[0];
  if (found !== ours)
    throw new StartProblem(
      `${folder} was made by PostgreSQL ${found} and this site brings PostgreSQL ${ours}: dump it with the old version and restore it, or move it away.`,
    );
}

/** Makes the folder with its two roles and the site's empty database. Whole or not at all: see the rename. */
export function initialise(
  folder: string,
  runAs: RunAs,
  binaries: Binaries,
  options: InitialiseOptions,
): void {
  const unfinished = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, options.passwords.admin, { mode: 0o600 });
  if (runAs) for (const file of [unfinished, passwordFile]) chownSync(file, runAs.uid, runAs.gid);
  try {
    run(binaries.initdb, runAs, [
      ...["-D", unfinished, "-U", "postgres", `--pwfile=${passwordFile}`, "-A", "scram-sha-256"],
      ...["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
      ...(options.durable === false ? ["--no-sync"] : []),
    ]);
    run(
      binaries.postgres,
      runAs,
      ["--single", "-D", unfinished, "-c", "log_checkpoints=off", "postgres"],
      `create role sertakan login password '${options.passwords.site}';\ncreate database sertakan owner sertakan;\n`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, folder);
}

function run(program: string, runAs: RunAs, args: readonly string[], input?: string): void {
  const done = spawnSync(program, args, { ...runAs, cwd: "/", env: POSTGRES_ENV, input, encoding: "utf8" });
  const said = (done.stderr ?? "").trim().split("\n");
  const complaint = said.find((line) => /(error|ERROR|FATAL|PANIC):/.test(line));
  if (done.error) throw done.error;
  if (done.status !== 0 || complaint)
    throw new StartProblem(
      `The database could not be initialised (${path.basename(program)}: ${(complaint ?? said.at(-1))?.trim()}).`,
    );
}
