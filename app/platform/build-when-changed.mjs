/** Builds the site when its sources are not those it was last built from. Plain JavaScript: it runs before there is a build. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SOURCES = ["app", "db", "public", "package-lock.json", "remix.config.js", "tsconfig.json"];
const stampFile = path.join(root, "build", ".stamp");
const program = path.join(root, "build", "server", "index.js");

/** True when the build is there and was made from the sources as they are now. */
export function isBuilt() {
  return existsSync(program) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === sourcesStamp();
}

/**
 * Builds, and resolves to how it went. The stamp is of the sources before the build, so that an edit
 * during it leads to another one.
 * @returns {Promise<{ built: boolean, output: string }>}
 */
export async function build() {
  const remix = path.join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  if (!existsSync(remix))
    return { built: false, output: "The tools to build the site are not installed: run `npm ci` first.\n" };
  const stamp = sourcesStamp();
  rmSync(stampFile, { force: true });
  const { status, output } = await run(remix, ["vite:build", "-c", "remix.config.js"]);
  if (status !== 0 || !existsSync(program)) return { built: false, output };
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  return { built: true, output };
}

function run(file, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (part) => {
        output += part;
      });
    child.once("error", (error) => resolve({ status: 1, output: output + error.message }));
    child.once("close", (status) => resolve({ status, output }));
  });
}

function sourcesStamp() {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap((source) => filesIn(path.join(root, source))))
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function filesIn(place) {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
