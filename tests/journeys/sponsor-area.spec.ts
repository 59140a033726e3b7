/** A sponsor changes what they promised, each time told before what it does to the worker: with the real worker, gateway and letters. */
import type { Page } from "@playwright/test";
import { expect, test } from "../support/journey";
import type { Stack } from "../support/launch-stack";
import {
  addWorker,
  awaitMail,
  expectAccessible,
  expectNoSideways,
  expectPaid,
  freshEmail,
  freshNik,
  goToGateway,
  signInByLink,
  statePayer,
} from "./steps";

test.setTimeout(150_000);

async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideways(page);
}

/** Two workers on one card, every three months until cancelled. */
async function begin(page: Page, stack: Stack, email: string): Promise<void> {
  await addWorker(page, { name: "Ngatini", nik: freshNik() });
  await addWorker(page, { name: "Sugiono", nik: freshNik() });
  await statePayer(page, { name: "Retno Palupi", email });
  await page.getByLabel("Perpanjang otomatis sesudah bulan-bulan ini").check();
  await page.getByLabel("3 bulan", { exact: true }).check();
  await page.getByLabel("Kartu, didebit otomatis").check();
  await goToGateway(page, stack);
  await page.getByRole("button", { name: "Bayar", exact: true }).click();
  await expectPaid(page);
  await awaitMail(stack, email, /^Tanda terima/);
}

const manage = (page: Page, name: string) =>
  page.getByRole("link", { name: `Atur perlindungan ${name}` }).click();

test("a sponsor skips, pauses, changes the terms and the card", async ({ page, stack }) => {
  const email = freshEmail();
  page.setDefaultTimeout(15_000);
  await begin(page, stack, email);
  await signInByLink(page, stack, email);
  await expect(page.getByRole("heading", { name: "Perlindungan yang berjalan" })).toBeVisible();
  await expect(page.getByText("Visa berakhiran 4242").first()).toBeVisible();
  await look(page);

  await test.step("the coming year has both in one renewal, and a skip leaves out one of them", async () => {
    await page.getByRole("link", { name: "12 bulan" }).click();
    await look(page);
    const first = page
      .getByRole("list", { name: "Perpanjangan 12 bulan ke depan" })
      .getByRole("listitem")
      .first();
    await expect(first).toContainText("Ngatini");
    await expect(first).toContainText("Sugiono");
    await first.getByRole("link", { name: /^Lewati .* untuk Ngatini$/ }).click();
    await expect(page.getByText(/^Tidak terlindungi 3 bulan: /)).toBeVisible();
    await expect(page.getByText(/^Santunan kematian penuh \(Rp42\.000\.000\)/)).toBeVisible();
    await look(page);
    const double = page.getByRole("button", { name: "Lewati perpanjangan ini" });
    await double.dblclick();
    await expect(page.getByText("Perpanjangan dilewati.")).toBeVisible();
    await page.goto("/saya/jadwal");
    await expect(page.getByText("Dilewati", { exact: true })).toHaveCount(1);
    await page.getByRole("link", { name: /^Batalkan lewati .* untuk Ngatini$/ }).click();
    await page.getByRole("button", { name: "Ya, perpanjang lagi" }).dblclick();
    await expect(page.getByText("Perpanjangan berjalan lagi seperti semula.")).toBeVisible();
    await awaitMail(stack, email, /^Perubahan perlindungan/);
  });

  await test.step("a pause says when membership would end, and is taken back", async () => {
    await page.getByRole("link", { name: "Jeda beberapa bulan" }).click();
    await page.getByLabel("Berapa bulan tidak dibayar").selectOption("5");
    await page.getByRole("button", { name: "Lihat akibatnya" }).click();
    await expect(page.getByText(/^Kepesertaan BPJS Ketenagakerjaan berakhir setelah /)).toBeVisible();
    await look(page);
    await page.getByRole("link", { name: "Pilih yang lain" }).click();
    await page.getByLabel("Berapa bulan tidak dibayar").selectOption("2");
    await page.getByRole("button", { name: "Lihat akibatnya" }).click();
    await page.getByRole("button", { name: "Jeda 2 bulan" }).dblclick();
    await expect(page.getByText("Jeda dicatat.")).toBeVisible();
    await expect(page.getByText(/^Akan dijeda sampai /)).toBeVisible();
    await page.getByRole("link", { name: /^Lanjutkan perpanjangan Jeda/ }).click();
    await look(page);
    await page.getByRole("button", { name: "Lanjutkan perpanjangan" }).click();
    await expect(page.getByText(/^Akan dijeda sampai /)).toHaveCount(0);
  });

  await test.step("the terms change, each after its effect was shown", async () => {
    await page.getByRole("link", { name: "Ubah Diperpanjang" }).click();
    await page.getByRole("button", { name: "Lihat akibatnya" }).click();
    await expect(page.getByRole("alert")).toContainText("Ini sudah berlaku sekarang");
    await page.getByLabel("6 bulan").check();
    await look(page);
    await page.getByRole("button", { name: "Lihat akibatnya" }).click();
    await expect(page.getByText("Perlindungan tidak terputus")).toBeVisible();
    await page.getByRole("button", { name: "Ubah menjadi setiap 6 bulan" }).click();
    await expect(page.getByText("Jarak perpanjangan diubah.")).toBeVisible();
    await page.getByRole("link", { name: "Ubah Program" }).click();
    await page.getByLabel("Ditambah tabungan hari tua").check();
    await page.getByRole("button", { name: "Lihat akibatnya" }).click();
    await expect(page.getByText(/^Tabungan hari tua \(JHT\) ikut dibayar mulai iuran /)).toBeVisible();
    await page.getByRole("button", { name: "Ubah program" }).click();
    await expect(page.getByText("JKK, JKM, dan tabungan hari tua (JHT)")).toBeVisible();
    await page.getByRole("link", { name: "Ubah Sampai kapan" }).click();
    await page.getByLabel("Sampai bulan tertentu").check();
    await page.getByLabel("Bulan iuran terakhir").selectOption({ index: 20 });
    await look(page);
    await page.getByRole("button", { name: "Lihat akibatnya" }).click();
    await page.getByRole("button", { name: "Simpan batas waktunya" }).click();
    await expect(page.getByText(/^Sampai iuran /)).toBeVisible();
  });

  await test.step("another card is left without paying, chosen for both, and the old one taken back", async () => {
    await page.goto("/saya/kartu");
    await page.getByRole("button", { name: "Simpan kartu baru" }).click();
    await expect(page).toHaveURL(new RegExp(`^${stack.sandboxUrl}/pay/`));
    await page.getByLabel("Nomor kartu uji").fill("5555 5555 5555 4444");
    await page.getByRole("button", { name: "Simpan kartu" }).click();
    await expect(page.getByText("Kartu Mastercard berakhiran 4444 sudah disimpan.")).toBeVisible();
    await look(page);
    await page.getByRole("button", { name: "Pakai untuk yang dipilih" }).click();
    await expect(page.getByText("Cara bayar diubah.")).toBeVisible();
    await expect(page.getByText("Mastercard berakhiran 4444")).toHaveCount(2);
    await page.goto("/saya/kartu");
    await page.getByRole("link", { name: "Hapus kartu Visa berakhiran 4242" }).click();
    await look(page);
    await page.getByRole("button", { name: "Hapus kartu" }).click();
    await expect(page.getByText("Visa berakhiran 4242")).toHaveCount(0);
  });
});

