/** Payroll from a civil servant's registration to their receipt, as four people live it. */
import type { Page } from "@playwright/test";
import { expect, test } from "../support/journey";
import type { Stack } from "../support/launch-stack";
import {
  addWorker,
  awaitMail,
  expectAccessible,
  expectNoSideways,
  freshEmail,
  freshNik,
  goToGateway,
  payThere,
  signInAsAdmin,
  signInByLink,
  statePayer,
} from "./steps";

const PASSWORD = "sandi bendahara yang panjang";
const NAME = "Endang Purwaningsih";

async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideways(page);
}

/** An admin opens a unit, names its treasurer, sets the dates and the account. Returns the unit's name. */
async function prepareUnit(admin: Page, stack: Stack, treasurerEmail: string): Promise<string> {
  const unit = `Puskesmas ${treasurerEmail.split("@")[0]}`;
  await signInAsAdmin(admin, stack);
  await admin.goto("/admin/potong-gaji/setelan");
  await admin.getByLabel("Tanggal daftar ditutup").fill("28");
  await admin.getByLabel("Bank", { exact: false }).first().fill("Bank Jatim");
  await admin.getByLabel("Nomor rekening").fill("0031234567");
  await admin.getByLabel("Atas nama").fill("Sertakan Cinta Jember");
  await admin.getByRole("button", { name: "Simpan aturan" }).click();
  await expect(admin.getByText("Aturan disimpan")).toBeVisible();
  await look(admin);
  await admin.goto("/admin/unit");
  await admin.getByLabel("Nama", { exact: true }).fill(unit);
  await admin.getByLabel("Jenis").selectOption("puskesmas");
  await admin.getByRole("button", { name: "Tambah", exact: true }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText(unit);
  await admin.getByLabel("Nama bendahara").fill("Sri Wahyuni");
  await admin.getByLabel("Alamat email bendahara").fill(treasurerEmail);
  await admin.getByRole("button", { name: "Tunjuk bendahara" }).click();
  await expect(admin.getByText(`Undangan dikirim ke ${treasurerEmail}`)).toBeVisible();
  await look(admin);
  return unit;
}

async function acceptInvitation(page: Page, stack: Stack, email: string): Promise<void> {
  const letter = await awaitMail(stack, email, /bendahara potong gaji/);
  const link = /https?:\/\/\S+\/bendahara\/undangan\?\S+/.exec(letter.text ?? "")?.[0];
  await page.goto(link ?? "");
  await look(page);
  await page.getByLabel("Kata sandi", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Ulangi kata sandi").fill(PASSWORD);
  await page.getByRole("button", { name: "Simpan dan lanjut masuk" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Halaman bendahara");
}

test("a civil servant signs, the treasurer deducts and transfers, an admin books, the receipt comes", async ({
  page,
  browser,
  stack,
}) => {
  test.setTimeout(300_000);
  const treasurerEmail = freshEmail();
  const email = freshEmail();
  const nip = `19800101200503${1}${String(100 + Math.floor(performance.now() % 899))}`;
  const room = await browser.newContext({ baseURL: stack.siteUrl, locale: "id-ID" });
  const admin = await room.newPage();
  const unit = await prepareUnit(admin, stack, treasurerEmail);

  // The civil servant has paid for two workers once; now their pay goes on with it.
  await addWorker(page, { name: "Ngatmini", nik: freshNik(), months: 1 });
  await addWorker(page, { name: "Tukiman", nik: freshNik(), months: 1 });
  await statePayer(page, { name: NAME, email });
  await goToGateway(page, stack);
  await payThere(page);
  await signInByLink(page, stack, email);
  await page.goto("/saya/potong-gaji");
  await page.getByRole("link", { name: "Buka data ASN" }).click();
  await page.getByLabel("Nama", { exact: true }).fill(NAME);
  await page.getByLabel("Cari unit kerja").fill(unit);
  await page.getByRole("button", { name: "Cari" }).click();
  await expect(page.getByText("1 unit cocok")).toBeVisible();
  await page.getByLabel("Unit kerja", { exact: true }).selectOption({ label: unit });
  await page.getByLabel("NIP", { exact: false }).first().fill("19801301 200503 1 001");
  await page.getByRole("button", { name: "Simpan" }).click();
  await expect(page.getByRole("alert")).toContainText("tanggal lahir");
  await look(page);
  await page.getByLabel("NIP", { exact: false }).first().fill(nip);
  await page.getByRole("button", { name: "Simpan" }).click();
  await expect(page.getByText("Data ASN sudah dicatat")).toBeVisible();
  await page.getByRole("link", { name: "Bayar lewat potong gaji" }).click();
  await look(page);
  await page.getByLabel("Ngatmini").check();
  await page.getByLabel("Tukiman").check();
  await page.getByRole("button", { name: "Periksa dan tanda tangani" }).click();
  await expect(page.getByText(`memberi kuasa kepada bendahara ${unit}`)).toBeVisible();
  await look(page);
  await page.getByLabel("Nama Bapak/Ibu sebagai tanda tangan").fill("Orang Lain");
  await page.getByLabel(/atas kemauan sendiri/).check();
  await page.getByRole("button", { name: "Tanda tangani" }).click();
  await expect(page.getByRole("alert")).toContainText("Ketik nama persis");
  await page.getByLabel("Nama Bapak/Ibu sebagai tanda tangan").fill(NAME);
  await page.getByRole("button", { name: "Tanda tangani" }).click();
  await expect(page.getByText("Persetujuan ditandatangani")).toBeVisible();
  await look(page);
  expect(await page.content()).not.toContain(nip);
  await awaitMail(stack, email, /^Potong gaji disetujui/);

  // The treasurer closes the list early, takes it along, and says what was really deducted.
  const office = await browser.newContext({ baseURL: stack.siteUrl, locale: "id-ID" });
  const treasurer = await office.newPage();
  await acceptInvitation(treasurer, stack, treasurerEmail);
  await look(treasurer);
  await treasurer.getByRole("button", { name: /^Tutup daftar/ }).click();
  await expect(treasurer.getByText("sudah ditutup dan siap diunduh")).toBeVisible();
  await look(treasurer);
  expect(await treasurer.content()).not.toContain(nip);
  const saving = treasurer.waitForEvent("download");
  await treasurer.getByRole("button", { name: "Unduh CSV" }).click();
  const list = await (await saving).createReadStream();
  let csv = "";
  for await (const piece of list) csv += String(piece);
  expect(csv.replace(/\s/g, "")).toContain(nip);

  const upload = async (content: string) => {
    await treasurer
      .getByLabel("Berkas XLSX atau CSV")
      .setInputFiles({ name: "potongan.csv", mimeType: "text/csv", buffer: Buffer.from(content) });
    await treasurer.getByRole("button", { name: "Unggah dan periksa" }).click();
  };
  await upload(`NIP,Dibayar\n${nip},8400\n`);
  await expect(treasurer.getByText("Kolom “Dipotong” tidak ada")).toBeVisible();
  await upload(`NIP,Dipotong\n${nip},=8400*2\n`);
  await expect(treasurer.getByText(/Baris 2, kolom B/)).toBeVisible();
  await look(treasurer);
  await upload(`NIP,Dipotong\n${nip},8400\n`);
  await expect(treasurer.getByText("kurang Rp8.400 dari Rp16.800")).toBeVisible();
  await look(treasurer);
  await treasurer.getByRole("button", { name: "Tegaskan: Rp8.400" }).click();
  await expect(treasurer.getByText("Laporan sudah ditegaskan")).toBeVisible();
  await expect(treasurer.getByText("Bank Jatim 0031234567")).toBeVisible();
  await look(treasurer);
  const reference = /PG-\d{4}-\d{2}-\w{6}-\d{2}/.exec(await treasurer.content())?.[0] ?? "";
  const listPath = new URL(treasurer.url()).pathname;
  await awaitMail(stack, email, /belum terbayar lewat potong gaji/);

  // The admin finds the batch by what the bank printed, and books the transfer.
  await admin.goto("/admin/potong-gaji");
  await look(admin);
  await admin.getByLabel("Cari nomor acuan").fill(reference.replaceAll("-", " ").toLowerCase());
  await admin.getByRole("button", { name: "Cari", exact: true }).last().click();
  await expect(admin.getByRole("heading", { level: 1 })).toContainText(unit);
  const bankReference = `FT${nip.slice(-4)}${treasurerEmail.length}`;
  await admin.getByLabel("Nomor referensi bank").fill(bankReference);
  await admin.getByRole("button", { name: "Lihat yang akan dibukukan" }).click();
  await expect(admin.getByText("Sama dengan laporan")).toBeVisible();
  await look(admin);
  await admin.getByRole("button", { name: "Bukukan Rp8.400" }).click();
  await expect(admin.getByText("Transfer sudah dibukukan. 1 ASN dilunasi.")).toBeVisible();
  await look(admin);

  const receipt = await awaitMail(stack, email, /^Tanda terima SC-.*Rp8\.400$/);
  expect(receipt.attachments[0]?.filename).toMatch(/^SC-.*\.pdf$/);
  await page.goto("/saya/potong-gaji");
  await expect(page.getByText("Sudah diterima")).toBeVisible();
  await treasurer.reload();
  await expect(treasurer.getByText("Semua potongan sudah diterima")).toBeVisible();

  // Nobody else's list: another unit's page is not there, and a sponsor is no treasurer.
  expect((await page.goto(listPath))?.status()).toBe(403);
  expect((await admin.goto(listPath))?.status()).toBe(403);
  expect((await treasurer.goto("/admin/potong-gaji"))?.status()).toBe(403);

  // Withdrawn, with what it means said first.
  await page.goto("/saya/potong-gaji?lihat=cabut");
  await expect(page.getByText(/gaji Bapak\/Ibu tidak lagi dipotong/)).toBeVisible();
  await look(page);
  await page.getByRole("button", { name: "Cabut sekarang" }).click();
  await expect(page.getByText("Persetujuan potong gaji sudah dicabut")).toBeVisible();
  await awaitMail(stack, email, /^Potong gaji sudah dicabut/);
  await office.close();
  await room.close();
});
