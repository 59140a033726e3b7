/**
 * Where the database's files lie: in `postgres` below the data folder, unless we are root and the
 * user PostgreSQL runs as cannot go there. Then a note in the data folder remembers the other place,
 * so that the same data is found again even if rights change later.
 */
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { canEnter, type RunAs, SHARED_PLACE } from "./postgres-binaries.server";
import { asStartProblem, StartProblem } from "./start-problem";

export type DatabasePlace = { readonly folder: string; readonly runAs: RunAs };

const NOBODY = { uid: 65534, gid: 65534 };

/** Chooses, or finds again, the folder and the user of the database. Makes the folders above it. */
export function choosePlace(dataDir: string, say?: (sentence: string) => void): DatabasePlace {
  try {
    return choose(path.resolve(dataDir), say);
  } catch (error) {
    throw asStartProblem(error, "the data folder");
  }
}

function choose(dataDir: string, say?: (sentence: string) => void): DatabasePlace {
  const isRoot = process.getuid?.() === 0;
  // Others may pass through the folder but not list it: what is secret in it is closed by itself.
  mkdirSync(dataDir, { recursive: true, mode: isRoot ? 0o711 : 0o700 });
  const note = path.join(dataDir, "database-place");
  const folder = existsSync(note) ? readFileSync(note, "utf8").trim() : path.join(dataDir, "postgres");
  if (!isRoot) return { folder, runAs: undefined };

  const runAs = ownerOf(folder);
  if (canEnter(path.dirname(folder), runAs)) {
    letIn(folder, runAs);
    return { folder, runAs };
  }
  if (existsSync(folder))
    throw new StartProblem(
      `The database in ${folder} runs as user ${runAs.uid}, who may not enter that folder: let others pass through the folders above it (chmod o+x), or start as the folder's own user.`,
    );
  const elsewhere = makeElsewhere(runAs);
  writeFileSync(note, elsewhere, { mode: 0o600 });
  say?.(
    `PostgreSQL does not run as root and its user cannot enter ${dataDir}: the database lies in ${elsewhere}.`,
  );
  return { folder: elsewhere, runAs };
}

/** Data made by a plain user stays that user's when root starts the site. */
function ownerOf(folder: string): { readonly uid: number; readonly gid: number } {
  if (!existsSync(folder)) return NOBODY;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? NOBODY : { uid, gid };
}

/** An empty folder that root made by hand is handed over; anything else in it is looked at later. */
function letIn(folder: string, runAs: { readonly uid: number; readonly gid: number }): void {
  if (existsSync(folder) && statSync(folder).uid === 0) chownSync(folder, runAs.uid, runAs.gid);
}

function makeElsewhere(runAs: { readonly uid: number; readonly gid: number }): string {
  mkdirSync(SHARED_PLACE, { recursive: true, mode: 0o755 });
  const own = mkdtempSync(path.join(SHARED_PLACE, "data-"));
  chownSync(own, runAs.uid, runAs.gid);
  return path.join(own, "postgres");
}
