/** The public page as anybody finds it, with a town's worth of workers: map by keyboard, month by form, figures by file. */
import type { Page } from "@playwright/test";
import { monthInWib } from "~/calendar/wib";
import { openDatabase } from "~db/connection";
import { expect, test } from "../support/journey";
import type { Stack } from "../support/launch-stack";
import { standingClock, testWorld } from "../support/test-world";
import { aTownsWorth, makeLives } from "../transparency/many-lives";
import { expectAccessible, expectNoSideways, signInAsAdmin, siteTime } from "./steps";

let filled: Promise<void> | undefined;

/** Once for each site: workers in many kecamatan, up to this month. Waits until the page tells of them. */
async function fillTown(stack: Stack): Promise<void> {
  const { db, close } = openDatabase({ url: stack.databaseUrl, poolSize: 2, applicationName: "journey" });
  try {
    // Journeys on the same site may have moved its clock.
    const now = await siteTime(stack);
    const world = testWorld(db, { clock: standingClock(now.toISOString()) });
    const units = await db.selectFrom("work_unit").select("id").orderBy("id").limit(6).execute();
    const lives = aTownsWorth(
      monthInWib(now),
      units.map(({ id }) => id),
    );
    await makeLives(world, lives);
  } finally {
    await close();
  }
  const told = async () => {
    const answer = await fetch(`${stack.siteUrl}/api/v1/protection-by-kecamatan`);
    return ((await answer.json()) as { months: { workers: number }[] }).months.at(-1)?.workers ?? 0;
  };
  await expect.poll(told, { timeout: 80_000, intervals: [1_000] }).toBeGreaterThan(300);
}

test.beforeEach(async ({ stack }) => {
  test.setTimeout(240_000);
  filled ??= fillTown(stack);
  await filled;
});

const shipsNoScript = (page: Page) => expect(page.locator("script")).toHaveCount(0);

for (const theme of ["light", "dark"] as const)
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    for (const path of ["/transparansi", "/transparansi/unit", "/"])
      test(`${path} is accessible, fits the screen and ships no script`, async ({ page }) => {
        await page.goto(path);
        await expectAccessible(page);
        await expectNoSideways(page);
        await shipsNoScript(page);
        await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      });
  });

test("the home page leads there, and the figures are the same", async ({ page }) => {
  await page.goto("/");
  const received = await page.getByText("diterima dari donatur").locator("xpath=../dd").textContent();
  await page.getByRole("link", { name: "Ikuti perjalanan setiap rupiah" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Ke mana uangnya, dan siapa yang terlindungi",
  );
  await expect(page.getByText("diterima dari donatur").locator("xpath=../dd")).toHaveText(received ?? "");
  await expect(page.locator('meta[property="og:title"]')).toHaveAttribute("content", /^Transparansi/);
});

test("the map is walked by keyboard, and every area leads to its row", async ({ page }) => {
  await page.goto("/transparansi");
  const map = page.getByRole("group", { name: /^Peta kecamatan/ });
  await expect(map.getByRole("link")).toHaveCount(31);
  const area = map.getByRole("link", { name: /^Sumbersari: \d+ pekerja$/ });
  const told = /\d+/.exec((await area.getAttribute("aria-label")) ?? "")?.[0];
  await area.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#kecamatan-35\.09\.21$/);
  const row = page.getByRole("row", { name: /^Sumbersari/ });
  await expect(row).toBeInViewport();
  await expect(row.getByRole("cell").first()).toHaveText(told ?? "");
  await expect(map.getByRole("link", { name: "Silo: disamarkan" })).toHaveCount(1);
  await expect(map.getByRole("link", { name: "Panti: belum ada" })).toHaveCount(1);
});

test("an earlier month is chosen without a script, and its link can be shared", async ({ page }) => {
  await page.goto("/transparansi");
  const choice = page.getByLabel("Bulan iuran", { exact: true });
  const earlier = await choice.locator("option").nth(1).getAttribute("value");
  const name = (await choice.locator("option").nth(1).textContent()) ?? "";
  await choice.selectOption(earlier ?? "");
  await page.getByRole("button", { name: "Tampilkan" }).click();
  await expect(page).toHaveURL(new RegExp(`bulan=${earlier}`));
  await expect(page.getByText(new RegExp(`pekerja terlindungi pada ${name}$`))).toBeVisible();
  await page.goto("/transparansi?bulan=1999-13");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Ke mana uangnya, dan siapa yang terlindungi",
  );
});

test("the same figures come as CSV and JSON, described and kept", async ({ page, request }) => {
  await page.goto("/transparansi");
  const link = page.getByRole("link", { name: "Perjalanan uang tiap bulan, CSV" }).first();
  const csv = await request.get((await link.getAttribute("href")) ?? "");
  const json = await request.get("/api/v1/money-flow");
  const { total } = (await json.json()) as { total: { received: number } };
  expect((await csv.text()).trim().split("\r\n").at(-1)).toMatch(new RegExp(`^total,${total.received},`));
  expect(csv.headers()["access-control-allow-origin"]).toBe("*");
  const again = await request.get("/api/v1/money-flow", {
    headers: { "if-none-match": json.headers().etag ?? "" },
  });
  expect(again.status()).toBe(304);
  const contract = (await (await request.get("/api/v1/openapi.json")).json()) as { paths: object };
  for (const path of Object.keys(contract.paths).filter((one) => one !== "/api/v1/quote"))
    expect([path, (await request.get(path)).status()]).toEqual([path, 200]);
  expect((await request.head("/api/v1/money-flow.csv")).status()).toBe(200);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"])
    expect((await request.fetch("/api/v1/money-flow", { method })).status()).toBe(405);
  expect((await request.get("/jember-kecamatan.geojson")).status()).toBe(200);
});

test("a unit that asks for it is shown no more", async ({ page, stack }) => {
  await signInAsAdmin(page, stack);
  await page.goto("/admin/transparansi");
  await page.getByRole("button", { name: "Catat permintaan" }).click();
  await expect(page.getByRole("alert").or(page.locator("#unit-error"))).not.toHaveCount(0);
  const unit = page.getByLabel("Unit kerja", { exact: true });
  const name = (await unit.locator("option").nth(20).textContent()) ?? "";
  await unit.selectOption({ label: name });
  await page.getByLabel("Tidak ditampilkan").check();
  await page.getByLabel("Alasan").fill("Diminta kepala unit lewat surat");
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.getByRole("button", { name: "Catat permintaan" }).click();
  await expect(page.getByText("Permintaan unit sudah dicatat.")).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(name.slice(0, 20)) })).toContainText(
    "Diminta kepala unit",
  );
});
