/** One launcher per data folder: two would start two servers on one database. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandLine, isAlive } from "./postmaster.server";
import { StartProblem } from "./start-problem";

const MARK = "launcher.pid";

/** Takes the folder and returns how to give it back. Throws a sentence when a living launcher holds it. */
export function takeFolder(dataDir: string): () => void {
  const file = path.join(dataDir, MARK);
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx", mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = Number(readFileSync(file, "utf8"));
    if (isLauncher(holder))
      throw new StartProblem(
        `The site already runs from ${dataDir} (process ${holder}): stop it there with Ctrl-C, or start a second one with another DATA_DIR and PORT.`,
      );
    rmSync(file, { force: true });
  }
  throw new StartProblem(`${file} keeps coming back: another start is going on in this folder.`);
}

/** A number alone proves nothing after a restart of the machine; the launcher is a Node process. */
function isLauncher(pid: number): boolean {
  return pid > 0 && pid !== process.pid && isAlive(pid) && /node|start\.mjs|index\.js/.test(commandLine(pid));
}
