import { expect, test } from "../support/journey";
import {
  addWorker,
  awaitMail,
  control,
  countCharges,
  expectAccessible,
  expectNoSideways,
  expectPaid,
  freshEmail,
  freshNik,
  goToGateway,
  payThere,
  statePayer,
} from "./steps";

test("a declined card moves no money, and the next try pays", async ({ page, stack }) => {
  const email = freshEmail();
  await addWorker(page, { name: "Misnatun Hasanah", nik: freshNik() });
  await statePayer(page, { name: "Endang Lestari", email });
  await goToGateway(page, stack);
  const gatewayPage = page.url();
  await page.getByRole("button", { name: "Kartu ditolak" }).click();
  await page.getByRole("button", { name: /^Kembali tanpa membayar/ }).click();
  await expect(page.getByText("Tidak ada uang yang berpindah")).toBeVisible();
  await expectAccessible(page);
  await expectNoSideways(page);

  await page.getByRole("button", { name: /^Bayar Rp/ }).click();
  // The same attempt, the same page: nothing was opened twice.
  await expect(page).toHaveURL(gatewayPage);
  await payThere(page);
  await awaitMail(stack, email, /^Tanda terima SC-/);
});

test("two tabs and a double click are one order and one charge", async ({ page, context, stack }) => {
  const email = freshEmail();
  await addWorker(page, { name: "Buhari Muslim", nik: freshNik() });
  await statePayer(page, { name: "Endang Lestari", email });
  const other = await context.newPage();
  await other.goto("/periksa");
  const third = await context.newPage();
  await third.goto("/periksa");
  const before = await countCharges(stack);

  await Promise.all([goToGateway(page, stack), goToGateway(other, stack)]);
  expect(other.url()).toBe(page.url());
  await payThere(page);
  const order = page
    .url()
    .replace(/[?&]dari=.*$/, "")
    .split("?")[0];

  // The second tab's payment page is closed, and the third tab's button leads to the paid order.
  await other.reload();
  await expect(other.getByRole("button", { name: "Bayar", exact: true })).toHaveCount(0);
  await third.getByRole("button", { name: /^Bayar Rp/ }).click();
  await expectPaid(third);
  expect(third.url().split("?")[0]).toBe(order);
  expect(await countCharges(stack)).toBe(before + 1);

  // The paid cart has done its work: the next visit finds an empty one.
  await third.goto("/keranjang");
  await expect(third.getByText("Keranjang masih kosong")).toBeVisible();
});

test("a cart changed in another tab is shown again before it is paid", async ({ page, context }) => {
  await addWorker(page, { name: "Sukarno Hadi", nik: freshNik(), months: 3 });
  await statePayer(page, { name: "Endang Lestari", email: freshEmail() });
  const other = await context.newPage();
  await addWorker(other, { name: "Painem", nik: freshNik(), months: 6 });
  await page.getByRole("button", { name: /^Bayar Rp/ }).click();
  await expect(page.getByText("Isi keranjang berubah")).toBeVisible();
  await expect(page.getByText("Painem").first()).toBeVisible();
});

test("months somebody else is paying for are not sold, and the next free ones are offered", async ({
  page,
  browser,
  stack,
}) => {
  const nik = freshNik();
  await addWorker(page, { name: "Suparmi", nik });
  await statePayer(page, { name: "Endang Lestari", email: freshEmail() });
  const neighbour = await browser.newContext({ baseURL: stack.siteUrl, locale: "id-ID" });
  const second = await neighbour.newPage();
  await addWorker(second, { name: "Suparmi", nik });
  await statePayer(second, { name: "Joko Santoso", email: freshEmail() });
  await goToGateway(page, stack);

  await second.getByRole("button", { name: /^Bayar Rp/ }).click();
  await expect(second.getByText("Ada bulan yang sudah dibayar orang lain")).toBeVisible();
  await expect(second.getByText("sedang dalam proses pembayaran orang lain")).toBeVisible();
  await expectAccessible(second);
  await payThere(page);
  await second.reload();
  await expect(second.getByText("sudah terlindungi", { exact: false }).first()).toBeVisible();
  await second
    .getByRole("form")
    .or(second.locator("form[action*='/keranjang/']"))
    .getByRole("button")
    .first()
    .click();
  await expect(second.getByText("Ada bulan yang sudah dibayar orang lain")).toHaveCount(0);
  await goToGateway(second, stack);
  await payThere(second);
  await neighbour.close();
});

test("a gateway that is away charges nothing, and the same button works later", async ({ page, stack }) => {
  await addWorker(page, { name: "Wagiman", nik: freshNik() });
  await statePayer(page, { name: "Endang Lestari", email: freshEmail() });
  await control(stack, "faults", {
    service: "stripe",
    fault: "error",
    times: 20,
    match: "POST /v1/checkout",
  });
  await page.getByRole("button", { name: /^Bayar Rp/ }).click();
  await expect(page.getByText("Halaman pembayaran sedang tidak dapat dibuka")).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText("tidak ada uang yang berpindah")).toBeVisible();
  await control(stack, "switches/clear");
  await goToGateway(page, stack);
  await payThere(page);
});
