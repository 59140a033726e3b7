/**
 * The built program as `npm start` runs it, and the same world opened once more in the test's own
 * process, with the same keys and on the same database: so that a test may ask and act while the
 * program's processes die.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import Stripe from "stripe";
import type { MailKept } from "~/adapters/sandbox/sandbox-records";
import { planDemo, siteEnvironment } from "~/platform/demo-plan";
import { readOrMakeSecrets } from "~/platform/demo-secrets.server";
import { type OpenedWorld, openWorld } from "~/platform/open-world.server";
import { readSettings } from "~/platform/settings.server";
import { launchStack, type ProcessName, type Stack } from "../support/launch-stack";

export type FaultSite = {
  readonly stack: Stack;
  readonly world: OpenedWorld;
  /** Stripe's own SDK on the sandbox: the gateway's books, asked as anybody would ask them. */
  readonly stripe: Stripe;
  /** Presses one of the sandbox's controls; throws what it complains of. */
  control(what: string, values?: object): Promise<Record<string, unknown>>;
  inbox(to?: string): Promise<readonly MailKept[]>;
  state(): Promise<SandboxState>;
  /** How many turns the armed faults still have: one less, and a service has just been asked. */
  faultsLeft(): Promise<number>;
  /** What the sandbox tried to deliver, the newest first. */
  deliveries(): Promise<readonly SeenDelivery[]>;
  /** Ends a process at once and waits until it is gone; what it held leased is free again. */
  kill(name: ProcessName, signal?: NodeJS.Signals): Promise<void>;
  /** Resolves when the web answers and the database behind it too. */
  ready(): Promise<void>;
  /** Lets time pass until nothing is left to be done: no webhook, chore or letter under way. */
  quiet(): Promise<void>;
  close(): Promise<void>;
};

type SandboxState = {
  readonly armed: readonly { readonly kind: string; readonly times?: number }[];
  readonly deliveries: { readonly waiting: number; readonly given_up: number };
};

export type SeenDelivery = {
  readonly id: string;
  readonly to: "stripe" | "resend";
  readonly subject: string;
  readonly type: string;
  readonly state: string;
  readonly outcome: string;
  readonly attempts: number;
};

