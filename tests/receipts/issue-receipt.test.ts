import { createHash } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { recordGatewayEvents } from "~/payments/record-gateway-events.server";
import { requestRefund } from "~/payments/request-refund.server";
import { setWorld } from "~/platform/world.server";
import { issueCreditNote } from "~/receipts/issue-credit-note.server";
import { issueReceipt } from "~/receipts/issue-receipt.server";
import { findReceiptPdf, takeNumber } from "~/receipts/paper-queries.server";
import { sealOf } from "~/receipts/paper-seal.server";
import { pdfResponse } from "~/receipts/pdf-response.server";
import { renderReceiptPdf } from "~/receipts/receipt-pdf.server";
import { findReceipt, findReceiptOfPayment } from "~/receipts/receipt-queries.server";
import { resendReceipt } from "~/receipts/resend-receipt.server";
import { loader as checkLoader } from "~/routes/cek.$code";
import { attempt, message, order, paid, stateWorker } from "../support/story";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { waitUntilBlocked } from "../support/wait-for-lock";
import { countPages, readPdfText } from "./read-pdf";

const database = useDatabase();
let world: TestWorld;
let nik = 3509_0301_0190_0000;

beforeEach(() => {
  world = testWorld(database.db);
  setWorld(world);
});
afterAll(() => setWorld(undefined));

const record = (...told: Parameters<typeof recordGatewayEvents>[2]) =>
  recordGatewayEvents(world, "stripe", told);

async function settled(options: { coverFee?: boolean; months?: 1 | 3 | 12; workers?: number } = {}) {
  const wishes = [];
  for (let count = 0; count < (options.workers ?? 1); count += 1)
    wishes.push({ worker: await stateWorker(world, String(++nik)), months: options.months ?? 3 });
  const placed = await order(world, wishes, { coverFee: options.coverFee ?? false });
  const payment = await attempt(world, placed);
  await record(message(world, { kind: "payment_succeeded", payment: paid(payment) }));
  return { worker: wishes[0]!.worker, placed, payment };
}

const lastSequence = async () =>
  (await world.db.selectFrom("number_series").select("last").where("series", "=", "SC").executeTakeFirst())
    ?.last ?? 0;
const mailsOf = (orderId: string) =>
  world.db.selectFrom("mail").selectAll().where("order_id", "=", orderId).orderBy("queued_at").execute();

