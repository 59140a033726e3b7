/** Money on its way to BPJS: paid, prepared, approved by another, sent, answered, and told to who paid it. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "@playwright/test";
import { expect, test } from "../support/journey";
import { projectRoot, type Stack } from "../support/launch-stack";
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

async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideways(page);
}

/** A second administrator, made as an operator makes one. Returns the way in. */
async function secondAdministrator(stack: Stack, email: string): Promise<Stack["admin"]> {
  const secrets = JSON.parse(readFileSync(path.join(stack.dataDir, "secrets.json"), "utf8"));
  const program = path.join(projectRoot, "build", "server", "index.js");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, "admin:create", email, "Bambang Prasetyo"],
    {
      env: {
        ...process.env,
        DATABASE_URL: stack.databaseUrl,
        DATA_KEYS: secrets.dataKeys,
        INDEX_KEY: secrets.indexKey,
        SESSION_SECRET: secrets.sessionSecret,
        STRIPE_SECRET_KEY: secrets.stripeKey,
        STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
        RESEND_API_KEY: secrets.resendKey,
        RESEND_WEBHOOK_SECRET: secrets.resendWebhookSecret,
        LOG_LEVEL: "silent",
      },
    },
  );
  return { email, password: /shown once: (\S+)/.exec(stdout)?.[1] ?? "" };
}

async function office(browser: Browser, stack: Stack, page: Page, admin = stack.admin): Promise<Page> {
  const context = await browser.newContext({
    baseURL: stack.siteUrl,
    locale: "id-ID",
    viewport: page.viewportSize(),
  });
  const admins = await context.newPage();
  await signInAsAdmin(admins, { ...stack, admin });
  return admins;
}

/** The rows of the downloaded list, by NIK. */
async function downloadList(finance: Page): Promise<ReadonlyMap<string, { readonly month: string }>> {
  await finance.getByLabel("Berkas").selectOption("csv");
  const [download] = await Promise.all([
    finance.waitForEvent("download"),
    finance.getByRole("button", { name: "Unduh daftar" }).click(),
  ]);
  const [head = "", ...lines] = readFileSync(await download.path(), "utf8")
    .replace("\ufeff", "")
    .split("\r\n");
  const at = (name: string) => head.split(",").indexOf(name);
  return new Map(
    lines
      .map((line) => line.split(","))
      .map((cells) => [cells[at("NIK")] ?? "", { month: cells[at("Bulan iuran")] ?? "" }]),
  );
}

test("two months go to BPJS, one is accepted and one refused, and the sponsor hears of it", async ({
  page,
  browser,
  stack,
}) => {
  test.setTimeout(300_000);
  const email = freshEmail();
  const [accepted, refused] = [freshNik(), freshNik()];
  await addWorker(page, { name: "Sumarni", nik: accepted, months: 1 });
  await addWorker(page, { name: "Paidi", nik: refused, months: 1 });
  await statePayer(page, { name: "Rahmat Hidayat", email });
  await goToGateway(page, stack);
  await payThere(page);

  const finance = await office(browser, stack, page);
  await finance.goto("/admin/setoran");
  await look(finance);
  await finance.locator("summary", { hasText: "Siapkan setoran" }).click();
  await finance.getByRole("button", { name: "Siapkan setoran" }).click();
  await expect(finance.getByText("Setoran disiapkan")).toBeVisible();
  await expect(finance.getByText("orang lain yang menyetujuinya")).toBeVisible();
  await look(finance);
  const batch = finance.url().replace(/\?.*/, "");

  const second = await secondAdministrator(stack, `penyetuju-${email}`);
  const approver = await office(browser, stack, page, second);
  await approver.goto(batch);
  await approver.getByRole("button", { name: /^Setujui setoran Rp/ }).click();
  await expect(approver.getByText("Setoran disetujui")).toBeVisible();

  await finance.goto(batch);
  const list = await downloadList(finance);
  expect(list.get(accepted)?.month).toMatch(/^\d{4}-\d{2}$/);
  expect(list.has(refused)).toBe(true);
  await look(finance);
  const lead = await finance.getByText(/^Setelah dicatat: Rp/).innerText();
  await finance.getByLabel("Kode iuran atau kode bayar").fill("8888812345678");
  await finance.getByLabel("Rujukan bank").fill(`FT${accepted.slice(-4)}${Date.now()}`);
  await finance.getByLabel("Jumlah yang ditransfer").fill("1");
  await finance.getByRole("button", { name: "Catat transfer" }).click();
  await expect(finance.getByRole("alert")).toContainText("sampai rupiah terakhir");
  await finance.getByLabel("Jumlah yang ditransfer").fill(/Rp([\d.]+)/.exec(lead)?.[1] ?? "");
  await finance.getByRole("button", { name: "Catat transfer" }).click();
  await expect(finance.getByText("Transfer dicatat dan dibukukan")).toBeVisible();
  await look(finance);

  await finance.goto("/admin/jawaban-bpjs");
  await look(finance);
  const rows = [
    "No KTP;Periode;Status;Keterangan;KPJ",
    `${accepted};${list.get(accepted)?.month};DITERIMA;;21012345678`,
    `${refused};${list.get(refused)?.month};DITOLAK;NIK tidak padan Dukcapil;`,
    "3509211203809999;2026-11;DITERIMA;;",
  ];
  await finance.getByLabel("Berkas CSV atau XLSX").setInputFiles({
    name: "jawaban.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(rows.join("\r\n")),
  });
  await finance.getByRole("button", { name: "Unggah dan periksa" }).click();
  await finance.getByLabel("NIK", { exact: true }).selectOption("A");
  await finance.getByLabel("Bulan iuran").selectOption("B");
  await finance.getByLabel("Hasil").selectOption("C");
  await finance.getByLabel("Alasan penolakan").selectOption("D");
  await finance.getByLabel("Nomor KPJ").selectOption("E");
  await look(finance);
  await finance.getByRole("button", { name: "Periksa isinya" }).click();
  await expect(finance.getByText("1 pekerja-bulan dikonfirmasi")).toBeVisible();
  await expect(finance.getByText("1 pekerja-bulan ditolak")).toBeVisible();
  await expect(finance.getByText("NIK tidak dikenal di sini: baris 4")).toBeVisible();
  await look(finance);
  await finance.getByRole("button", { name: "Jalankan impor" }).click();
  await expect(finance.getByText("Jawaban diimpor")).toBeVisible();
  await look(finance);

  const mail = await awaitMail(stack, email, /^Perlindungan terkonfirmasi: 1 pekerja/);
  expect(mail.text).toContain("Sumarni");
  expect(mail.text).not.toContain("Paidi");
  await signInByLink(page, stack, email);
  await expect(page.getByText("Sudah dikonfirmasi").first()).toBeAttached();
  await finance.goto("/admin/temuan");
  await expect(finance.getByRole("link", { name: "Ditolak BPJS Ketenagakerjaan" }).first()).toBeVisible();
  await finance.getByRole("link", { name: "Ditolak BPJS Ketenagakerjaan" }).first().click();
  await expect(finance.getByText("NIK tidak padan Dukcapil")).toBeVisible();
  await look(finance);
  await finance.context().close();
  await approver.context().close();
});
