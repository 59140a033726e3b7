/** Keeps what a sponsor wants to be reminded of. Receipts and notices of charges are no reminders and go on. */
import type { World } from "~/platform/world.server";
import type { Preference } from "./reminder";
import { insertPreference } from "./reminder-queries.server";
import { findPreference } from "./worker-standing-queries.server";

/** Safe to repeat: a choice that holds already adds no row. */
export async function chooseReminders(
  world: Pick<World, "db" | "clock">,
  choice: {
    readonly sponsorId: string;
    readonly wants: Preference;
    readonly chosenBy: "one_click" | "link" | "sponsor";
  },
): Promise<void> {
  await world.db.transaction().execute(async (trx) => {
    if ((await findPreference(trx, choice.sponsorId)) === choice.wants) return;
    await insertPreference(trx, { ...choice, recordedAt: world.clock.now() });
  });
}
