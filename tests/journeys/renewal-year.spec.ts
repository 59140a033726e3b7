import type { Page } from "@playwright/test";
import { test as base, expect } from "../support/journey";
import { launchStack, type Stack } from "../support/launch-stack";
import {
  addWorker,
  awaitMail,
  expectAccessible,
  expectNoSideways,
  expectPaid,
  freshEmail,
  freshNik,
  type InboxMail,
  statePayer,
} from "./steps";

/** A stack of its own: its clock moves on by months, which other journeys need not know of. */
const test = base.extend<object, { readonly stack: Stack }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names it wants from this pattern
    async ({}, use) => {
      const stack = await launchStack();
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});
test.setTimeout(600_000);

/** Presses the control page's own button and waits until the clock has walked so far. */
async function walkOn(page: Page, stack: Stack, days: number): Promise<void> {
  await page.goto(`${stack.sandboxUrl}/_sandbox/`);
  await page.getByLabel("Jumlah hari").fill(String(days));
  await page.getByRole("button", { name: "Majukan waktu" }).click();
  await expect(page.getByText("Perjalanan waktu selesai.")).toBeVisible({ timeout: 90_000 });
}

async function mails(stack: Stack, to: string): Promise<readonly InboxMail[]> {
  const answer = await fetch(`${stack.sandboxUrl}/inbox.json?to=${encodeURIComponent(to)}`);
  return ((await answer.json()) as { mails: InboxMail[] }).mails;
}

/** Walks ten days at a time until a letter about `subject` lies in the inbox. */
async function walkUntilMail(page: Page, stack: Stack, to: string, subject: RegExp): Promise<InboxMail> {
  for (let steps = 0; steps < 15; steps += 1) {
    const found = (await mails(stack, to)).find((mail) => subject.test(mail.subject));
    if (found) return found;
    await walkOn(page, stack, 10);
  }
  throw new Error(`No letter about ${subject} in five months.`);
}

const linkIn = (mail: InboxMail) => /https?:\/\/\S+\/perpanjangan\/\S+/.exec(mail.text ?? "")?.[0] ?? "";

test("a promise keeps itself: announced, charged, declined, paid by its link", async ({ page, stack }) => {
  const email = freshEmail();
  await addWorker(page, { name: "Hj. Ma'rufah", nik: freshNik() });
  await statePayer(page, { name: "Endang Lestari", email });

  // Nothing is asked of those who leave the box empty; ticked, it says what it wants.
  const ask = page.getByLabel("Perpanjang otomatis sesudah bulan-bulan ini");
  await expect(ask).not.toBeChecked();
  await expect(page.getByLabel("Sampai bulan tertentu")).toBeHidden();
  await ask.check();
  await page.getByLabel("Sampai bulan tertentu").check();
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.getByRole("button", { name: /^Bayar Rp/ }).click();
  await expect(page.getByRole("alert").getByText("Pilih bulan terakhir perpanjangannya")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Sampai saya hentikan").check();
  await page.getByRole("button", { name: /^Bayar Rp/ }).click();
  await expect(page).toHaveURL(new RegExp(`^${stack.sandboxUrl}/pay/`));
  await page.getByRole("button", { name: "Bayar", exact: true }).click();
  await expectPaid(page);
  await expect(page.getByText("Diperpanjang setiap 3 bulan sampai dihentikan")).toBeVisible();
  await awaitMail(stack, email, /^Tanda terima SC-/);

  // Announced before it is charged, with a way to leave it out that says first what that would do.
  const notice = await walkUntilMail(page, stack, email, /^Rp50\.400 akan didebit/);
  await page.goto(linkIn(notice));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Akan didebit/);
  await expect(page.getByRole("heading", { name: "Ma'rufah" })).toBeVisible();
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.getByRole("link", { name: "Lewati perpanjangan ini" }).click();
  await expect(page.getByText(/Tidak terlindungi mulai \d+ \w+ \d{4} sampai/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Tidak jadi" }).click();

  // Charged without anybody's doing: a second receipt, and the old letter's link says so.
  await walkOn(page, stack, 12);
  await expect
    .poll(
      async () => (await mails(stack, email)).filter(({ subject }) => /^Tanda terima/.test(subject)).length,
    )
    .toBe(2);
  await page.goto(linkIn(notice));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Perpanjangan ini sudah dibayar");
  await page.getByRole("link", { name: "Buka pesanan dan tanda terima" }).click();
  await expectPaid(page);

  // The next time the bank says no: the letter's link is a way to pay.
  await page.goto(`${stack.sandboxUrl}/_sandbox/`);
  await page.getByRole("row").filter({ hasText: email }).getByRole("button", { name: "Tolak" }).click();
  const declined = await walkUntilMail(page, stack, email, /^Kartu belum dapat didebit/);
  await page.goto(linkIn(declined));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    /^(Kartu belum|Perpanjangan ini sedang dijeda)/,
  );
  await page.getByRole("button", { name: /^Bayar Rp\S+ sekarang/ }).click();
  await expect(page).toHaveURL(new RegExp(`^${stack.sandboxUrl}/pay/`));
  await page.getByRole("button", { name: "Bayar", exact: true }).click();
  await expectPaid(page);
  await page.goto(linkIn(declined));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Perpanjangan ini sudah dibayar");
  await expectAccessible(page);
});
