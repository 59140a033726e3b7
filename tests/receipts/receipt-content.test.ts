import { describe, expect, it } from "vitest";
import { contentFingerprint } from "~/receipts/content-fingerprint.server";
import { creditNoteContent } from "~/receipts/credit-note-content";
import { type ReceiptFacts, type ReceiptLine, receiptContent } from "~/receipts/receipt-content";
import { runsAtOnePrice } from "~/receipts/receipt-pdf.server";

const line = (over: Partial<ReceiptLine> = {}): ReceiptLine => ({
  workerId: "w1",
  workerName: "Siti Aminah",
  nikMasked: "3509••••••••0001",
  month: "2026-11",
  programme: "jkk",
  amountRupiah: 5_000,
  discountPercent: 50,
  legalSource: "PP 50/2025",
  covered: true,
  ...over,
});
const facts = (over: Partial<ReceiptFacts> = {}): ReceiptFacts => ({
  paymentId: "01900000-0000-7000-8000-00003f9a01bc",
  orderId: "o1",
  orderCode: "K7M2",
  payerName: "Retno",
  shownAs: "name",
  method: { kind: "card", brand: "visa", last4: "4242", country: "ID" },
  paidAt: new Date("2026-11-22T07:04:00Z"),
  receivedRupiah: 8_400,
  lines: [line({ programme: "jkm", amountRupiah: 3_400 }), line()],
  posted: { premiumRupiah: 8_400, feeCoverRupiah: 0, suspenseRupiah: 0 },
  ...over,
});
const paper = {
  number: "SC-2026-000001",
  issuedAt: new Date("2026-11-22T07:05:00Z"),
  operator: { name: "Sertakan Cinta Jember" },
};

describe("what a receipt says", () => {
  it("programmes in the order of the law, the method's known parts, the amount in words", () => {
    const content = receiptContent(facts(), paper);
    expect(content.workers[0]!.months).toEqual([
      {
        month: "2026-11",
        lines: [
          { programme: "jkk", amountRupiah: 5_000, discountPercent: 50, legalSource: "PP 50/2025" },
          { programme: "jkm", amountRupiah: 3_400, discountPercent: 50, legalSource: "PP 50/2025" },
        ],
      },
    ]);
    expect(content.payment.method).toEqual({ kind: "card", brand: "visa", last4: "4242" });
    expect(content.terbilang).toBe("delapan ribu empat ratus rupiah");
    expect(content).toMatchObject({ totalRupiah: 8_400, waiting: [], waitingRupiah: 0 });
  });

  it("workers of one name stay two, and stand in the order of names", () => {
    const content = receiptContent(
      facts({
        lines: [
          line({ workerId: "w3" }),
          line({ workerId: "w2", nikMasked: "3509••••••••0002" }),
          line({ workerId: "w1", workerName: "Agus" }),
        ],
        receivedRupiah: 15_000,
        posted: { premiumRupiah: 15_000, feeCoverRupiah: 0, suspenseRupiah: 0 },
      }),
      paper,
    );
    expect(content.workers.map((worker) => `${worker.name} ${worker.nikMasked.slice(-4)}`)).toEqual([
      "Agus 0001",
      "Siti Aminah 0002",
      "Siti Aminah 0001",
    ]);
  });

  it("months that somebody else had covered first wait, and are not called protected", () => {
    const content = receiptContent(
      facts({
        lines: [line(), line({ month: "2026-12", covered: false })],
        receivedRupiah: 10_500,
        posted: { premiumRupiah: 5_000, feeCoverRupiah: 500, suspenseRupiah: 5_000 },
      }),
      paper,
    );
    expect(content.workers.flatMap((worker) => worker.months.map((month) => month.month))).toEqual([
      "2026-11",
    ]);
    expect(content.waiting.flatMap((worker) => worker.months.map((month) => month.month))).toEqual([
      "2026-12",
    ]);
    expect(content).toMatchObject({ premiumRupiah: 5_000, feeCoverRupiah: 500, waitingRupiah: 5_000 });
  });

  it.each([
    ["the journal posted 8400 of 9000", facts({ receivedRupiah: 9_000 })],
    ["covered months are worth 5000", facts({ lines: [line()] })],
    [
      "only 0 are in suspense",
      facts({
        lines: [
          line(),
          line({ programme: "jkm", amountRupiah: 3_400 }),
          line({ month: "2026-12", covered: false }),
        ],
      }),
    ],
  ])("is refused when the books disagree: %s", (words, wrong) => {
    expect(() => receiptContent(wrong, paper)).toThrow(words);
  });
});

describe("what a credit note says", () => {
  const receipt = receiptContent(facts(), paper);
  const credit = {
    refundId: "r1",
    amountRupiah: 3_400,
    refundedAt: new Date("2026-11-25T03:00:00Z"),
    earlierRupiah: 0,
    lines: [{ what: "suspense", amountRupiah: 3_400 } as const],
  };

  it("what remains of its receipt after it and those before it", () => {
    expect(creditNoteContent({ ...credit, earlierRupiah: 1_000 }, receipt, paper).remainingRupiah).toBe(
      4_000,
    );
  });

  it("nothing, when its lines do not add up or more would go back than came", () => {
    expect(() => creditNoteContent({ ...credit, amountRupiah: 3_401 }, receipt, paper)).toThrow(
      "its lines are 3400",
    );
    expect(() => creditNoteContent({ ...credit, earlierRupiah: 5_001 }, receipt, paper)).toThrow(
      "more would go back",
    );
  });
});

it("the fingerprint knows the content, whatever order its keys are kept in", () => {
  const a = { b: [{ y: 1, x: 2 }], a: "1" };
  const b = { a: "1", b: [{ x: 2, y: 1 }] };
  expect(contentFingerprint(a)).toBe(contentFingerprint(b));
  expect(contentFingerprint({ ...a, a: "2" })).not.toBe(contentFingerprint(a));
  expect(contentFingerprint({ b: [1, 2] })).not.toBe(contentFingerprint({ b: [2, 1] }));
});

it("months at one price in a row are one line; a gap or another price begins a new one", () => {
  const month = (name: string, amountRupiah: number) => ({
    month: name,
    lines: [{ programme: "jkk" as const, amountRupiah, discountPercent: 0, legalSource: "PP 50/2025" }],
  });
  const runs = runsAtOnePrice([
    month("2026-11", 5_000),
    month("2026-12", 5_000),
    month("2027-01", 10_000),
    month("2027-03", 10_000),
  ]);
  expect(runs.map((run) => run.map((one) => one.month))).toEqual([
    ["2026-11", "2026-12"],
    ["2027-01"],
    ["2027-03"],
  ]);
});
