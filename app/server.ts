/**
 * The whole program, as the build bundles it: `node build/server/index.js <command>`.
 *
 * `npm start` is `demo`, which runs the others as processes of their own; an installation on several
 * machines runs `migrate` once per release and any number of `web` and `worker`.
 */
import { fileURLToPath } from "node:url";
import { assumeProduction, givenEnvironment } from "./platform/environment.server";

/** Each command loads only what it needs: a page's code has no business in the worker. */
const commands: Readonly<Record<string, () => Promise<void>>> = {
  async demo() {
    const { runDemo } = await import("./platform/run-demo.server");
    await runDemo({
      given: givenEnvironment(),
      program: fileURLToPath(import.meta.url),
      dataDir: fileURLToPath(new URL("../../.data", import.meta.url)),
      say: (sentence) => console.log(sentence),
    });
  },
  async web() {
    const { serveWeb } = await import("./platform/site-processes.server");
    // The pages themselves, as the framework bundles them.
    const build = await import("virtual:remix/server-build");
    await serveWeb(build, fileURLToPath(new URL("../client", import.meta.url)));
  },
  async worker() {
    const { runWorker } = await import("./jobs/run-worker.server");
    const { work } = await import("./platform/site-processes.server");
    await work(runWorker);
  },
  async sandbox() {
    const { readSandboxSettings } = await import("./platform/sandbox-settings.server");
    const { startSandbox } = await import("./adapters/sandbox/start-sandbox.server");
    const { stopped, stopSignal } = await import("./platform/stop-signal.server");
    const stop = stopSignal();
    const sandbox = await startSandbox(readSandboxSettings(givenEnvironment()));
    await stopped(stop);
    await sandbox.close();
  },
  async migrate() {
    const { migrateAndFill } = await import("./platform/site-processes.server");
    await migrateAndFill();
  },
  async seed() {
    const { seedDemo } = await import("./platform/site-processes.server");
    const { seedStory } = await import("./platform/seed-story.server");
    const { DEMO_ADMIN_EMAIL, DEMO_ADMIN_PASSWORD } = givenEnvironment();
    await seedDemo(seedStory, { email: DEMO_ADMIN_EMAIL, password: DEMO_ADMIN_PASSWORD });
  },
  async check() {
    const { checkInvariants } = await import("./platform/site-processes.server");
    await checkInvariants();
  },
  async "admin:create"() {
    const { makeAdministrator } = await import("./platform/site-processes.server");
    await makeAdministrator(process.argv[3], process.argv.slice(4).join(" "));
  },
};

/** Mistakes that a person can mend are told in their sentence; anything else with all there is to know. */
async function main(): Promise<void> {
  assumeProduction();
  const command = commands[process.argv[2] ?? ""];
  if (!command) {
    console.error(`Say what to run: ${Object.keys(commands).join(", ")}.`);
    process.exit(2);
  }
  try {
    await command();
  } catch (error) {
    const mendable = error instanceof Error && ["StartProblem", "SettingsError"].includes(error.name);
    console.error(mendable ? error.message : error);
    process.exit(1);
  }
  process.exit(process.exitCode ?? 0);
}

void main();
