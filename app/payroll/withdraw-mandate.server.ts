/** A civil servant withdraws: nothing is deducted from the next list on, and the sponsorships ask by link again. */
import { recordAct } from "~/audit/audit-queries.server";
import { queueMails } from "~/mail/mail-queries.server";
import type { World } from "~/platform/world.server";
import { findSponsorship, insertTerms } from "~/sponsorship/sponsorship-queries.server";
import type { Trx } from "~db/connection";
import { lockSponsor } from "./asn-queries.server";
import { findLiveMandate, insertWithdrawal, listMandateItems } from "./mandate-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance">;

/** False when there was nothing to withdraw (any more). */
export async function withdrawMandate(
  world: Needs,
  sponsor: { readonly id: string; readonly name: string; readonly email: string },
  reason?: string,
): Promise<boolean> {
  return world.db.transaction().execute(async (trx) => {
    await lockSponsor(trx, sponsor.id);
    const mandate = await findLiveMandate(trx, sponsor.id);
    if (!mandate) return false;
    const at = world.clock.now();
    const words = reason?.trim().slice(0, 500);
    await insertWithdrawal(trx, {
      mandateId: mandate.id,
      at,
      because: "withdrawn",
      ...(words ? { reason: words } : {}),
    });
    const items = await listMandateItems(trx, mandate.id);
    await leavePayroll(
      trx,
      items.map((item) => item.sponsorshipId),
      { at, by: `payroll/${mandate.id}` },
    );
    await queueMails(trx, [
      {
        id: world.chance.id(),
        occasion: `payroll-withdrawn/${mandate.id}`,
        kind: "payroll_withdrawn",
        toAddress: sponsor.email,
        sponsorId: sponsor.id,
        locale: "id",
        facts: { mandateId: mandate.id },
        queuedAt: at,
        dueAt: at,
      },
    ]);
    await recordAct(trx, {
      at,
      actor: { kind: "sponsor", id: sponsor.id, name: sponsor.name },
      act: "payroll_withdrawn",
      subjectKind: "payroll_mandate",
      subjectId: mandate.id,
      ...(words ? { reason: words } : {}),
    });
    return true;
  });
}

/** Turns sponsorships that live on payroll to a link by e-mail, every month as before; the others stay as they are. */
export async function leavePayroll(
  trx: Trx,
  sponsorshipIds: readonly string[],
  recorded: { readonly at: Date; readonly by: string },
): Promise<void> {
  for (const id of sponsorshipIds) {
    const sponsorship = await findSponsorship(trx, id);
    if (!sponsorship || sponsorship.endedAt || sponsorship.terms.way !== "payroll") continue;
    const { savedMethodId: _, ...terms } = sponsorship.terms;
    await insertTerms(trx, id, { ...terms, way: "pay_link" }, recorded);
  }
}
