/**
 * A civil servant signs: the mandate is written as it was shown, an earlier one is replaced, the chosen sponsorships
 * turn to payroll month by month (begun where there was none), and a letter confirms it.
 */
import { recordAct } from "~/audit/audit-queries.server";
import { dayInWib } from "~/calendar/wib";
import { queueMails } from "~/mail/mail-queries.server";
import type { World } from "~/platform/world.server";
import {
  findSponsorship,
  insertSponsorship,
  insertTerms,
  revokeGaps,
} from "~/sponsorship/sponsorship-queries.server";
import { createWords } from "~/words/words";
import type { Trx } from "~db/connection";
import { lockSponsor } from "./asn-queries.server";
import { gatherSignable } from "./gather-mandate.server";
import {
  decideSigning,
  MANDATE_TEXT_VERSION,
  type Obstacle,
  type Offer,
  type Signing,
  totalOf,
} from "./mandate";
import {
  findLiveMandate,
  insertMandate,
  insertWithdrawal,
  listMandateItems,
  lockUnitLists,
} from "./mandate-queries.server";
import { mandateSentences } from "./mandate-text";
import { leavePayroll } from "./withdraw-mandate.server";

type Needs = Pick<World, "db" | "clock" | "chance">;
type Sponsor = { readonly id: string; readonly name: string; readonly email: string };

export type SigningAnswer =
  | { readonly kind: "signed"; readonly mandateId: string; readonly fromMonth: string }
  | { readonly kind: "obstacle"; readonly obstacle: Obstacle }
  | Extract<ReturnType<typeof decideSigning>, { kind: "refused" }>;

/** Nothing is written unless it is signed. Throws when a worker was taken over by somebody else just now. */
export async function signMandate(world: Needs, sponsor: Sponsor, signing: Signing): Promise<SigningAnswer> {
  return world.db.transaction().execute(async (trx): Promise<SigningAnswer> => {
    await lockSponsor(trx, sponsor.id);
    const first = await gatherSignable(trx, world, sponsor.id);
    if (first.kind === "obstacle") return first;
    await lockUnitLists(trx, first.unitId);
    const now = await gatherSignable(trx, world, sponsor.id);
    if (now.kind === "obstacle") return now;
    const decision = decideSigning(signing, { name: now.asn.name, ...now });
    if (decision.kind === "refused") return decision;
    const at = world.clock.now();
    const mandateId = world.chance.id();
    const before = await findLiveMandate(trx, sponsor.id);
    if (before) {
      await insertWithdrawal(trx, { mandateId: before.id, at, because: "replaced" });
      const chosen = new Set(decision.offers.map((offer) => offer.workerId));
      const items = await listMandateItems(trx, before.id);
      const dropped = items.filter((item) => !chosen.has(item.workerId));
      await leavePayroll(
        trx,
        dropped.map((item) => item.sponsorshipId),
        { at, by: `payroll/${mandateId}` },
      );
    }
    const items: { sponsorshipId: string; monthlyRupiah: number }[] = [];
    for (const offer of decision.offers)
      items.push({
        sponsorshipId: await turnToPayroll(trx, world, sponsor.id, mandateId, offer),
        monthlyRupiah: offer.monthlyRupiah,
      });
    const sentences = mandateSentences(createWords("id").t, {
      name: now.asn.name,
      unitName: now.unitName,
      fromMonth: now.fromMonth,
      offers: decision.offers,
    });
    await insertMandate(
      trx,
      {
        id: mandateId,
        sponsorId: sponsor.id,
        unitId: now.unitId,
        unitName: now.unitName,
        signedName: now.asn.name,
        signedOn: dayInWib(at),
        signedAt: at,
        textVersion: MANDATE_TEXT_VERSION,
        textShown: sentences.join("\n"),
        fromMonth: now.fromMonth,
        nip: now.asn.nip,
      },
      items,
    );
    await tell(trx, world, sponsor, {
      mandateId,
      unit: now.unitName,
      fromMonth: now.fromMonth,
      totalRupiah: totalOf(decision.offers),
    });
    return { kind: "signed", mandateId, fromMonth: now.fromMonth };
  });
}

/** The sponsorship of an offer, from now on paid month by month from pay; a rest is over. */
async function turnToPayroll(
  trx: Trx,
  world: Needs,
  sponsorId: string,
  mandateId: string,
  { candidate }: Offer,
): Promise<string> {
  const recorded = { at: world.clock.now(), by: `payroll/${mandateId}` };
  const id = candidate.sponsorshipId ?? world.chance.id();
  if (!candidate.sponsorshipId) {
    const begun = await insertSponsorship(trx, {
      id,
      sponsorId,
      workerId: candidate.workerId,
      statementId: candidate.statementId,
      begunAt: recorded.at,
    });
    if (!begun) throw new Error("Somebody else began to sponsor this worker just now; try again.");
  }
  const now = candidate.sponsorshipId ? await findSponsorship(trx, id) : undefined;
  await revokeGaps(trx, [id], ["rest"], recorded);
  if (now?.terms.way !== "payroll" || now.terms.intervalMonths !== 1)
    await insertTerms(
      trx,
      id,
      {
        intervalMonths: 1,
        programmes: candidate.programmes,
        ...(candidate.untilMonth ? { untilMonth: candidate.untilMonth } : {}),
        way: "payroll",
      },
      recorded,
    );
  return id;
}

async function tell(
  trx: Trx,
  world: Needs,
  sponsor: Sponsor,
  facts: {
    readonly mandateId: string;
    readonly unit: string;
    readonly fromMonth: string;
    readonly totalRupiah: number;
  },
): Promise<void> {
  const at = world.clock.now();
  await queueMails(trx, [
    {
      id: world.chance.id(),
      occasion: `payroll-signed/${facts.mandateId}`,
      kind: "payroll_signed",
      toAddress: sponsor.email,
      sponsorId: sponsor.id,
      locale: "id",
      facts: { mandateId: facts.mandateId },
      queuedAt: at,
      dueAt: at,
    },
  ]);
  await recordAct(trx, {
    at,
    actor: { kind: "sponsor", id: sponsor.id, name: sponsor.name },
    act: "payroll_signed",
    subjectKind: "payroll_mandate",
    subjectId: facts.mandateId,
    after: { unit: facts.unit, fromMonth: facts.fromMonth, totalRupiah: facts.totalRupiah },
  });
}
