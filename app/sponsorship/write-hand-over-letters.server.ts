/** Writers of the letters around a hand-over. An invitation that was answered or taken back is not sent. */
import { z } from "zod";
import { dayInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import type { LetterWriters } from "~/mail/deliver-mails.server";
import { operatorOf } from "~/mail/operator.server";
import type { World } from "~/platform/world.server";
import { createWords } from "~/words/words";
import { gatherOffer } from "./gather-offer.server";
import { gatherStandings } from "./gather-standings.server";
import { declinedOfferLetter, offerLetter, welcomeLetter } from "./hand-over-letter";
import { handOverPath } from "./hand-over-link.server";
import { nextPeriod } from "./renewal-period";
import { findRenewalPayer } from "./renewal-queries.server";
import { findSponsorship } from "./sponsorship-queries.server";

const offerFacts = z.object({ handOverId: z.uuid() });
const answerFacts = z.object({ sponsorshipId: z.uuid() });

export const handOverLetterWriters: LetterWriters = {
  /** Nobody has a right to be invited: an address that complained is left in peace. */
  hand_over_offer: {
    essential: false,
    async write(world, mail) {
      const { handOverId } = offerFacts.parse(mail.facts);
      const offer = await gatherOffer(world, handOverId);
      const first = offer?.choices[0];
      if (!offer || offer.gone || !first) return { drop: "The invitation no longer stands." };
      const url = `${world.settings.publicUrl}${handOverPath(world.settings.SESSION_SECRET, offer.id)}`;
      return { letter: offerLetter({ ...offer, month: first.months[0]! }, placeOf(world, url)) };
    },
  },
  hand_over_declined: {
    essential: true,
    async write(world, mail) {
      const found = await findSponsorship(world.db, answerFacts.parse(mail.facts).sponsorshipId);
      if (!found) return { drop: "There is no such sponsorship." };
      const { name } = await findRenewalPayer(world.db, found.sponsorId);
      const facts = { sponsorName: name, workerName: found.workerName };
      return { letter: declinedOfferLetter(facts, placeOf(world)) };
    },
  },
  hand_over_welcome: {
    essential: true,
    async write(world, mail) {
      const found = await findSponsorship(world.db, answerFacts.parse(mail.facts).sponsorshipId);
      if (!found || found.endedAt) return { drop: "The sponsorship has ended meanwhile." };
      const { standing } = (await gatherStandings(world.db, [found])).get(found.id)!;
      const today = dayInWib(world.clock.now());
      const period = nextPeriod(standing, today, await listHolidayDays(world.db));
      if (!period) return { drop: "Nothing is to be renewed." };
      const { name } = await findRenewalPayer(world.db, found.sponsorId);
      const facts = {
        sponsorName: name,
        workerName: found.workerName,
        month: period.months[0]!,
        dueOn: period.dueOn,
      };
      return { letter: welcomeLetter(facts, placeOf(world)) };
    },
  },
};

function placeOf(world: World, url = `${world.settings.publicUrl}/saya`) {
  return { t: createWords("id").t, locale: "id" as const, operator: operatorOf(world), url };
}
