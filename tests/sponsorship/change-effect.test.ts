/** What a change does to a worker's protection: many cases by hand, and every day of three years by its promises. */
import { describe, expect, it } from "vitest";
import { addDays, type Day, lastDayOf } from "~/calendar/day";
import { addMonths, monthOf, monthRange, monthsFrom } from "~/calendar/iuran-month";
import { lapseClock } from "~/coverage/lapse-clock";
import { changeEffect, effectKey } from "~/sponsorship/change-effect";
import { INTERVALS } from "~/sponsorship/renewal-period";
import { type Change, type KnownStanding, pauseOf, propose } from "~/sponsorship/sponsorship-change";
import { weighOne } from "~/sponsorship/weigh-change";

const none: ReadonlySet<Day> = new Set();
const TODAY = "2026-11-23";

function standing(
  over: Partial<KnownStanding["terms"]> & Pick<Partial<KnownStanding>, "gaps" | "taken"> = {},
) {
  const { gaps = [], taken = new Set(monthsFrom("2026-11", 3)), ...terms } = over;
  return {
    terms: { intervalMonths: 3, programmes: ["jkk", "jkm"], way: "pay_link", ...terms },
    gaps,
    taken,
  } as KnownStanding;
}

function after(before: KnownStanding, change: Change, today = TODAY) {
  const proposal = propose(before, change, today, none);
  if (proposal.kind !== "changes") throw new Error(proposal.kind);
  return proposal.after;
}

const effectOf = (before: KnownStanding, change: Change, today = TODAY) =>
  changeEffect(before, after(before, change, today), before.taken, today, none);

describe("a skipped renewal", () => {
  it("leaves its months open, says when protection comes back, and what that costs the heirs", () => {
    const effect = effectOf(standing({ intervalMonths: 1 }), {
      kind: "skip",
      fromMonth: "2027-02",
      toMonth: "2027-02",
    });
    expect(effect).toMatchObject({ paidUntil: "2027-01-31", lost: ["2027-02"], gained: [] });
    expect(effect.next).toEqual({ months: ["2027-03"], dueOn: "2027-03-15" });
    expect(effect.gaps).toEqual([
      {
        protectedUntil: "2027-01-31",
        firstMonth: "2027-02",
        lastMonth: "2027-02",
        resumesOn: "2027-03-01",
        jkmFullFrom: "2027-05",
      },
    ]);
  });

  it("of three months stands at the edge: the next must be paid before the third is over", () => {
    const [gap] = effectOf(standing(), { kind: "skip", fromMonth: "2027-02", toMonth: "2027-04" }).gaps;
    expect(gap).toMatchObject({ resumesOn: "2027-05-01", payBy: "2027-04-30" });
    expect(gap!.endsAfter).toBeUndefined();
  });

  it("of six months ends membership after the third", () => {
    const [gap] = effectOf(standing({ intervalMonths: 6 }), {
      kind: "skip",
      fromMonth: "2027-02",
      toMonth: "2027-07",
    }).gaps;
    expect(gap).toMatchObject({ endsAfter: "2027-04-30", resumesOn: "2027-08-01", jkmFullFrom: "2027-10" });
    expect(gap!.payBy).toBeUndefined();
  });

  it("that another sponsor's months surround costs only its own", () => {
    const taken = new Set([...monthsFrom("2026-11", 3), "2027-03"]);
    const effect = effectOf(standing({ taken }), { kind: "skip", fromMonth: "2027-02", toMonth: "2027-02" });
    expect(effect.gaps.map((gap) => [gap.firstMonth, gap.lastMonth])).toEqual([["2027-02", "2027-02"]]);
  });

  it("is only what a renewal really is: other months are outdated, the same again stands already", () => {
    const before = standing();
    const skip = { kind: "skip", fromMonth: "2027-02", toMonth: "2027-04" } as const;
    expect(propose(before, { ...skip, toMonth: "2027-03" }, TODAY, none)).toEqual({ kind: "outdated" });
    expect(propose(before, { ...skip, fromMonth: "2027-01" }, TODAY, none)).toEqual({ kind: "outdated" });
    const once = after(before, skip) as KnownStanding;
    expect(propose(once, skip, TODAY, none)).toEqual({ kind: "stands_already" });
  });

  it("is taken back whole, and then nothing is open", () => {
    const gap = { id: "g1", kind: "skip", fromMonth: "2027-02", toMonth: "2027-04" } as const;
    const before = standing({ gaps: [gap] });
    const effect = effectOf(before, { kind: "unskip", gapId: "g1" });
    expect(effect).toMatchObject({ gaps: [], lost: [], gained: ["2027-02", "2027-03", "2027-04"] });
    expect(propose(before, { kind: "unskip", gapId: "g2" }, TODAY, none)).toEqual({ kind: "stands_already" });
    expect(propose(before, { kind: "unskip", gapId: "g1" }, "2027-05-01", none).kind).toBe("stands_already");
  });
});