describe("the receipt of a settled payment", () => {
  it("is numbered, frozen, stored as bytes and on its way, all at once", async () => {
    const { placed, payment } = await settled({ coverFee: true, workers: 2 });
    const before = await lastSequence();
    const receipt = (await issueReceipt(world, payment.id))!;
    expect(receipt.number).toBe(`SC-2026-${String(before + 1).padStart(6, "0")}`);
    expect(receipt.content).toMatchObject({
      totalRupiah: payment.amountRupiah,
      premiumRupiah: placed.premiumRupiah,
      feeCoverRupiah: placed.feeCoverRupiah,
      waitingRupiah: 0,
      payer: { name: "Budi Santoso", shownAs: "name" },
      payment: { orderCode: placed.code },
    });
    expect(receipt.content.workers).toHaveLength(2);
    const stored = (await findReceiptPdf(world.db, receipt.id))!;
    expect(createHash("sha256").update(stored.pdf).digest("hex")).toBe(receipt.sha256);
    expect(await mailsOf(placed.id)).toMatchObject([
      {
        occasion: `receipt/${payment.id}`,
        kind: "receipt",
        to_address: "budi@example.org",
        state: "waiting",
      },
    ]);
  });

  it("is the same when it is asked for again", async () => {
    const { placed, payment } = await settled();
    const first = await issueReceipt(world, payment.id);
    world.clock.advance(60_000);
    expect(await issueReceipt(world, payment.id)).toEqual(first);
    expect(await mailsOf(placed.id)).toHaveLength(1);
  });

  it("could be drawn again to the last byte from what was frozen, years later", async () => {
    const { payment } = await settled();
    const receipt = (await issueReceipt(world, payment.id))!;
    const stored = (await findReceiptPdf(world.db, receipt.id))!;
    const { content } = (await findReceipt(world.db, receipt.id))!;
    world.clock.set("2031-01-01T00:00:00Z");
    const again = await renderReceiptPdf(content, sealOf(world, receipt.checkCode, content));
    expect(again.equals(stored.pdf)).toBe(true);
  });

  it("says on paper what it is, for whom, how much, and how to check it", async () => {
    const { placed, payment } = await settled();
    const receipt = (await issueReceipt(world, payment.id))!;
    const { pdf } = (await findReceiptPdf(world.db, receipt.id))!;
    const text = readPdfText(pdf).replace(/\s+/g, "");
    for (const words of [
      "Tanda Terima Pembayaran",
      receipt.number,
      "Budi Santoso",
      "Siti Aminah",
      "3509••••••••0001",
      "November 2026–Desember 2026 (2 bulan)",
      "JKK Rp5.000 + JKM Rp3.400 sebulan",
      "Rp33.600",
      "tiga puluh tiga ribu enam ratus rupiah",
      "Bukti iuran resmi diterbitkan oleh BPJS Ketenagakerjaan",
      placed.code,
      `http://127.0.0.1:3000/cek/${receipt.checkCode}`,
      receipt.checkCode.replace(/(.{4})(?=.)/g, "$1-"),
    ])
      expect(text).toContain(words.replace(/\s+/g, ""));
    expect(text).not.toContain(String(nik));
    expect(countPages(pdf)).toBe(1);
  });

  it("takes as many pages as its workers need", async () => {
    const { payment } = await settled({ workers: 14, months: 1 });
    const receipt = (await issueReceipt(world, payment.id))!;
    const { pdf } = (await findReceiptPdf(world.db, receipt.id))!;
    expect(countPages(pdf)).toBeGreaterThan(1);
    expect(readPdfText(pdf).replace(/\s+/g, "")).toContain(
      `${receipt.number},halaman2dari${countPages(pdf)}`,
    );
  });

  it("belongs to the year it is issued in, by the clock on Jember's walls", async () => {
    const { payment } = await settled();
    world.clock.set("2027-12-31T17:00:00Z");
    expect((await issueReceipt(world, payment.id))!.number).toBe("SC-2028-000001");
  });
});

describe("money that protects nobody", () => {
  it("gets no receipt when its order had been paid before", async () => {
    const { placed } = await settled();
    const second = await attempt(world, placed, 2);
    await record(message(world, { kind: "payment_succeeded", payment: paid(second) }));
    expect(await issueReceipt(world, second.id)).toBeUndefined();
    expect(await findReceiptOfPayment(world.db, second.id)).toBeUndefined();
  });

  it("is listed as waiting when another sponsor was faster with some of the months", async () => {
    const worker = await stateWorker(world, String(++nik));
    const slow = await order(world, [{ worker, months: 3 }], { email: "slow@example.org" });
    const slowPayment = await attempt(world, slow);
    world.clock.advance(25 * 3_600_000);
    const fast = await order(world, [{ worker, months: 1 }], { email: "fast@example.org" });
    const fastPayment = await attempt(world, fast);
    await record(message(world, { kind: "payment_succeeded", payment: paid(fastPayment) }));
    await record(message(world, { kind: "payment_succeeded", payment: paid(slowPayment) }));
    const { content } = (await issueReceipt(world, slowPayment.id))!;
    expect(content.workers[0]!.months.map((month) => month.month)).toEqual(["2026-12", "2027-01"]);
    expect(content.waiting[0]!.months.map((month) => month.month)).toEqual(["2026-11"]);
    expect(content).toMatchObject({ premiumRupiah: 25_200, waitingRupiah: 8_400, totalRupiah: 33_600 });
    const { pdf } = (await findReceiptPdf(
      world.db,
      (await findReceiptOfPayment(world.db, slowPayment.id))!.id,
    ))!;
    expect(readPdfText(pdf)).toContain("menunggu");
  });
});

