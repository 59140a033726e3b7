/** Writes a weighed change: terms or gap, what drops out of planned renewals, the act, and the letter. */
import { recordAct } from "~/audit/audit-queries.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { correctChargeNotice } from "./correct-charge-notice.server";
import { endReason } from "./ended-choice";
import { endOffersOf } from "./hand-over-queries.server";
import { dropItem, revokeGapsById, saveEndedChoice } from "./manage-queries.server";
import type { ChangeRequest, Weighed } from "./manage-sponsorship.server";
import { queueChangeLetter } from "./queue-change-letter.server";
import { closeRenewal, listRenewalItems } from "./renewal-queries.server";
import { endSponsorships, insertGap, insertTerms } from "./sponsorship-queries.server";

type Needs = Pick<World, "clock" | "chance">;

/** The locks are held and everything was looked at under them. */
export async function writeChange(
  trx: Trx,
  world: Needs,
  request: ChangeRequest,
  weighed: readonly Weighed[],
): Promise<void> {
  for (const each of weighed) {
    await writeOne(trx, world, request, each);
    await recordOne(trx, world, request, each);
  }
  await takeOut(trx, world, weighed);
  await queueChangeLetter(trx, world, request.sponsorId, weighed);
}

async function writeOne(
  trx: Trx,
  world: Needs,
  { by, ending }: ChangeRequest,
  { sponsorship, change, before, after }: Weighed,
): Promise<void> {
  const recorded = { at: world.clock.now(), by: nameOf(by) };
  if (after === "ended") {
    const because =
      change.kind === "end" && change.how !== "cancelled" ? "handed_over" : endReason(ending?.choice);
    const note = ending?.note ? { note: ending.note } : {};
    await endSponsorships(trx, [sponsorship.id], { at: recorded.at, because, ...note });
    if (change.kind === "end" && change.how !== "handed_over")
      await endOffersOf(trx, sponsorship.id, { as: "withdrawn", at: recorded.at });
    if (ending?.choice) await saveEndedChoice(trx, sponsorship.id, ending.choice);
    return;
  }
  switch (change.kind) {
    case "skip":
    case "pause":
      return insertGap(trx, {
        id: world.chance.id(),
        sponsorshipId: sponsorship.id,
        kind: change.kind,
        fromMonth: change.fromMonth,
        toMonth: change.toMonth,
        recordedAt: recorded.at,
        recordedBy: recorded.by,
      });
    case "unskip":
    case "resume": {
      const kept = new Set(after.gaps.map(({ id }) => id));
      const gone = before.gaps.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
      return revokeGapsById(trx, gone, recorded);
    }
    case "interval":
    case "programmes":
    case "until":
    case "way":
      return insertTerms(trx, sponsorship.id, after.terms, recorded);
    case "end":
      return;
  }
}

/** Drops items from renewals, closes what is empty, and announces anew what costs less than was announced. */
async function takeOut(trx: Trx, world: Needs, weighed: readonly Weighed[]): Promise<void> {
  const now = world.clock.now();
  const drops = weighed.flatMap((each) => each.drops);
  for (const { item, because } of drops) await dropItem(trx, item, because, now);
  for (const renewalId of new Set(drops.map(({ item }) => item.renewalId))) {
    if ((await listRenewalItems(trx, renewalId)).length === 0) {
      const skipped = drops.every(
        ({ item, because }) => item.renewalId !== renewalId || because === "skipped",
      );
      await closeRenewal(trx, renewalId, skipped ? "skipped" : "nothing_left", now);
    } else await correctChargeNotice(trx, world, renewalId);
  }
}

async function recordOne(
  trx: Trx,
  world: Needs,
  { by, ending }: ChangeRequest,
  { sponsorship, change, before, after, effect }: Weighed,
): Promise<void> {
  await recordAct(trx, {
    at: world.clock.now(),
    actor: by,
    act: `sponsorship_${change.kind}`,
    subjectKind: "sponsorship",
    subjectId: sponsorship.id,
    before: { terms: before.terms },
    after: {
      change,
      ...(after === "ended" ? {} : { terms: after.terms }),
      ...(effect.paidUntil ? { paidUntil: effect.paidUntil } : {}),
    },
    ...(ending?.note || ending?.choice
      ? { reason: [ending.choice, ending.note].filter(Boolean).join(": ") }
      : {}),
  });
}

function nameOf(by: ChangeRequest["by"]): string {
  return by.kind === "system" ? by.name : `${by.kind}/${by.id}`;
}
