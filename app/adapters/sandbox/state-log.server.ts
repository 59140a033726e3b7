/**
 * The sandbox's memory: tables held in memory and, before any answer leaves, appended to one file.
 *
 *   change, change, change ──▶ one line of the log ──▶ answer
 *
 * One line is one transaction. A process killed at any moment loses at most the line it was writing,
 * and that line's answer was never sent. At start the log is replayed and written anew, shorter.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { StartProblem } from "../../platform/start-problem";

type Change = readonly [table: string, id: string, value: object | null];

export type StateLog<Tables extends { [K in keyof Tables]: object }> = {
  get<K extends keyof Tables & string>(table: K, id: string): Tables[K] | undefined;
  /** Every value of a table, the oldest first. */
  all<K extends keyof Tables & string>(table: K): Tables[K][];
  entries<K extends keyof Tables & string>(table: K): [id: string, value: Tables[K]][];
  /** Keeps a value; it must not be changed afterwards, only put again. */
  put<K extends keyof Tables & string>(table: K, id: string, value: Tables[K]): void;
  remove(table: keyof Tables & string, id: string): void;
  /** Runs `work`; its changes become one line of the log, or none when it throws. May be nested. */
  atomically<T>(work: () => T): T;
  close(): void;
};

/** Opens the log in `dataDir`, replaying what is there. `keep` says which old values are worth carrying over. */
export function openStateLog<Tables extends { [K in keyof Tables]: object }>(
  dataDir: string,
  keep: (table: string, value: object) => boolean,
): StateLog<Tables> {
  mkdirSync(dataDir, { recursive: true });
  const release = claimFolder(dataDir);
  const file = join(dataDir, "state.jsonl");
  let tables: Map<string, Map<string, object>>;
  try {
    tables = replay(file);
    compact(file, tables, keep);
  } catch (error) {
    release();
    throw error;
  }
  const log = openSync(file, "a");
  const tableOf = (name: string) => {
    const found = tables.get(name);
    if (found) return found;
    const fresh = new Map<string, object>();
    tables.set(name, fresh);
    return fresh;
  };
  let open: { changes: Change[]; undo: (() => void)[] } | undefined;
  const write = (table: string, id: string, value: object | null): void => {
    if (!open) {
      atomically(() => write(table, id, value));
      return;
    }
    const rows = tableOf(table);
    const before = rows.get(id);
    open.undo.push(() => (before === undefined ? rows.delete(id) : rows.set(id, before)));
    open.changes.push([table, id, value]);
    if (value === null) rows.delete(id);
    else rows.set(id, value);
  };
  const atomically = <T>(work: () => T): T => {
    const outermost = open === undefined;
    open ??= { changes: [], undo: [] };
    const mark = open.changes.length;
    try {
      const result = work();
      if (outermost && open.changes.length > 0) append(log, `${JSON.stringify(open.changes)}\n`);
      return result;
    } catch (error) {
      for (const undo of open.undo.splice(mark).reverse()) undo();
      open.changes.splice(mark);
      throw error;
    } finally {
      if (outermost) open = undefined;
    }
  };
  return {
    get: (table, id) => tableOf(table).get(id) as Tables[typeof table] | undefined,
    all: (table) => [...tableOf(table).values()] as Tables[typeof table][],
    entries: (table) => [...tableOf(table)] as [string, Tables[typeof table]][],
    put: write,
    remove: (table, id) => write(table, id, null),
    atomically,
    close() {
      closeSync(log);
      release();
    },
  };
}

const claimedHere = new Set<string>();

/** Two sandboxes in one folder would write over each other. A claim whose process is gone is void. */
function claimFolder(dataDir: string): () => void {
  const file = join(dataDir, "claim.pid");
  const pid = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (claimedHere.has(file) || (pid > 0 && pid !== process.pid && isAlive(pid)))
    throw new StartProblem(`Another sandbox (process ${pid}) is using ${dataDir}; stop it first.`);
  writeFileSync(file, String(process.pid));
  claimedHere.add(file);
  return () => {
    claimedHere.delete(file);
    rmSync(file, { force: true });
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Writes all of it, however often the system takes only a part. */
function append(log: number, line: string): void {
  const bytes = Buffer.from(line);
  for (let done = 0; done < bytes.length; ) done += writeSync(log, bytes, done);
}

function replay(file: string): Map<string, Map<string, object>> {
  const tables = new Map<string, Map<string, object>>();
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  for (const [index, line] of lines.entries()) {
    const changes = parse(line);
    if (!changes) {
      // What follows the last line break was cut off while it was written; nobody was told of it.
      if (index === lines.length - 1) break;
      throw new StartProblem(`Line ${index + 1} of ${file} is damaged; move the file away to begin afresh.`);
    }
    for (const [table, id, value] of changes) {
      const rows = tables.get(table) ?? new Map<string, object>();
      tables.set(table, rows);
      if (value === null) rows.delete(id);
      else rows.set(id, value);
    }
  }
  return tables;
}

function parse(line: string): Change[] | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function compact(
  file: string,
  tables: Map<string, Map<string, object>>,
  keep: (table: string, value: object) => boolean,
): void {
  const fresh = openSync(`${file}.new`, "w");
  for (const [table, rows] of tables) {
    for (const [id, value] of rows) {
      if (keep(table, value)) append(fresh, `${JSON.stringify([[table, id, value]])}\n`);
      else rows.delete(id);
    }
  }
  fsyncSync(fresh);
  closeSync(fresh);
  renameSync(`${file}.new`, file);
}