describe("a pause", () => {
  it("begins behind what is paid and lasts as long as asked", () => {
    const before = standing();
    expect(pauseOf(before, 2, TODAY, none)).toEqual({
      kind: "pause",
      fromMonth: "2027-02",
      toMonth: "2027-03",
    });
    const effect = effectOf(before, pauseOf(before, 2, TODAY, none)!);
    expect(effect.gaps).toHaveLength(1);
    expect(effect.next).toEqual({ months: ["2027-04", "2027-05", "2027-06"], dueOn: "2027-04-15" });
  });

  it("begins this month when this month is not paid", () => {
    const before = standing({ taken: new Set(["2026-10"]) });
    const effect = effectOf(before, pauseOf(before, 1, TODAY, none)!);
    expect(effect.paidUntil).toBeUndefined();
    expect(effect.gaps[0]).toMatchObject({
      protectedUntil: "2026-10-31",
      firstMonth: "2026-11",
      resumesOn: "2026-12-01",
    });
  });

  it("counts the arrears that were there before it", () => {
    const before = standing({ taken: new Set(["2026-09"]) });
    const [gap] = effectOf(before, pauseOf(before, 2, TODAY, none)!).gaps;
    expect(gap).toMatchObject({ protectedUntil: "2026-09-30", firstMonth: "2026-11", payBy: "2026-12-31" });
  });

  it("of a year ends membership, and is not possible while the sponsorship rests", () => {
    const before = standing();
    expect(effectOf(before, pauseOf(before, 12, TODAY, none)!).gaps[0]).toMatchObject({
      endsAfter: "2027-04-30",
    });
    const resting = standing({ gaps: [{ id: "r", kind: "rest", fromMonth: "2027-02" }] });
    expect(pauseOf(resting, 1, TODAY, none)).toBeUndefined();
    expect(propose(before, { kind: "pause", fromMonth: "2027-02", toMonth: "2028-02" }, TODAY, none)).toEqual(
      {
        kind: "outdated",
      },
    );
  });

  it("is not made twice by a double click", () => {
    const before = standing();
    const pause = pauseOf(before, 3, TODAY, none)!;
    const once = after(before, pause) as KnownStanding;
    expect(propose(once, pause, TODAY, none)).toEqual({ kind: "stands_already" });
  });

  it("is over at once when the sponsor resumes, and so is a rest", () => {
    const gaps = [
      { id: "p", kind: "pause", fromMonth: "2027-02", toMonth: "2027-06" },
      { id: "s", kind: "skip", fromMonth: "2027-08", toMonth: "2027-10" },
    ] as const;
    const effect = effectOf(standing({ gaps }), { kind: "resume" });
    expect(effect.gained).toContain("2027-02");
    expect(effect.gaps.map((gap) => gap.firstMonth)).toEqual(["2027-08"]);
    const resting = standing({ gaps: [{ id: "r", kind: "rest", fromMonth: "2027-02" }] });
    expect(effectOf(resting, { kind: "resume" })).toMatchObject({ gaps: [], lost: [] });
    expect(propose(standing(), { kind: "resume" }, TODAY, none)).toEqual({ kind: "stands_already" });
  });
});

