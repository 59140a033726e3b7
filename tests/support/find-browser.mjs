/** Finds a Chromium for the journeys, or installs one, or says in one sentence what to install. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chromium } from "@playwright/test";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The browser that is there already, or undefined. CHROMIUM_PATH comes first and must exist. */
export function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, and there is no such file.`);
    return given;
  }
  return [...INSTALLED, chromium.executablePath()].find((file) => existsSync(file));
}

/**
 * The same, installing one when there is none.
 * @param {(sentence: string) => void} say
 * @returns {string}
 */
export function findOrInstallBrowser(say) {
  const found = findBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && isDebian()) {
    say("Installing Chromium with apt-get for the journeys …");
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
    const installed = findBrowser();
    if (installed) return installed;
  }
  say("Fetching Playwright's own Chromium for the journeys …");
  run("npx", ["playwright", "install", "chromium"]);
  const fetched = findBrowser();
  if (fetched) return fetched;
  throw new Error(
    "There is no Chromium for the journeys: install one (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.",
  );
}

function isDebian() {
  return (
    existsSync("/etc/os-release") &&
    /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync("/etc/os-release", "utf8"))
  );
}

function run(program, args) {
  spawnSync(program, args, {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
