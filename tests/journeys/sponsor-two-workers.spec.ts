import { expect, test } from "../support/journey";
import {
  addWorker,
  awaitMail,
  expectPaid,
  freshEmail,
  freshNik,
  goToGateway,
  statePayer,
  stateWorker,
} from "./steps";

test.describe("a sponsor without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("works out a price, names two workers, pays once and holds the receipt", async ({ page, stack }) => {
    const email = freshEmail();
    await page.goto("/");
    await page.getByLabel("Pekerjaannya").selectOption({ label: "Asisten rumah tangga (ART)" });
    await page.getByLabel("Untuk berapa bulan").selectOption("6");
    await page.getByRole("button", { name: "Hitung" }).click();
    await expect(page.getByText("Iuran untuk 6 bulan")).toBeVisible();
    const price = await page.locator("#harga .figures").first().innerText();

    await page.getByRole("link", { name: "Daftarkan pekerja" }).click();
    const siti = freshNik();
    await stateWorker(page, { name: "Siti Rukayah", nik: siti });
    // What was chosen in the calculator is chosen here.
    await expect(page.getByLabel("6 bulan")).toBeChecked();
    await page.getByRole("button", { name: "Masukkan ke keranjang" }).click();
    await expect(page.getByText(price).first()).toBeVisible();
    await expect(page.getByText(`NIK 3509••••••••${siti.slice(-4)}`)).toBeVisible();
    expect(await page.content()).not.toContain(siti);

    await addWorker(page, { name: "Slamet Hariyadi", nik: freshNik(), months: 3 });
    await expect(page.getByText("2 orang akan terlindungi")).toBeVisible();
    await statePayer(page, { name: "Rahmat Hidayat", email });
    await expect(page.getByText("Siti Rukayah").first()).toBeVisible();
    await expect(page.getByText("Slamet Hariyadi").first()).toBeVisible();
    await goToGateway(page, stack);
    await page.getByRole("button", { name: "Bayar", exact: true }).click();
    await expectPaid(page);

    const mail = await awaitMail(stack, email, /^Tanda terima SC-/);
    expect(mail.attachments.map(({ filename }) => filename)).toEqual([expect.stringMatching(/^SC-.*\.pdf$/)]);
    await page.reload();
    const paper = page.getByRole("link", { name: /^Unduh tanda terima SC-/ });
    const pdf = await page.request.get((await paper.getAttribute("href")) ?? "");
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");

    // The same person again, by whoever: the paid months are not sold twice.
    await page.goto("/lindungi?baru");
    await stateWorker(page, { name: "Siti Rukayah", nik: siti });
    await expect(page.getByText("Bulan yang sama tidak dibayar dua kali")).toBeVisible();
    const starts = await page.getByLabel("Mulai bulan").locator("option").count();
    expect(starts).toBe(25 - 6);
  });
});

test("what is typed wrongly is named, kept, and can be confirmed where the card says so", async ({
  page,
}) => {
  await page.goto("/lindungi");
  await page.getByRole("button", { name: "Lanjut" }).click();
  await expect(page.getByRole("alert")).toContainText("Isi NIK-nya");
  await page.getByRole("link", { name: "Isi NIK-nya" }).click();
  await expect(page.getByLabel("NIK")).toBeFocused();
  await page.getByLabel("Nama lengkap").fill("Sri Wahyuni");
  await page.getByLabel("NIK").fill(freshNik());
  await page.getByLabel("Tanggal", { exact: true }).fill("13");
  await page.getByLabel("Bulan", { exact: true }).fill("3");
  await page.getByLabel("Tahun", { exact: true }).fill("1980");
  await page.getByLabel("Nomor ponsel pekerja").fill("081234567890");
  await page.getByLabel("Kerabat").check();
  await page.getByRole("button", { name: "Lanjut" }).click();
  await expect(page.getByText("Menurut NIK, tanggal lahirnya 12 Maret 1980")).toBeVisible();
  await expect(page.getByLabel("Nama lengkap")).toHaveValue("Sri Wahyuni");
  await page.getByLabel("Sudah saya lihat, di KTP memang tertulis begitu").check();
  await page.getByRole("button", { name: "Lanjut" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pekerjaan Sri Wahyuni");
  expect(page.url()).not.toMatch(/\d{16}/);
});

test("a worker under age is refused with the reason", async ({ page }) => {
  await page.goto("/lindungi?baru");
  await page.getByLabel("Tanggal", { exact: true }).fill("1");
  await page.getByLabel("Bulan", { exact: true }).fill("1");
  await page.getByLabel("Tahun", { exact: true }).fill(String(new Date().getFullYear() - 16));
  await page.getByRole("button", { name: "Lanjut" }).click();
  await expect(page.getByRole("alert")).toContainText("paling muda 18 tahun");
});

test("an amount the gateway does not take is explained, and one button mends it", async ({ page, stack }) => {
  await addWorker(page, { name: "Sumiati", nik: freshNik(), months: 1 });
  const quote = await page.request.get(
    `/api/v1/quote?sector=other&income=1000000&programmes=jkk,jkm&start=${await startMonth(page)}&months=1`,
  );
  const { total } = (await quote.json()) as { total: number };
  test.skip(total >= 8500, "without a discount one month is enough for the gateway");
  await statePayer(page, { name: "Rahmat Hidayat", email: freshEmail() });
  await expect(page.getByText("Jumlahnya terlalu kecil untuk dibayar lewat sini")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Bayar Rp/ })).toHaveCount(0);
  await page.getByRole("button", { name: /^3 bulan untuk Sumiati/ }).click();
  await goToGateway(page, stack);
});

/** The first month the calculator offers: this one. */
async function startMonth(page: import("@playwright/test").Page): Promise<string> {
  const home = await page.request.get("/");
  return /<option value="(\d{4}-\d{2})"/.exec(await home.text())?.[1] ?? "";
}
