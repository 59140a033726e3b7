/**
 * `npm run bench [-- row …] [-- --cpu-prof …]`: measures every row of this folder beside its baseline and
 * prints one table. Each row is bundled as the site is and runs in a process of its own. What starts with
 * `-` is handed to those processes. Fails only when a row could not be run: a missed goal is told, not hidden.
 */
import { fork } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { build as buildSite, isBuilt } from "../../app/platform/build-when-changed.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const root = path.join(folder, "..", "..");
const outDir = path.join(root, "node_modules", ".cache", "bench");
/** A row takes about a minute; on a crowded machine far longer. */
const LONGEST_ROW_MS = 900_000;

const asked = process.argv.slice(2);
const forNode = asked.filter((word) => word.startsWith("-"));
const wanted = asked.filter((word) => !word.startsWith("-"));
const rows = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -".ts".length))
  .filter((row) => wanted.length === 0 || wanted.includes(row))
  .sort();
const unknown = wanted.filter((row) => !rows.includes(row));
if (unknown.length > 0) {
  console.error(`There is no row named ${unknown.join(", ")} in tests/bench.`);
  process.exit(2);
}

if (rows.some((row) => usesBuiltSite(row)) && !isBuilt()) {
  console.log("Building the site …");
  const { built, output } = await buildSite();
  if (!built) {
    console.error(`${output}\nThe site could not be built, so its web process cannot be measured.`);
    process.exit(1);
  }
}

await build({
  root,
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  resolve: { alias: { "~db": path.join(root, "db"), "~": path.join(root, "app") } },
  build: {
    ssr: true,
    outDir,
    target: "node20",
    emptyOutDir: false,
    rollupOptions: {
      input: Object.fromEntries(rows.map((row) => [row, path.join(folder, `${row}.ts`)])),
      output: { entryFileNames: "[name].mjs", chunkFileNames: "parts/[name]-[hash].mjs" },
    },
  },
});

/** Rows that start the web process measure what `npm start` runs. */
function usesBuiltSite(row) {
  return readFileSync(path.join(folder, `${row}.ts`), "utf8").includes("./parts/web-process");
}

/** Resolves to the lines the row reported and why it failed, if it did. */
function run(row) {
  return new Promise((resolve) => {
    const lines = [];
    const child = fork(path.join(outDir, `${row}.mjs`), [], {
      cwd: root,
      execArgv: forNode,
      env: { ...process.env, NODE_ENV: "production" },
    });
    const late = setTimeout(() => child.kill("SIGTERM"), LONGEST_ROW_MS);
    child.on("message", (line) => lines.push(line));
    child.once("close", (status, signal) => {
      clearTimeout(late);
      resolve({ lines, problem: status === 0 ? undefined : (signal ?? `status ${status}`) });
    });
  });
}

const [cpu] = os.cpus();
console.log(`${os.cpus().length} cores (${cpu?.model ?? "unknown"}), Node ${process.versions.node}\n`);
const failed = [];
const table = [];
for (const row of rows) {
  const { lines, problem } = await run(row);
  table.push(...lines);
  if (problem) failed.push(`${row} (${problem})`);
}
console.log("| what | baseline | ours | ratio | goal |\n|---|---|---|---|---|");
for (const line of table)
  console.log(`| ${line.what} | ${line.baseline} | ${line.ours} | ${line.ratio} | ${line.goal} |`);
if (failed.length > 0) {
  console.error(`\nNot run to the end: ${failed.join(", ")}.`);
  process.exit(1);
}
