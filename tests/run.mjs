/**
 * `npm test`: everything that must hold, one stage after the other, whatever the one before said.
 *
 *   types ─ lint ┐
 *   build ───────┴▶ house, rules, database, contract ─▶ journeys ─▶ "N passed, N failed"
 *
 * A stage that cannot run counts as a failure. The last line of the output is the count.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const results = path.join(root, "test-results");
const MINUTE_MS = 60_000;

/** @typedef {{ stage: string, passed: number, failed: number, note?: string }} Count */

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const counts = [
  ...(await Promise.all([buildSite(), checkTypesThenLint()])).flat(),
  await runVitest(),
  await runJourneys(),
];

heading("Result");
for (const { stage, passed, failed, note } of counts)
  console.log(
    `${failed ? "✗" : "✓"} ${stage.padEnd(34)} ${passed} passed, ${failed} failed${note ? ` (${note})` : ""}`,
  );
const sum = (/** @type {"passed" | "failed"} */ what) =>
  counts.reduce((total, count) => total + count[what], 0);
process.exitCode = sum("failed") > 0 ? 1 : 0;
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);

/** @returns {Promise<Count>} */
async function buildSite() {
  const { build, isBuilt } = await import("../app/platform/build-when-changed.mjs");
  const { built, output } = isBuilt() ? { built: true, output: "" } : await build();
  return tell("Build", built, output);
}

/** Both read every file; together with the build they keep two cores busy. */
async function checkTypesThenLint() {
  const types = await quietly(tool("typescript", "bin/tsc"), ["--noEmit", "--pretty", "false"]);
  const typed = tell("Types", types.status === 0, types.output);
  const lint = await quietly(tool("@biomejs/biome", "bin/biome"), [
    "check",
    "--config-path=tests/lint.json",
    ".",
  ]);
  return [typed, tell("Lint", lint.status === 0, lint.output)];
}

/** A check without parts: silent when it holds. @returns {Count} */
function tell(stage, holds, output) {
  heading(stage);
  console.log(holds ? "holds" : output.trim() || "could not run");
  return { stage, passed: holds ? 1 : 0, failed: holds ? 0 : 1 };
}

/** @returns {Promise<Count>} */
async function runVitest() {
  const stage = "House, rules, database, contract";
  heading(stage);
  const report = path.join(results, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const status = await aloud(
    tool("vitest", "vitest.mjs"),
    ["run", "-c", "tests/vitest.config.ts", ...reporters],
    20 * MINUTE_MS,
  );
  const found = readReport(report);
  if (!found) return { stage, passed: 0, failed: 1, note: "no report" };
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const file of found.testResults) {
    const ofStatus = (wanted) => file.assertionResults.filter((test) => test.status === wanted).length;
    passed += ofStatus("passed");
    skipped += file.assertionResults.length - ofStatus("passed") - ofStatus("failed");
    // A file that could not be loaded, or whose last look at the books failed, fails without a test that did.
    failed += ofStatus("failed") || (file.status === "failed" ? 1 : 0);
  }
  return atLeastOne({ stage, passed, failed, note: skipped ? `${skipped} skipped` : undefined }, status);
}

/** @returns {Promise<Count>} */
async function runJourneys() {
  const stage = "Journeys in Chromium";
  heading(stage);
  const report = path.join(results, "journeys.json");
  try {
    const { findOrInstallBrowser } = await import("./support/find-browser.mjs");
    console.log(`Browser: ${findOrInstallBrowser((sentence) => console.log(sentence))}`);
  } catch (error) {
    console.log(error.message);
    return { stage, passed: 0, failed: 1, note: "no browser" };
  }
  const status = await aloud(
    tool("@playwright/test", "cli.js"),
    ["test", "-c", "tests/playwright.config.ts", "--reporter=list,json"],
    30 * MINUTE_MS,
    { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  );
  const found = readReport(report);
  if (!found) return { stage, passed: 0, failed: 1, note: "no report" };
  const { expected, unexpected, flaky, skipped } = found.stats;
  return atLeastOne(
    { stage, passed: expected, failed: unexpected + flaky, note: skipped ? `${skipped} skipped` : undefined },
    status,
  );
}

/** A runner that ends badly, or that ran nothing, has failed even when no single test did. @returns {Count} */
function atLeastOne(count, status) {
  if (count.failed === 0 && (status !== 0 || count.passed === 0))
    return { ...count, failed: 1, note: count.passed === 0 ? "nothing ran" : `ended with status ${status}` };
  return count;
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function tool(name, program) {
  return path.join(root, "node_modules", name, program);
}

/** Runs a tool and keeps what it says. */
function quietly(program, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (part) => {
        output += part;
      });
    child.once("error", (error) => resolve({ status: 1, output: error.message }));
    child.once("close", (status) => resolve({ status, output }));
  });
}

/** Runs a tool that speaks to the terminal itself; one that never ends is ended. */
function aloud(program, args, limitMs, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const limit = setTimeout(() => {
      console.log(`Stopped after ${limitMs / MINUTE_MS} minutes.`);
      child.kill("SIGTERM");
    }, limitMs);
    const end = (status) => {
      clearTimeout(limit);
      resolve(status);
    };
    child.once("error", () => end(1));
    child.once("close", end);
  });
}

function heading(name) {
  console.log(`\n── ${name} ${"─".repeat(Math.max(2, 70 - name.length))}`);
}
