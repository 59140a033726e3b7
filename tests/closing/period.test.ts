import { describe, expect, it } from "vitest";
import { blockersOf, differenceOf, nextToClose, type PeriodStanding, readCarried } from "~/closing/period";

const standing: PeriodStanding = {
  month: "2026-11",
  today: "2026-12-02",
  firstMonth: "2026-11",
  brokenQuestions: [],
  payoutsUncompared: 0,
  bankRowsOpen: 0,
  openFindings: [],
  carried: [],
};
const finding = { id: "f1", kind: "paid_twice", openedOn: "2026-11-20", amountRupiah: 16_800 };

describe("a month may be closed", () => {
  it("when it is over and nothing is in the way", () => {
    expect(blockersOf(standing)).toEqual([]);
    expect(blockersOf({ ...standing, today: "2026-12-01" })).toEqual([]);
  });

  it("not on its last day, and not before", () => {
    expect(blockersOf({ ...standing, today: "2026-11-30" })).toEqual([{ kind: "not_over" }]);
    expect(blockersOf({ ...standing, today: "2026-10-05" })).toEqual([{ kind: "not_over" }]);
  });

  it("only once, and only after the months before it", () => {
    expect(blockersOf({ ...standing, lastClosed: "2026-11" })).toEqual([{ kind: "closed" }]);
    expect(blockersOf({ ...standing, lastClosed: "2026-09" })).toEqual([
      { kind: "earlier_open", month: "2026-10" },
    ]);
    expect(blockersOf({ ...standing, lastClosed: "2026-10" })).toEqual([]);
    expect(blockersOf({ ...standing, firstMonth: "2026-08" })).toEqual([
      { kind: "earlier_open", month: "2026-08" },
    ]);
  });

  it("not while a question is answered, a book is not compared, or a finding has no name on it", () => {
    const kinds = (over: Partial<PeriodStanding>) => blockersOf({ ...standing, ...over });
    expect(kinds({ brokenQuestions: ["a", "b"] })).toEqual([
      { kind: "broken_question", name: "a" },
      { kind: "broken_question", name: "b" },
    ]);
    expect(kinds({ payoutsUncompared: 2, bankRowsOpen: 1 })).toEqual([
      { kind: "payouts_uncompared", count: 2 },
      { kind: "bank_rows_open", count: 1 },
    ]);
    expect(kinds({ openFindings: [finding] })).toEqual([{ kind: "findings_open", count: 1 }]);
    expect(kinds({ openFindings: [finding], carried: [{ findingId: "f1" }] })).toEqual([]);
  });
});

describe("the next month to close", () => {
  it("follows the last one, or is the first with an entry", () => {
    expect(nextToClose({})).toBeUndefined();
    expect(nextToClose({ firstMonth: "2026-11" })).toBe("2026-11");
    expect(nextToClose({ firstMonth: "2026-11", lastClosed: "2026-12" })).toBe("2027-01");
  });
});

describe("who carries a finding on", () => {
  const read = (fields: Record<string, string>) => readCarried(new Map(Object.entries(fields)), [finding]);

  it("is nobody when both fields are empty", () => {
    expect(read({ "orang-f1": " ", "alasan-f1": "" })).toEqual({ carried: [], mistakes: [] });
  });

  it("needs a name and a reason", () => {
    expect(read({ "orang-f1": "  Rina   Hartati ", "alasan-f1": "menunggu bank" })).toEqual({
      carried: [{ ...finding, carriedBy: "Rina Hartati", reason: "menunggu bank" }],
      mistakes: [],
    });
    expect(read({ "orang-f1": "Rina" }).mistakes).toEqual([{ findingId: "f1", field: "reason" }]);
    expect(read({ "alasan-f1": "menunggu bank" }).mistakes).toEqual([{ findingId: "f1", field: "name" }]);
  });
});

describe("the difference between books", () => {
  it("is told where two of them know of a thing", () => {
    expect(differenceOf({ what: "confirmed", bpjs: 5 })).toBeUndefined();
    expect(differenceOf({ what: "received", gateway: 5, journal: 5 })).toBe(0);
    expect(differenceOf({ what: "paid_out", gateway: 7, bank: 5, journal: 6 })).toBe(2);
  });
});
