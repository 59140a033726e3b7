/** The site's own processes: each opens the world, does its work, and closes the world behind itself. */
import type { ServerBuild } from "@remix-run/node";
import { createAdministrator } from "~/access/create-administrator.server";
import { dayInWib } from "~/calendar/wib";
import { findBrokenInvariants } from "~db/invariants";
import { migrate } from "~db/migrate";
import { seedReference } from "~db/seed-reference";
import { openWorld } from "./open-world.server";
import { readSettings } from "./settings.server";
import { StartProblem } from "./start-problem";
import { stopSignal } from "./stop-signal.server";
import { runWeb } from "./web-server.server";
import type { World } from "./world.server";

/** Serves the pages until asked to stop. */
export async function serveWeb(build: ServerBuild, clientFolder: string): Promise<void> {
  await inWorld("web", (world) => runWeb({ world, build, clientFolder, stop: stopSignal() }));
}

/** Works through jobs, letters and chores until asked to stop. */
export async function work(runWorker: (world: World, signal: AbortSignal) => Promise<void>): Promise<void> {
  await inWorld("worker", (world) => runWorker(world, stopSignal()));
}

/** Brings the database up to date and fills in what every installation starts with. May run again at any time. */
export async function migrateAndFill(): Promise<void> {
  await migrate(readSettings().DATABASE_URL);
  await inWorld("migrate", fillReference);
}

/**
 * The same, then the demo's administrator, then its story in a database that has none yet. Interrupted
 * and run again, the administrator's password is still the one given.
 */
export async function seedDemo(
  seedStory: (world: World) => Promise<unknown>,
  admin: { readonly email?: string; readonly password?: string },
): Promise<void> {
  await migrate(readSettings().DATABASE_URL);
  await inWorld("seed", async (world) => {
    await fillReference(world);
    if (admin.email && admin.password)
      await createAdministrator(world, {
        email: admin.email,
        password: admin.password,
        name: "Dewi Anggraini",
      });
    await seedStory(world);
  });
}

async function fillReference({ db, clock }: World): Promise<void> {
  const now = clock.now();
  await seedReference(db, now, dayInWib(now));
}

/** Asks every question about the books; the process fails when one has an answer. */
export async function checkInvariants(): Promise<void> {
  await inWorld("check", async ({ db }) => {
    const broken = await findBrokenInvariants(db);
    for (const { name, rows } of broken) console.error(`Broken: ${name}\n${JSON.stringify(rows, null, 2)}`);
    if (broken.length === 0) console.log("The books are in order.");
    else process.exitCode = 1;
  });
}

/** The first administrator of an installation, with a password made here and shown once. */
export async function makeAdministrator(email: string | undefined, name: string): Promise<void> {
  if (!email || !name)
    throw new StartProblem('Give an e-mail address and a name: admin:create halo@example.org "Siti Aminah".');
  await inWorld("admin:create", async (world) => {
    const password = world.chance.token(15);
    const made = await createAdministrator(world, { email, name, password });
    switch (made.kind) {
      case "created":
        return console.log(`${email} is an administrator now. Password, shown once: ${password}`);
      case "already":
        return console.log(`${email} is an administrator; the password stays as it was.`);
      case "refused":
        throw new StartProblem(`No administrator was made: ${made.reason.replaceAll("_", " ")}.`);
    }
  });
}

async function inWorld(role: string, work: (world: World) => Promise<void>): Promise<void> {
  const world = await openWorld(readSettings(), role);
  try {
    await work(world);
  } finally {
    await world.close();
  }
}