describe("numbers have no gap", () => {
  it("when many are issued at once: the next waits for the one before it", async () => {
    const payments = [];
    for (let count = 0; count < 4; count += 1) payments.push((await settled()).payment);
    const before = await lastSequence();
    let letGo!: () => void;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let taken!: () => void;
    const isTaken = new Promise<void>((resolve) => {
      taken = resolve;
    });
    const failing = world.db
      .transaction()
      .execute(async (trx) => {
        await takeNumber(trx, "SC", 2026);
        taken();
        await held;
        throw new Error("this one is not issued after all");
      })
      .catch((error: Error) => error.message);
    await isTaken;
    const issuing = payments.map((payment) => issueReceipt(world, payment.id));
    await waitUntilBlocked(world.db, 4);
    letGo();
    expect(await failing).toContain("not issued");
    const numbers = (await Promise.all(issuing)).map((receipt) => receipt!.number).sort();
    expect(numbers).toEqual([1, 2, 3, 4].map((step) => `SC-2026-${String(before + step).padStart(6, "0")}`));
  });

  it("when two workers issue for the same payment: one paper, one number, one letter", async () => {
    const { placed, payment } = await settled();
    const before = await lastSequence();
    let letGo!: () => void;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let locked!: () => void;
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve;
    });
    const holding = world.db.transaction().execute(async (trx) => {
      await trx.selectFrom("payment").select("id").where("id", "=", payment.id).forUpdate().execute();
      locked();
      await held;
    });
    await isLocked;
    const both = [issueReceipt(world, payment.id), issueReceipt(world, payment.id)];
    await waitUntilBlocked(world.db, 2);
    letGo();
    await holding;
    const [first, second] = await Promise.all(both);
    expect(second).toEqual(first);
    expect(await lastSequence()).toBe(before + 1);
    expect(await mailsOf(placed.id)).toHaveLength(1);
  });

  it("when the books disagree: the number goes back and nothing is kept", async () => {
    const { placed, payment } = await settled();
    const before = await lastSequence();
    const december = world.db
      .updateTable("order_line")
      .where("order_id", "=", placed.id)
      .where("month", "=", "2026-12");
    const setJkk = (amount: number) => december.where("programme", "=", "jkk").set({ amount }).execute();
    await setJkk(1);
    await expect(issueReceipt(world, payment.id)).rejects.toThrow("covered months are worth");
    expect(await lastSequence()).toBe(before);
    expect(await mailsOf(placed.id)).toEqual([]);
    await setJkk(5_000);
    expect((await issueReceipt(world, payment.id))!.amountRupiah).toBe(33_600);
  });
});

describe("money given back", () => {
  const dewi = { id: "staff-1", name: "Dewi" };

  async function refunded(payment: { readonly id: string }, workerId: string, months: readonly string[]) {
    const answer = await requestRefund(world, {
      paymentId: payment.id,
      lines: months.map((month) => ({ workerId, month })),
      includeFeeCover: false,
      reason: "Diminta sponsor",
      requestedBy: dewi,
    });
    if (answer.kind !== "requested") throw new Error(answer.reason);
    return answer;
  }
  const arrive = (refundId: string, amountRupiah: number) =>
    record(
      message(world, {
        kind: "refund_changed",
        refund: { refundRef: `re_${refundId}`, refundId, amountRupiah, state: "succeeded" },
      }),
    );

  it("gets a credit note that refers to the receipt, once, when it has gone back", async () => {
    const { placed, payment, worker } = await settled();
    const { refundId, amountRupiah } = await refunded(payment, worker.workerId, ["2026-12", "2027-01"]);
    expect((await issueCreditNote(world, refundId)).kind).toBe("not_refunded");
    await arrive(refundId, amountRupiah);
    expect((await issueCreditNote(world, refundId)).kind).toBe("receipt_first");
    const receipt = (await issueReceipt(world, payment.id))!;
    const issued = await issueCreditNote(world, refundId);
    if (issued.kind !== "issued") throw new Error(issued.kind);
    expect(issued.note.number).toMatch(/^NK-2026-00000\d$/);
    expect(issued.note.content).toMatchObject({
      receipt: { number: receipt.number, totalRupiah: 33_600 },
      totalRupiah: 25_200,
      remainingRupiah: 8_400,
      terbilang: "dua puluh lima ribu dua ratus rupiah",
    });
    expect(await issueCreditNote(world, refundId)).toEqual(issued);
    expect((await mailsOf(placed.id)).map((mail) => mail.occasion)).toEqual([
      `receipt/${payment.id}`,
      `credit-note/${refundId}`,
    ]);
  });

  it("says after the second note what remains of the receipt", async () => {
    const { payment, worker } = await settled();
    await issueReceipt(world, payment.id);
    const first = await refunded(payment, worker.workerId, ["2027-01"]);
    const second = await refunded(payment, worker.workerId, ["2026-12"]);
    await arrive(first.refundId, first.amountRupiah);
    await arrive(second.refundId, second.amountRupiah);
    const notes = [
      await issueCreditNote(world, first.refundId),
      await issueCreditNote(world, second.refundId),
    ];
    expect(notes.map((note) => note.kind === "issued" && note.note.content.remainingRupiah)).toEqual([
      16_800, 8_400,
    ]);
  });
});