describe("new terms", () => {
  it.each(INTERVALS)("every %i months leave no day without protection", (intervalMonths) => {
    const before = standing({ intervalMonths: intervalMonths === 1 ? 3 : 1 });
    const effect = effectOf(before, { kind: "interval", intervalMonths });
    expect(effect).toMatchObject({ gaps: [], lost: [], gained: [] });
    expect(effect.next!.months).toHaveLength(intervalMonths);
  });

  it("with an end leave open what comes after it, and say when membership is over", () => {
    const effect = effectOf(standing(), { kind: "until", untilMonth: "2027-03" });
    expect(effect.next!.months).toEqual(["2027-02", "2027-03"]);
    expect(effect.gaps).toEqual([
      { protectedUntil: "2027-03-31", firstMonth: "2027-04", endsAfter: "2027-06-30" },
    ]);
    expect(effectOf(standing({ untilMonth: "2027-03" }), { kind: "until" })).toMatchObject({
      gaps: [],
      lost: [],
    });
  });

  it("in another way of paying, or with JHT, change nothing of the months", () => {
    const before = standing();
    const way = { kind: "way", way: "saved_card", savedMethodId: "m" } as const;
    expect(effectOf(before, way)).toMatchObject({ gaps: [], lost: [], gained: [] });
    const jht = { kind: "programmes", programmes: ["jkk", "jkm", "jht"] } as const;
    expect(effectOf(before, jht)).toMatchObject({ gaps: [], lost: [], gained: [] });
    expect(propose(before, { kind: "programmes", programmes: ["jkm", "jkk"] }, TODAY, none).kind).toBe(
      "stands_already",
    );
    expect(
      after(standing({ way: "saved_card", savedMethodId: "m" }), { kind: "way", way: "pay_link" }),
    ).toEqual(before);
  });
});

describe("an end", () => {
  it("keeps what is paid and says when membership is over", () => {
    const effect = effectOf(standing(), { kind: "end", how: "cancelled" });
    expect(effect.next).toBeUndefined();
    expect(effect).toMatchObject({
      paidUntil: "2027-01-31",
      gaps: [{ protectedUntil: "2027-01-31", firstMonth: "2027-02", endsAfter: "2027-04-30" }],
    });
    expect(effect.lost[0]).toBe("2027-02");
  });

  it("by handing over is none for the worker: the next sponsor goes on without the giver's gaps and end", () => {
    const gaps = [{ id: "p", kind: "pause", fromMonth: "2027-02", toMonth: "2027-06" }] as const;
    const before = standing({ gaps, untilMonth: "2027-12" });
    const weighed = weighOne({ kind: "end", how: "handed_over" }, before, before.taken, TODAY, none);
    if (typeof weighed === "string") throw new Error(weighed);
    expect(weighed.after).toBe("ended");
    expect(weighed.effect).toMatchObject({ gaps: [], lost: [], next: { dueOn: "2027-02-15" } });
  });

  it("costs nothing where another has paid already", () => {
    const taken = new Set(monthsFrom("2026-11", 40));
    expect(effectOf(standing({ taken }), { kind: "end", how: "cancelled" })).toMatchObject({
      gaps: [],
      lost: [],
    });
  });
});

it("a key tells two effects apart and one effect the same", () => {
  const before = standing();
  const one = effectOf(before, pauseOf(before, 1, TODAY, none)!);
  const two = effectOf(before, pauseOf(before, 2, TODAY, none)!);
  expect(effectKey(one)).not.toBe(effectKey(two));
  expect(effectKey(one)).toBe(effectKey(effectOf(before, pauseOf(before, 1, TODAY, none)!)));
});

it("agrees with the worker's clock on every day of three years", () => {
  let seed = 7;
  const roll = (count: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * count);
  };
  for (let today = "2026-01-01"; today <= "2028-12-31"; today = addDays(today, 1)) {
    const here = monthOf(today);
    const taken = new Set(monthRange(addMonths(here, -4), addMonths(here, roll(6) - 2)));
    const before = standing({ taken, intervalMonths: INTERVALS[roll(4)]! });
    const change: Change =
      roll(3) === 0 ? { kind: "end", how: "cancelled" } : pauseOf(before, 1 + roll(12), today, none)!;
    const effect = effectOf(before, change, today);
    const [gap] = effect.gaps;
    expect(gap, today).toBeDefined();
    const covered = new Set(taken);
    expect(effect.lost.some((month) => covered.has(month))).toBe(false);
    // On the last day of membership the clock still runs; on the day after it has ended.
    if (gap!.endsAfter) {
      expect(lapseClock(covered, gap!.endsAfter, none).kind, today).not.toBe("ended");
      expect(lapseClock(covered, addDays(gap!.endsAfter, 1), none).kind, today).toBe("ended");
    }
    if (gap!.protectedUntil)
      expect(lapseClock(covered, gap!.protectedUntil, none).kind, today).toBe("protected");
    if (gap!.resumesOn && gap!.resumesOn > today) {
      const paid = new Set([...covered, monthOf(gap!.resumesOn)]);
      expect(lapseClock(paid, gap!.resumesOn, none)).toMatchObject({
        kind: "protected",
        protectedUntil: lastDayOf(monthOf(gap!.resumesOn)),
      });
    }
  }
});
