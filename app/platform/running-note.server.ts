import path from "node:path";
import { replaceFile } from "./replace-file.server";

/** What a running demo says of itself in `running.json`, for those who watch over it. */
export type Running = {
  launcher: number;
  ready: boolean;
  siteUrl: string;
  sandboxUrl?: string;
  databaseUrl: string;
  processes: Record<string, number>;
};

export type RunningNote = ReturnType<typeof noteRunning>;

/** Keeps the note up to date; `forget` leaves the addresses and takes the processes out. */
export function noteRunning(dataDir: string) {
  const file = path.join(dataDir, "running.json");
  let running: Running = { launcher: process.pid, ready: false, siteUrl: "", databaseUrl: "", processes: {} };
  const write = (change: Partial<Running>) => {
    running = { ...running, ...change };
    replaceFile(file, JSON.stringify(running, null, 2));
  };
  return {
    addresses: (addresses: Pick<Running, "siteUrl" | "sandboxUrl" | "databaseUrl">) => write(addresses),
    process: (name: string, pid: number) => write({ processes: { ...running.processes, [name]: pid } }),
    ready: () => write({ ready: true }),
    forget: () => replaceFile(file, JSON.stringify({ ...running, ready: false, processes: {} }, null, 2)),
  };
}
