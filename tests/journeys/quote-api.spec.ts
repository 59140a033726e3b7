import { expect, test } from "../support/journey";

test("the quote interface answers programs as the issue promises", async ({ request, page }) => {
  await page.goto("/");
  const start = (await page.getByLabel("Mulai bulan").locator("option").first().getAttribute("value")) ?? "";
  const answer = await request.get(
    `/api/v1/quote?sector=other&income=1099500&programmes=jkk,jkm,jht&start=${start}&months=12`,
  );
  expect(answer.status()).toBe(200);
  expect(answer.headers()["access-control-allow-origin"]).toBe("*");
  const body = (await answer.json()) as {
    total: number;
    months: { month: string; total: number; jht: number }[];
  };
  expect(body.months).toHaveLength(12);
  expect(body.months[0]?.month).toBe(start);
  expect(body.months.every(({ jht }) => jht === 20_000)).toBe(true);
  expect(body.total).toBe(body.months.reduce((sum, { total }) => sum + total, 0));

  const wrong = await request.get("/api/v1/quote?sector=sea&income=-1&programmes=jkk&start=2026-13&months=2");
  expect(wrong.status()).toBe(400);
  expect(Object.keys(((await wrong.json()) as { errors: object }).errors).sort()).toEqual([
    "income",
    "months",
    "programmes",
    "sector",
    "start",
  ]);
  const head = await request.head(
    `/api/v1/quote?sector=other&income=0&programmes=jkk,jkm&start=${start}&months=1`,
  );
  expect([head.status(), (await head.body()).length]).toEqual([200, 0]);
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
    const refused = await request.fetch("/api/v1/quote", { method });
    expect([method, refused.status(), refused.headers().allow]).toEqual([method, 405, "GET, HEAD"]);
  }
});
