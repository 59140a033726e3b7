/**
 * Writers of the letters around payroll. They look again before a letter leaves: nobody is told that a month was not
 * deducted which has been reported, paid or covered meanwhile.
 */
import { z } from "zod";
import { dueDay } from "~/calendar/due-day";
import { dayInWib, monthInWib } from "~/calendar/wib";
import { listHolidayDays } from "~/coverage/holiday-day-queries.server";
import type { LetterWriter, LetterWriters, Writing } from "~/mail/deliver-mails.server";
import type { ClaimedMail } from "~/mail/delivery-queries.server";
import { operatorOf } from "~/mail/operator.server";
import type { World } from "~/platform/world.server";
import { createWords } from "~/words/words";
import { findBatch, listBatchLines } from "./batch-queries.server";
import { payableItems } from "./deductions";
import { findLineForLetter, listCoveredUntil, listOpenMonths } from "./letter-queries.server";
import { findMandate, listMandateItems } from "./mandate-queries.server";
import { reportDay } from "./payroll-calendar";
import {
  listReadyLetter,
  notDeductedLetter,
  signedLetter,
  unitClosedLetter,
  withdrawnLetter,
} from "./payroll-letter";
import { findPayrollSetting } from "./payroll-setting-queries.server";
import { protectedUntil } from "./protected-until";

const aboutMandate = z.object({ mandateId: z.string() });
const aboutBatch = z.object({ batchId: z.string() });
const aboutLine = z.object({
  lineId: z.string(),
  because: z.enum(["nothing", "less", "not_received", "not_reported"]),
});
const aboutMonth = aboutMandate.extend({ month: z.string() });

/** All of them are essential: they are about money that moves, or does not, by itself. */
export const payrollLetterWriters: LetterWriters = {
  payroll_signed: essential(async (world, mail) => {
    const mandate = await findMandate(world.db, aboutMandate.parse(mail.facts).mandateId);
    if (!mandate) return { drop: "The mandate does not exist." };
    const items = await listMandateItems(world.db, mandate.id);
    const workers = items.map((item) => ({
      workerName: item.workerName,
      amountRupiah: item.monthlyShownRupiah,
    }));
    const place = placeOf(world, mandate.signedName, "/saya/potong-gaji");
    return { letter: signedLetter({ ...mandate, workers, text: mandate.textShown }, place) };
  }),
  payroll_withdrawn: essential(async (world, mail) => {
    const mandate = await findMandate(world.db, aboutMandate.parse(mail.facts).mandateId);
    if (!mandate) return { drop: "The mandate does not exist." };
    const items = await listMandateItems(world.db, mandate.id);
    const thisMonth = monthInWib(world.clock.now());
    const covered = await listCoveredUntil(
      world.db,
      items.map((item) => item.workerId),
      thisMonth,
    );
    const workers = items.map(({ workerId, workerName }) => {
      const until = protectedUntil(covered.get(workerId) ?? new Set(), thisMonth);
      return { workerName, ...(until ? { protectedUntil: until } : {}) };
    });
    const closedMonths = await listOpenMonths(world.db, mandate.id);
    const place = placeOf(world, mandate.signedName, "/saya/potong-gaji");
    return { letter: withdrawnLetter({ unitName: mandate.unitName, closedMonths, workers }, place) };
  }),
  payroll_not_deducted: essential(async (world, mail) => {
    const { lineId, because } = aboutLine.parse(mail.facts);
    const line = await findLineForLetter(world.db, lineId);
    if (!line || (line.isSettled && because !== "less"))
      return { drop: "The month has been paid meanwhile." };
    if (because === "not_reported" && line.isReported) return { drop: "The unit has reported meanwhile." };
    const given = because === "less" || because === "nothing" ? line.deductedRupiah : 0;
    const workers = payableItems(line.items, given).unpaid.filter((item) => !item.isCovered);
    if (workers.length === 0) return { drop: "Nobody's month is open any more." };
    const dueOn = dueDay(line.month, await listHolidayDays(world.db));
    return {
      letter: notDeductedLetter({ ...line, because, dueOn, workers }, placeOf(world, line.name, "/saya")),
    };
  }),
  payroll_unit_closed: essential(async (world, mail) => {
    const { mandateId, month } = aboutMonth.parse(mail.facts);
    const mandate = await findMandate(world.db, mandateId);
    if (!mandate) return { drop: "The mandate does not exist." };
    const isLive = (await listMandateItems(world.db, mandateId)).some((item) => item.isLive);
    if (!isLive) return { drop: "The mandate is not in use any more." };
    const place = placeOf(world, mandate.signedName, "/saya/potong-gaji");
    return { letter: unitClosedLetter({ month, unitName: mandate.unitName }, place) };
  }),
  payroll_list_ready: essential(async (world, mail) => {
    const batch = await findBatch(world.db, aboutBatch.parse(mail.facts).batchId);
    if (!batch) return { drop: "The list does not exist." };
    const setting = await findPayrollSetting(world.db, dayInWib(world.clock.now()));
    const people = (await listBatchLines(world.db, batch.id)).length;
    const { name: _, ...place } = placeOf(world, "", `/bendahara/${batch.id}`);
    return {
      letter: listReadyLetter({ ...batch, people, reportBy: reportDay(batch.month, setting) }, place),
    };
  }),
};

function essential(write: (world: World, mail: ClaimedMail) => Promise<Writing>): LetterWriter {
  return { essential: true, write };
}

function placeOf(world: World, name: string, path: string) {
  return {
    t: createWords("id").t,
    operator: operatorOf(world),
    name,
    url: `${world.settings.publicUrl}${path}`,
  };
}
