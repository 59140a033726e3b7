import { expect, test } from "../support/journey";
import {
  awaitMail,
  codeOf,
  expectAccessible,
  freshEmail,
  freshNik,
  signInAsAdmin,
  sponsorSomebody,
} from "./steps";

test("an admin finds the payment, gives a month back, and the sponsor holds a credit note", async ({
  page,
  browser,
  stack,
}) => {
  const email = freshEmail();
  const order = await sponsorSomebody(page, stack, { name: "Hj. Ma'rufah", nik: freshNik(), email });
  const code = codeOf(page);
  await awaitMail(stack, email, /^Tanda terima SC-/);

  const office = await browser.newContext({ baseURL: stack.siteUrl, locale: "id-ID" });
  const admin = await office.newPage();
  await signInAsAdmin(admin, stack);
  await admin.goto(`/admin/pesanan?q=${encodeURIComponent(email)}`);
  await admin.getByRole("link", { name: code }).first().click();
  await expect(admin.getByText("Rahmat Hidayat").first()).toBeVisible();
  await expectAccessible(admin);

  await admin.goto(`/admin/pesanan/${code}/pengembalian`);
  await admin
    .getByLabel(/Hj\. Ma'rufah/)
    .last()
    .check();
  await admin.getByLabel("Alasan").fill("Pekerja pindah ke luar kota");
  await admin.locator("button[value=pratinjau]").click();
  await expectAccessible(admin);
  await admin.locator("button[value=jalankan]").click();
  const note = await awaitMail(stack, email, /^Nota kredit NK-/);
  expect(note.attachments[0]?.filename).toMatch(/^NK-.*\.pdf$/);
  await office.close();

  await page.goto(order);
  await expect(page.getByText("dikembalikan ke cara bayar semula")).toBeVisible();
  const paper = page.getByRole("link", { name: /^Unduh nota kredit NK-/ });
  const pdf = await page.request.get((await paper.getAttribute("href")) ?? "");
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
});