describe("the public check page", () => {
  const check = (code: string) =>
    checkLoader({ request: new Request(`http://site/cek/${code}`), params: { code }, context: {} });

  it("confirms number, date, amount and fingerprint, and names nobody", async () => {
    const { payment } = await settled();
    const receipt = (await issueReceipt(world, payment.id))!;
    const { data, init } = await check(receipt.checkCode);
    expect(init?.status).toBe(200);
    expect(data.paper).toMatchObject({
      number: receipt.number,
      issuedAt: receipt.issuedAt,
      amountRupiah: 33_600,
      sha256: receipt.sha256,
      credits: [],
    });
    const said = JSON.stringify(data);
    for (const secret of [
      "Budi",
      "Siti",
      "3509",
      "budi@example.org",
      payment.id,
      receipt.id,
      receipt.content.payment.orderCode,
    ])
      expect(said).not.toContain(secret);
  });

  it("leads typed codes to the one address of the paper", async () => {
    const answer = await check("abcd-efgh-jkmn").catch((thrown: Response) => thrown);
    expect(answer).toMatchObject({ status: 302 });
    expect((answer as Response).headers.get("Location")).toBe("/cek/ABCDEFGHJKMN");
  });

  it("answers every code it does not know alike", async () => {
    const unknown = await check("ABCDEFGHJKMN");
    expect(unknown.init?.status).toBe(404);
    for (const code of ["x", "ABCDEFGHJKMNPQ", "%00", "SC-2026-000001"])
      expect(await check(code)).toEqual(unknown);
  });
});

it("a receipt sent again goes to the address of today, once a minute at most", async () => {
  const { placed, payment } = await settled();
  const receipt = (await issueReceipt(world, payment.id))!;
  await world.db
    .updateTable("sponsor")
    .set({ email: "baru@example.org" })
    .where("email", "=", "budi@example.org")
    .execute();
  expect(await resendReceipt(world, receipt.id, "sponsor")).toBe(true);
  expect(await resendReceipt(world, receipt.id, "sponsor")).toBe(true);
  world.clock.advance(60_000);
  expect(await resendReceipt(world, receipt.id, "sponsor")).toBe(true);
  expect(await resendReceipt(world, world.chance.id(), "sponsor")).toBe(false);
  const [first, ...again] = await mailsOf(placed.id);
  expect(first!.to_address).toBe("budi@example.org");
  expect(again.map((mail) => mail.to_address)).toEqual(["baru@example.org", "baru@example.org"]);
});

it("a paper is answered with its own bytes, and not again to who has them", async () => {
  const paper = {
    number: "SC-2026-000001",
    pdf: Buffer.from("%PDF-1"),
    sha256: "a".repeat(64),
    issuedAt: new Date(0),
  };
  const response = pdfResponse(paper);
  expect(response.headers.get("Content-Disposition")).toBe('inline; filename="SC-2026-000001.pdf"');
  expect(response.headers.get("Cache-Control")).toContain("private");
  expect(Buffer.from(await response.arrayBuffer()).equals(paper.pdf)).toBe(true);
  const again = new Request("http://site", { headers: { "If-None-Match": response.headers.get("ETag")! } });
  expect(pdfResponse(paper, again).status).toBe(304);
});
