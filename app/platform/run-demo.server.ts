/**
 * `npm start`: brings up everything the settings do not name, then the site, and takes it all down again.
 *
 *   check ─▶ database ─▶ sandbox ─▶ migrate and seed ─▶ web and worker ─▶ addresses ─▶ … ─▶ all down, last first
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  isStoryTold,
  markStoryTold,
  prepareFolder,
  readOrMakeAdmin,
  sandboxPort,
} from "./demo-folder.server";
import {
  type DemoPlaces,
  type DemoPlan,
  type DemoSecrets,
  loopbackAddress,
  planDemo,
  sandboxEnvironment,
  siteEnvironment,
} from "./demo-plan";
import { keepSecrets, readOrMakeSecrets } from "./demo-secrets.server";
import { type Admin, describeAddresses } from "./describe-addresses";
import type { Environment } from "./environment.server";
import { requirePort } from "./free-port.server";
import { keepDatabase } from "./keep-database.server";
import { takeFolder } from "./one-launcher.server";
import { noteRunning } from "./running-note.server";
import { readSettings } from "./settings.server";
import { StartProblem } from "./start-problem";
import { stopped, stopSignal } from "./stop-signal.server";
import {
  ProgramFailed,
  runOnce,
  type Supervised,
  type SuperviseOptions,
  supervise,
} from "./supervise.server";

export type DemoOptions = {
  readonly given: Environment;
  /** The bundled program, which is each of the site's processes. */
  readonly program: string;
  /** Where data lie unless DATA_DIR says otherwise. */
  readonly dataDir: string;
  readonly say: (sentence: string) => void;
};

/** Runs until asked to stop. Throws a `StartProblem` when something must be mended first. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const stop = stopSignal();
  const dataDir = path.resolve(options.given.DATA_DIR ?? options.dataDir);
  const plan = planDemo(options.given);
  const secrets = readOrMakeSecrets(dataDir);
  const settings = checkSettings(options.given, plan, secrets, dataDir);
  await requirePort(settings.PORT, settings.HOST);
  prepareFolder(dataDir);
  const closers: (() => Promise<void> | void)[] = [takeFolder(dataDir)];
  try {
    keepSecrets(dataDir, secrets);
    await bringUp({ ...options, dataDir, plan, secrets, stop, closers });
    await stopped(stop);
    options.say("Stopping …");
  } catch (error) {
    if (!stop.aborted) throw explain(error, dataDir);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

type Start = DemoOptions & {
  readonly plan: DemoPlan;
  readonly secrets: DemoSecrets;
  readonly stop: AbortSignal;
  /** How to take down what is up so far, in the order it came up. */
  readonly closers: (() => Promise<void> | void)[];
};

async function bringUp(start: Start): Promise<void> {
  const { given, plan, secrets, dataDir, stop, closers, say } = start;
  const sandboxFolder = path.join(dataDir, "sandbox");
  const note = noteRunning(dataDir);
  closers.push(() => note.forget());

  const database = plan.ownDatabase
    ? await keepDatabase({
        dataDir,
        passwords: { admin: secrets.databaseAdminPassword, site: secrets.databasePassword },
        say,
        onStart: (pid) => note.process("postgres", pid),
      })
    : undefined;
  if (database) closers.push(database.stop);
  if (stop.aborted) return;
  const places: DemoPlaces = {
    databaseUrl: database?.url ?? given.DATABASE_URL ?? "",
    sandboxUrl: `http://127.0.0.1:${await sandboxPort(dataDir)}`,
    sandboxFolder,
  };
  const env = siteEnvironment(given, plan, secrets, places);
  const settings = readSettings(env);
  const withSandbox = settings.SANDBOX_URL !== undefined;
  note.addresses({
    siteUrl: settings.publicUrl,
    databaseUrl: settings.DATABASE_URL,
    ...(withSandbox ? { sandboxUrl: places.sandboxUrl } : {}),
  });

  const common = (name: string): SuperviseOptions => ({
    name,
    program: [start.program, name],
    env,
    logFile: withSandbox ? path.join(dataDir, "logs", `${name}.log`) : undefined,
    say,
    onStart: (pid) => note.process(name, pid),
  });
  const launch = (options: SuperviseOptions) => {
    const child = supervise(options);
    closers.push(child.stop);
    return child;
  };

  const sandboxEnv = sandboxEnvironment(given, secrets, places);
  const sandbox = withSandbox ? launch({ ...common("sandbox"), env: sandboxEnv }) : undefined;
  // The story is told once. When it stands, the pages may load while the rest is looked at.
  const earlyWeb = isStoryTold(dataDir) ? launch(common("web")) : undefined;
  if (sandbox && !earlyWeb) await answers(places.sandboxUrl, sandbox, stop);
  if (stop.aborted) return;
  const admin = plan.sandboxForStripe ? readOrMakeAdmin(dataDir) : undefined;
  await runOnce(fillingOf(common, admin), stop);
  if (admin) markStoryTold(dataDir);
  if (stop.aborted) return;
  launch(common("worker"));
  const web = earlyWeb ?? launch(common("web"));
  if (sandbox) await answers(places.sandboxUrl, sandbox, stop);
  await answers(`${loopbackAddress(given)}/health/ready`, web, stop);
  if (stop.aborted) return;
  note.ready();
  say(
    describeAddresses({
      siteUrl: settings.publicUrl,
      sandboxUrl: withSandbox ? places.sandboxUrl : undefined,
      admin,
      dataDir,
    }),
  );
}

/** A real installation gets what every one starts with; the demo gets an administrator and a story besides. */
function fillingOf(common: (name: string) => SuperviseOptions, admin: Admin | undefined): SuperviseOptions {
  const filling = { ...common(admin ? "seed" : "migrate"), onStart: undefined };
  if (!admin) return filling;
  return {
    ...filling,
    env: { ...filling.env, DEMO_ADMIN_EMAIL: admin.email, DEMO_ADMIN_PASSWORD: admin.password },
  };
}

/** Every mistake in the settings is told before anything is started; places found later are stood in for. */
function checkSettings(given: Environment, plan: DemoPlan, secrets: DemoSecrets, dataDir: string) {
  const places = {
    databaseUrl: "postgres://sertakan@127.0.0.1/sertakan",
    sandboxUrl: "http://127.0.0.1:1",
    sandboxFolder: dataDir,
  };
  return readSettings(siteEnvironment(given, plan, secrets, places));
}

/** Waits until an address answers with success or anything below 500; a process that ends first is a failure. */
async function answers(address: string, child: Supervised, stop: AbortSignal): Promise<void> {
  let ended = false;
  child.firstEnd.then(() => {
    ended = true;
  });
  for (let waitedMs = 0; waitedMs < 60_000 && !stop.aborted; waitedMs += 50) {
    if (ended) throw new ProgramFailed(child.name, "it ended before it was ready");
    const response = await fetch(address, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
    await response?.body?.cancel();
    if (response && response.status < 500) return;
    await sleep(50);
  }
  if (!stop.aborted) throw new ProgramFailed(child.name, "it was not ready after a minute");
}

/** A process that failed said why in its log; its last words belong on the screen. */
function explain(error: unknown, dataDir: string): unknown {
  if (!(error instanceof ProgramFailed)) return error;
  const log = path.join(dataDir, "logs", `${error.program}.log`);
  if (!existsSync(log)) return new StartProblem(error.message);
  const last = readFileSync(log, "utf8").trimEnd().split("\n").slice(-12);
  return new StartProblem(
    `${error.message} Its last words, from ${log}:\n${last.map((line) => `  ${line}`).join("\n")}`,
  );
}
