import { expect, test } from "../support/journey";
import { addWorker, expectAccessible, expectNoSideways, freshEmail, freshNik, statePayer } from "./steps";

const open = ["/", "/lindungi", "/keranjang", "/masuk", "/privasi", "/cek", "/tidak-ada"];

for (const theme of ["light", "dark"] as const)
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    for (const path of open)
      test(`${path} is accessible and fits the screen`, async ({ page }) => {
        await page.goto(path);
        await expectAccessible(page);
        await expectNoSideways(page);
        await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      });

    test("the steps of a purchase are accessible and fit the screen", async ({ page }) => {
      const look = async () => {
        await expectAccessible(page);
        await expectNoSideways(page);
      };
      await page.goto("/lindungi?baru");
      await page.getByRole("button", { name: "Lanjut" }).click();
      await look();
      await addWorker(page, { name: "Sutinah", nik: freshNik() });
      await look();
      await page.getByRole("link", { name: /^Ubah bulan/ }).click();
      await look();
      await page.goto("/pembayar");
      await page.getByRole("button", { name: "Periksa dan bayar" }).click();
      await look();
      await statePayer(page, { name: "Rahmat Hidayat", email: freshEmail() });
      await look();
    });
  });
