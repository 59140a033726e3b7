import { expect, test } from "../support/journey";
import {
  awaitMail,
  codeOf,
  expectAccessible,
  expectNoSideways,
  freshEmail,
  freshNik,
  signInByLink,
  sponsorSomebody,
} from "./steps";

test("a sponsor signs in by the link in a letter and sees whom they protect", async ({
  page,
  browser,
  stack,
}) => {
  const email = freshEmail();
  const nik = freshNik();
  const order = await sponsorSomebody(page, stack, { name: "Poniman", nik, email });
  const receipt = (await awaitMail(stack, email, /^Tanda terima SC-/)).subject;
  await signInByLink(page, stack, email);
  await expect(page.getByRole("heading", { name: "Poniman" })).toBeVisible();
  await expect(page.getByText(/^Terlindungi sampai \d+ \w+ \d{4}$/)).toBeVisible();
  await expect(page.getByRole("table", { name: "Bulan iuran Poniman" })).toContainText("Sudah dibayar");
  expect(await page.content()).not.toContain(nik);
  await expectAccessible(page);
  await expectNoSideways(page);

  await page.getByRole("button", { name: /^Kirim lagi/ }).click();
  await expect(page.getByText(`dikirim lagi ke ${email}`)).toBeVisible();
  expect(receipt).toMatch(/^Tanda terima SC-/);

  await page.getByRole("button", { name: /^Perpanjang/ }).click();
  await expect(page.getByRole("heading", { name: "Poniman" })).toBeVisible();
  await expect(page.getByText("Bulan yang dipilih bertabrakan")).toHaveCount(0);

  // Without the link's secret an order is only its own sponsor's.
  const code = order.split("?")[0]?.split("/").pop() ?? "";
  expect((await page.goto(`/pesanan/${code}`))?.status()).toBe(200);
  const stranger = await browser.newContext({ baseURL: stack.siteUrl, locale: "id-ID" });
  const there = await stranger.newPage();
  expect((await there.goto(`/pesanan/${code}`))?.status()).toBe(404);
  expect((await there.goto(`/pesanan/${code}?kunci=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`))?.status()).toBe(404);
  const otherEmail = freshEmail();
  await sponsorSomebody(there, stack, { name: "Paijo", nik: freshNik(), email: otherEmail });
  await signInByLink(there, stack, otherEmail);
  expect((await there.goto(`/pesanan/${code}`))?.status()).toBe(404);
  expect((await there.goto(`/pesanan/${codeOf(page)}`))?.status()).toBe(404);
  await stranger.close();
});
