import type { Page } from "@playwright/test";
import { expect, test } from "../support/journey";
import type { Stack } from "../support/launch-stack";
import {
  awaitMail,
  control,
  expectAccessible,
  expectNoSideways,
  expectPaid,
  freshEmail,
  freshNik,
  type InboxMail,
  signInAsAdmin,
  signInByLink,
  siteTime,
  sponsorSomebody,
} from "./steps";

type Reminder = InboxMail & { readonly headers: Readonly<Record<string, string>> };

/** Three months are bought: less than that one worker's months may be too small a sum for the gateway. */
const MONTHS = 3;

/** Moves the house's clock to nine in the morning of a day in the first month that was not bought. */
async function goToMonthAfter(stack: Stack, begun: Date, date: number): Promise<void> {
  const to = new Date(Date.UTC(begun.getUTCFullYear(), begun.getUTCMonth() + MONTHS, date, 2));
  await control(stack, "clock/advance", { to: to.toISOString() });
}

/** Goes to the days on which the first reminder may speak, until it does: the due day may be moved by a weekend. */
async function awaitReminder(stack: Stack, email: string, begun: Date): Promise<Reminder> {
  for (const date of [3, 5, 7, 9]) {
    await goToMonthAfter(stack, begun, date);
    const letter = await awaitMail(stack, email, /hari lagi: iuran Rp/).catch(() => undefined);
    if (letter) return letter as Reminder;
  }
  throw new Error("No reminder came.");
}

async function look(page: Page) {
  await expectAccessible(page);
  await expectNoSideways(page);
}

const linkIn = (letter: Reminder, place: string) =>
  new RegExp(`https?://\\S+/${place}/\\S+`).exec(letter.text ?? "")?.[0] ?? "";

test("a reminder is read, paid by its button, and stopped by the mailbox without signing in", async ({
  page,
  stack,
}) => {
  test.setTimeout(240_000);
  const email = freshEmail();
  const name = "Sukarti";
  const begun = await siteTime(stack);
  await sponsorSomebody(page, stack, { name, nik: freshNik(), email, months: MONTHS });
  const letter = await awaitReminder(stack, email, begun);
  expect(letter.text).toContain(`- ${name} (Iuran `);
  const button = linkIn(letter, "lanjutkan");
  expect(letter.html).toContain(button.replaceAll("&", "&amp;"));

  await page.goto(button);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lanjutkan perlindungan");
  await expect(page.getByText(name, { exact: true })).toBeVisible();
  await page.getByText(`Saya tidak melanjutkan ${name}`).click();
  await expect(page.getByText(/^Perlindungannya berakhir \d+ \w+ \d{4}\./)).toBeVisible();
  await look(page);
  await page.getByRole("button", { name: `Tidak melanjutkan ${name}` }).click();
  await expect(
    page.getByRole("link", { name: "Pilih alasannya." }).or(page.getByText("Pilih alasannya.")).first(),
  ).toBeVisible();

  await page
    .getByRole("button", { name: /^Bayar Rp/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Periksa sebelum membayar");
  await expect(page.getByText(email)).toBeVisible();
  await page.getByRole("button", { name: /^Bayar Rp/ }).click();
  await expect(page).toHaveURL(new RegExp(`^${stack.sandboxUrl}/pay/`));
  await page.getByRole("button", { name: "Bayar", exact: true }).click();
  await expectPaid(page);

  await page.goto(button);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tidak ada yang perlu dibayar sekarang");
  await look(page);

  // What the mailbox's own "unsubscribe" does: one POST, nobody signed in.
  const way = /^<(.+)>$/.exec(letter.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
  expect(letter.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
  const pressed = await fetch(way, {
    method: "POST",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    redirect: "manual",
  });
  expect(pressed.status).toBe(200);
  expect(pressed.headers.get("set-cookie")).toBeNull();
  await page.goto(way);
  await expect(page.getByLabel("Tanpa pengingat")).toBeChecked();
  await look(page);
  await page.getByLabel("Hanya bila perlindungan terputus").check();
  await page.getByRole("button", { name: "Simpan pilihan" }).click();
  await expect(page.getByText("Pengingat hanya dikirim bila perlindungan terputus.")).toBeVisible();
  expect(
    (
      await fetch(way.replace(/kunci=./, "kunci=~"), {
        method: "POST",
        body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
      })
    ).status,
  ).toBe(404);

  await signInByLink(page, stack, email);
  await page.getByRole("link", { name: "Pengingat dan kabar" }).click();
  await expect(page.getByLabel("Hanya bila perlindungan terputus")).toBeChecked();
  const whatsApp = page.getByRole("link", { name: `Kirim lewat WhatsApp kepada ${name}` });
  await expect(whatsApp).toHaveAttribute("href", /^https:\/\/wa\.me\/6281234567890\?text=/);
  expect(decodeURIComponent((await whatsApp.getAttribute("href")) ?? "")).not.toContain(name);
  await look(page);
});

test("an administrator finds who needs rescue, and changes when reminders go out", async ({
  page,
  stack,
}) => {
  test.setTimeout(240_000);
  const email = freshEmail();
  const name = "Tumini";
  const begun = await siteTime(stack);
  await sponsorSomebody(page, stack, { name, nik: freshNik(), email, months: MONTHS });
  await goToMonthAfter(stack, begun, 28);

  await signInAsAdmin(page, stack);
  await expect(page.getByRole("link", { name: /^Perlu diselamatkan/ })).toBeVisible();
  await page.goto("/admin/penyelamatan");
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("hari lagi");
  await expect(row.getByRole("link", { name: /^Tulis WhatsApp kepada/ })).toHaveAttribute(
    "href",
    /^https:\/\/wa\.me\/\?text=/,
  );
  await look(page);
  await page.getByLabel("Bulan tanpa iuran").selectOption("3");
  await page.getByRole("button", { name: "Saring" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toHaveCount(0);

  await page.goto("/admin/pengingat");
  await look(page);
  await page.getByRole("link", { name: "Ubah mulai suatu tanggal" }).first().click();
  await page.getByLabel("Hari sebelum jatuh tempo").fill("10, 5, nol");
  await page.getByRole("button", { name: "Lihat perubahannya" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look(page);
  await page.getByLabel("Berlaku mulai tanggal").fill("2099-01-01");
  await page.getByLabel("Hari sebelum jatuh tempo").fill("10, 5");
  await page.getByRole("button", { name: "Lihat perubahannya" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Periksa sebelum dicatat");
  await look(page);
  await page.getByRole("button", { name: "Catat jadwal ini" }).click();
  await expect(page.getByText("Jadwal baru dicatat dan berlaku mulai 1 Januari 2099.")).toBeVisible();
});
