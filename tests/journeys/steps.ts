/** The steps journeys share, each as a person takes it: by label, by button, by what the page says. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "../support/journey";
import type { Stack } from "../support/launch-stack";

let people = 0;

/** A NIK nobody had before in this stack, of somebody born on 12 March 1980. */
export function freshNik(): string {
  people += 1;
  return `350921120380${String(7000 + people)}`;
}

/** An address nobody paid from before in this stack. */
export function freshEmail(): string {
  people += 1;
  return `donatur${people}@contoh.example`;
}

/** Nothing serious or worse, as axe sees the page. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    `axe at ${page.url()}`,
  ).toEqual([]);
}

/** The page is no wider than the screen. */
export async function expectNoSideways(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `how far ${page.url()} reaches past the screen`).toBeLessThanOrEqual(0);
}

export type NewWorker = { readonly name: string; readonly nik: string; readonly months?: 1 | 3 | 6 | 12 };

/** From the first step of the worker's form, wherever it was opened, to the last before the months. */
export async function stateWorker(page: Page, { name, nik }: NewWorker): Promise<void> {
  await page.getByLabel("Nama lengkap").fill(name);
  await page.getByLabel("NIK").fill(nik);
  await page.getByLabel("Tanggal", { exact: true }).fill("12");
  await page.getByLabel("Bulan", { exact: true }).fill("3");
  await page.getByLabel("Tahun", { exact: true }).fill("1980");
  await page.getByLabel("Nomor ponsel pekerja").fill("0812 3456 7890");
  await page.getByLabel("Tetangga").check();
  await page.getByRole("button", { name: "Lanjut" }).click();
  await page.getByLabel("Pekerjaan utamanya").selectOption({ label: "Asisten rumah tangga (ART)" });
  await page.getByLabel("Tempat kerjanya").selectOption("35.09.21.1001");
  await page.getByLabel("Penghasilannya sebulan").selectOption("1");
  await page.getByRole("button", { name: "Lanjut" }).click();
  await page.getByLabel("Lisan, langsung kepada saya").check();
  await page.getByLabel(`${name} sudah tahu dan setuju datanya didaftarkan`).check();
  await page.getByRole("button", { name: "Lanjut" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Bulan untuk ${name}`);
}

/** Names a worker from scratch and puts them into the cart. */
export async function addWorker(page: Page, worker: NewWorker): Promise<void> {
  await page.goto("/lindungi?baru");
  await stateWorker(page, worker);
  await page
    .getByLabel(`${worker.months ?? 3} bulan`, { exact: false })
    .first()
    .check();
  await page.getByRole("button", { name: "Masukkan ke keranjang" }).click();
  await expect(page.getByRole("heading", { name: worker.name })).toBeVisible();
}

/** From the cart to the page where everything is checked once more. */
export async function statePayer(page: Page, payer: { name: string; email: string }): Promise<void> {
  await page.goto("/pembayar");
  await page.getByLabel("Nama lengkap Bapak/Ibu").fill(payer.name);
  await page.getByLabel("Alamat email").fill(payer.email);
  await page.getByRole("button", { name: "Periksa dan bayar" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Periksa sebelum membayar");
}

/** Presses the one button of the check page; ends at the gateway. */
export async function goToGateway(page: Page, stack: Stack): Promise<void> {
  await page.getByRole("button", { name: /^Bayar Rp/ }).click();
  await expect(page).toHaveURL(new RegExp(`^${stack.sandboxUrl}/pay/`));
}

/** Pays at the gateway and waits for our own page to say so. */
export async function payThere(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Bayar", exact: true }).click();
  await expectPaid(page);
}

export async function expectPaid(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Terima kasih. Pembayaran sudah diterima");
}

/** A worker, a payer, and the money: an order that is paid. Returns the order's address. */
export async function sponsorSomebody(
  page: Page,
  stack: Stack,
  who: NewWorker & { readonly email: string },
): Promise<string> {
  await addWorker(page, who);
  await statePayer(page, { name: "Rahmat Hidayat", email: who.email });
  await goToGateway(page, stack);
  await payThere(page);
  return page.url();
}

/** The code of the order whose page this is. */
export function codeOf(page: Page): string {
  return /\/pesanan\/([^?/]+)/.exec(page.url())?.[1] ?? "";
}

export type InboxMail = {
  readonly id: string;
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly {
    readonly filename: string;
    readonly path: string;
    readonly bytes: number;
  }[];
};

/** Waits for a letter to `to` whose subject matches. */
export async function awaitMail(stack: Stack, to: string, subject: RegExp): Promise<InboxMail> {
  let found: InboxMail | undefined;
  await expect
    .poll(
      async () => {
        const answer = await fetch(`${stack.sandboxUrl}/inbox.json?to=${encodeURIComponent(to)}`);
        const { mails } = (await answer.json()) as { mails: InboxMail[] };
        found = mails.find((mail) => subject.test(mail.subject));
        return found?.subject;
      },
      { message: `a letter to ${to} about ${subject}`, timeout: 30_000 },
    )
    .toMatch(subject);
  return found!;
}

/** Signs a sponsor in by the link in their letter; ends at /saya. */
export async function signInByLink(page: Page, stack: Stack, email: string): Promise<void> {
  await page.goto("/saya");
  await page.getByLabel("Alamat email").fill(email);
  await page.getByRole("button", { name: "Kirim tautan" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Periksa email Bapak/Ibu");
  const mail = await awaitMail(stack, email, /masuk/i);
  const link = /https?:\/\/\S+\/masuk\/tautan\?\S+/.exec(mail.text ?? "")?.[0];
  expect(link, "the link in the letter").toBeTruthy();
  await page.goto(link!);
  await page.getByRole("button", { name: "Masuk" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Perlindungan saya");
}

/** Signs the demo's administrator in; ends at the admin's first page. */
export async function signInAsAdmin(page: Page, stack: Stack): Promise<void> {
  await page.goto("/admin/masuk");
  await page.getByLabel("Alamat email").fill(stack.admin?.email ?? "");
  await page.getByLabel("Kata sandi").fill(stack.admin?.password ?? "");
  await page.getByRole("button", { name: "Masuk" }).click();
  await expect(page).toHaveURL(/\/admin\/?$/);
}

/** Presses one of the sandbox's controls. */
export async function control(stack: Stack, name: string, values: object = {}): Promise<unknown> {
  const answer = await fetch(`${stack.sandboxUrl}/_sandbox/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(values),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return answer.json();
}

/** How many charges the gateway has made so far. */
export async function countCharges(stack: Stack): Promise<number> {
  const answer = await fetch(`${stack.sandboxUrl}/_sandbox/state`);
  const state = (await answer.json()) as { counts: { charges: number } };
  return state.counts.charges;
}

/** What time it is on the site, whose clock journeys may have moved. */
export async function siteTime(stack: Stack): Promise<Date> {
  const answer = await fetch(`${stack.sandboxUrl}/_sandbox/state`);
  return new Date(((await answer.json()) as { now: string }).now);
}
