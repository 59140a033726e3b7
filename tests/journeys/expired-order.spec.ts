import { expect, test } from "../support/journey";
import {
  addWorker,
  control,
  expectAccessible,
  freshEmail,
  freshNik,
  goToGateway,
  payThere,
  statePayer,
} from "./steps";

test("an order nobody paid lets its prices and months go, and can be ordered again", async ({
  page,
  browser,
  stack,
}) => {
  const nik = freshNik();
  await addWorker(page, { name: "Tukiyem", nik });
  await statePayer(page, { name: "Endang Lestari", email: freshEmail() });
  await goToGateway(page, stack);
  await page.getByRole("button", { name: /^Kembali tanpa membayar/ }).click();
  const order = page.url();
  await control(stack, "clock/advance", { hours: 25 });

  await page.goto(order);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pesanan ini sudah berakhir");
  await expect(page.getByText("Tidak ada uang yang berpindah")).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole("button", { name: /^Bayar Rp/ })).toHaveCount(0);

  // Somebody else's browser, by the link alone: the order is put together again from what it asked for.
  const elsewhere = await browser.newContext({ baseURL: stack.siteUrl, locale: "id-ID" });
  const there = await elsewhere.newPage();
  await there.goto(order);
  await there.getByRole("button", { name: "Pesan lagi" }).click();
  await expect(there.getByRole("heading", { name: "Tukiyem" })).toBeVisible();
  await expect(there.getByText("Bulan yang dipilih bertabrakan")).toHaveCount(0);
  await there.goto("/periksa");
  await goToGateway(there, stack);
  await payThere(there);
  await elsewhere.close();
});