test("a sponsor hands one worker over to a friend and stops for the other", async ({
  page,
  browser,
  stack,
}) => {
  const email = freshEmail();
  page.setDefaultTimeout(15_000);
  await begin(page, stack, email);
  await signInByLink(page, stack, email);
  const friend = freshEmail();
  await test.step("a worker is offered to a friend, who sees masked data, accepts, and goes on", async () => {
    await page.goto("/saya");
    await manage(page, "Ngatini");
    await page.getByRole("link", { name: "Serahkan atau titipkan" }).click();
    await page.getByRole("button", { name: "Periksa dulu" }).click();
    await expect(page.getByRole("alert").getByRole("link")).toHaveCount(2);
    await look(page);
    await page.getByLabel("Email orang yang melanjutkan").fill(friend);
    await page.getByLabel("Pesan untuknya").fill("Beliau sekarang bekerja di rumahmu.");
    await page.getByLabel("Ngatini tahu dan setuju").check();
    await page.getByRole("button", { name: "Periksa dulu" }).click();
    await look(page);
    await page.getByRole("button", { name: "Kirim undangan" }).click();
    await expect(page.getByText("Undangan dikirim.")).toBeVisible();
    const mail = await awaitMail(stack, friend, /^Undangan/);
    expect(mail.text).not.toContain("Ngatini");

    const other = await browser.newContext({ baseURL: stack.siteUrl, locale: "id-ID" });
    const there = await other.newPage();
    const link = /https?:\/\/\S+\/serah-terima\/\S+/.exec(mail.text ?? "")?.[0] ?? "";
    expect((await there.goto(link.replace(/kunci=.{4}/, "kunci=AAAA")))?.status()).toBe(404);
    await there.goto(link);
    await expect(there.getByRole("heading", { level: 1 })).toHaveText("Melanjutkan perlindungan N•••");
    expect(await there.content()).not.toContain("Ngatini");
    await look(there);
    await there.getByRole("button", { name: "Ya, saya lanjutkan" }).click();
    await expect(there.getByRole("alert")).toBeVisible();
    await there.getByLabel("Nama lengkap Bapak/Ibu").fill("Wahyu Prasetyo");
    await there.getByRole("button", { name: "Ya, saya lanjutkan" }).click();
    await expect(there.getByRole("heading", { level: 1 })).toHaveText(
      "Terima kasih. Perlindungan dilanjutkan",
    );
    await look(there);
    await signInByLink(there, stack, friend);
    await expect(there.getByRole("heading", { name: "Ngatini" })).toBeVisible();
    const theirs = await there.getByRole("link", { name: "Atur perlindungan Ngatini" }).getAttribute("href");

    // The giver has only the other one left, and nothing of the friend's is found.
    await page.goto("/saya");
    await expect(page.getByRole("link", { name: /^Atur perlindungan/ })).toHaveCount(1);
    for (const path of [theirs!, `${theirs}/jeda`, `${theirs}/berhenti`, `${theirs}/serahkan`])
      expect((await page.goto(path))?.status(), path).toBe(404);
    await other.close();
  });

  await test.step("the last one is stopped, with a reason or without", async () => {
    await page.goto("/saya");
    await manage(page, "Sugiono");
    await page.getByRole("link", { name: "Hentikan perlindungan" }).click();
    await expect(page.getByText(/^Tidak terlindungi mulai /)).toBeVisible();
    await look(page);
    await page.getByLabel("Saya pindah atau pensiun").check();
    await page.getByRole("button", { name: "Hentikan perlindungan" }).dblclick();
    await expect(page.getByText("Perlindungan dihentikan.")).toBeVisible();
    await expect(page.getByRole("link", { name: /^Atur perlindungan/ })).toHaveCount(0);
    await page.goto("/saya/jadwal");
    await expect(page.getByText("Belum ada perpanjangan")).toBeVisible();
    await look(page);
  });
});