/** Starts everything. `env` goes to the program beside the demo's own settings. */
export async function openSite(env: Readonly<Record<string, string>> = {}): Promise<FaultSite> {
  const stack = await launchStack({ env: { LOG_LEVEL: "debug", ...env } });
  const world = await openWorld(settingsOf(stack), "tests");
  const api = new URL(stack.sandboxUrl);
  const stripe = new Stripe(world.settings.STRIPE_SECRET_KEY, {
    host: api.hostname,
    port: Number(api.port),
    protocol: "http",
    telemetry: false,
  });

  const control: FaultSite["control"] = async (what, values = {}) => {
    const answer = await fetch(`${stack.sandboxUrl}/_sandbox/${what}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(values),
    });
    if (!answer.ok) throw new Error(`The sandbox refused ${what}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const look = async (place: string) => (await fetch(`${stack.sandboxUrl}${place}`)).json();
  const state = async () => (await look("/_sandbox/state")) as SandboxState;
  const deliveries: FaultSite["deliveries"] = async () =>
    ((await look("/_sandbox/webhooks")) as { deliveries: SeenDelivery[] }).deliveries;

  const site: FaultSite = {
    stack,
    world,
    stripe,
    control,
    state,
    deliveries,
    async faultsLeft() {
      const { armed } = await state();
      return armed.reduce((sum, { kind, times = 0 }) => sum + (kind === "fault" ? times : 0), 0);
    },
    async inbox(to = "") {
      const { mails } = (await look(`/inbox.json?to=${encodeURIComponent(to)}`)) as { mails: MailKept[] };
      if (mails.length >= 200) throw new Error("The inbox shows no more than 200 mails: the test sent more.");
      return mails;
    },
    async kill(name, signal = "SIGKILL") {
      const pid = stack.processes()[name];
      process.kill(pid, signal);
      await until(() => stack.processes()[name] !== pid, `${name} came back`, 30_000);
      const ended = () =>
        endLeases(world).then(
          () => true,
          () => false,
        );
      if (name === "worker" || name === "postgres") await until(ended, "the database answered again");
    },
    async ready() {
      const answers = () =>
        fetch(`${stack.siteUrl}/health/ready`, { signal: AbortSignal.timeout(2_000) })
          .then(({ ok }) => ok)
          .catch(() => false);
      await until(answers, "the site was ready", 60_000);
    },
    async quiet() {
      // Late tries are made now: the gateway's by its control, ours by the clock both follow.
      for (let round = 0; round < 160; round += 1) {
        const waiting = await unfinished(site);
        if (waiting.length === 0) return;
        if (round > 0 && round % 4 === 0) await control("clock/advance", { minutes: 2 });
        if (round % 4 === 0) await control("webhooks/retry");
        await sleep(250);
      }
      throw new Error(`There is still something to do:\n${(await unfinished(site)).join("\n")}`);
    },
    async close() {
      await world.close();
      await stack.stop();
    },
  };
  return site;
}

/** What the program's own processes are started with: the demo's keys, on the same database and sandbox. */
export function environmentOf(stack: Stack) {
  const given = { PORT: new URL(stack.siteUrl).port, LOG_LEVEL: "silent" };
  return siteEnvironment(given, planDemo(given), readOrMakeSecrets(stack.dataDir), {
    databaseUrl: stack.databaseUrl,
    sandboxUrl: stack.sandboxUrl,
    sandboxFolder: path.join(stack.dataDir, "sandbox"),
  });
}

function settingsOf(stack: Stack) {
  return readSettings(environmentOf(stack));
}

/** Waits until `holds`; throws what did not come true. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  limitMs = 20_000,
): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > limitMs) throw new Error(`Not in ${limitMs} ms: ${what}.`);
    await sleep(50);
  }
}

/**
 * Lets the minutes of all leases be over. They belong to a worker that died, or that could not write down
 * what it had done while the database was gone. (Should one belong to a worker that is at it, nothing
 * worse happens than in life when the work takes longer than the lease: its ticket is void.)
 */
export async function endLeases({ db }: OpenedWorld): Promise<void> {
  for (const table of ["chore", "mail"] as const)
    await sql`update ${sql.table(table)} set leased_until = clock_timestamp() - interval '1 second'
      where state = 'waiting' and leased_until > clock_timestamp()`.execute(db);
  await sql`update job_run set started_at = started_at - interval '11 minutes' where finished_at is null`.execute(
    db,
  );
}

/** What is still under way, in words. */
async function unfinished(site: FaultSite): Promise<readonly string[]> {
  const { db } = site.world;
  const { rows } = await sql<{ what: string }>`
    select 'chore ' || kind || ' ' || state || ' ' || coalesce(last_error, '') as what from chore where state <> 'done'
    union all
    select 'mail ' || kind || ' ' || state || ' ' || coalesce(last_error, '') from mail
    where state not in ('sent', 'dropped')`.execute(db);
  const { deliveries } = await site.state();
  // What was turned away as forged is tried again and again; that is the answer it gets.
  const undelivered = deliveries.waiting + deliveries.given_up > 0 ? await site.deliveries() : [];
  const underWay = undelivered.filter(
    ({ state, outcome }) => ["waiting", "given_up"].includes(state) && outcome !== "400",
  );
  return [
    ...rows.map(({ what }) => what),
    ...underWay.map(({ type, outcome }) => `webhook ${type} ${outcome}`),
  ];
}

/** Everything the program's processes wrote into their logs. */
export function logsOf({ stack }: FaultSite): string {
  const names = ["web", "worker", "sandbox", "seed", "postgres"];
  return names
    .map((name) => {
      const file = path.join(stack.dataDir, "logs", `${name}.log`);
      return readFileSync(file, { encoding: "utf8", flag: "a+" });
    })
    .join("\n");
}
