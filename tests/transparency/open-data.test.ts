/** The interfaces under /api/v1/ keep their contract: every answer is held against the document that describes it. */
import Ajv2020 from "ajv/dist/2020";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setWorld } from "~/platform/world.server";
import { loader } from "~/routes/api.v1.$dataset";
import { loader as quoteLoader, action as refuseWriting } from "~/routes/api.v1.quote";
import { openApiDocument } from "~/transparency/data-contract";
import { DATA_SETS, type DataSetName } from "~/transparency/open-data";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";
import { aTownsWorth, makeLives } from "./many-lives";

const database = useDatabase();
const document = openApiDocument();
const names = Object.keys(DATA_SETS) as DataSetName[];
type Body = {
  readonly total: Record<string, number>;
  readonly workerMonths: number;
  readonly months: readonly { readonly month: string; readonly workers: number }[];
  readonly rows: readonly {
    readonly code: string;
    readonly workerMonths: number | null;
    readonly months: readonly { readonly month: string; readonly workers: number | null }[];
  }[];
};
type Described = {
  readonly description: string;
  readonly content?: Record<string, { readonly schema: object }>;
};
type Paths = Record<
  string,
  { readonly get: { readonly operationId: string; readonly responses: Record<string, Described> } }
>;
const paths = document.paths as Paths;
const ajv = new Ajv2020({ strict: true, allErrors: true });
ajv.addVocabulary(["components"]);
ajv.addSchema({ $id: "contract", components: document.components });

/** What the document promises for a path and a status, as a check. */
function promised(path: string, status: number) {
  const answer = paths[path]?.get.responses[String(status)];
  if (!answer) throw new Error(`The document says nothing of ${status} from ${path}.`);
  const { schema } = answer.content?.["application/json"] ?? { schema: {} };
  return ajv.compile("$ref" in schema ? { $ref: `contract${schema.$ref}` } : schema);
}

async function expectPromised(path: string, response: Response) {
  const check = promised(path, response.status);
  expect(check(await response.json()), ajv.errorsText(check.errors)).toBe(true);
}

const ask = (name: string, init: RequestInit = {}) =>
  loader({
    request: new Request(`http://127.0.0.1:3000/api/v1/${name}`, init),
    params: { dataset: name },
    context: {},
  });

beforeAll(async () => {
  const world: TestWorld = testWorld(database.db);
  const unit = await world.db.selectFrom("work_unit").select("id").limit(2).execute();
  await makeLives(
    world,
    aTownsWorth(
      "2026-11",
      unit.map(({ id }) => id),
    ),
  );
  setWorld(world);
});
afterAll(() => setWorld(undefined));

describe("the document", () => {
  it("describes every set, as JSON and as CSV, the quote and itself", () => {
    const expected = ["quote", "openapi.json", ...names.flatMap((name) => [name, `${name}.csv`])];
    expect(Object.keys(document.paths).sort()).toEqual(expected.map((name) => `/api/v1/${name}`).sort());
  });

  it("is served, and names each operation once", async () => {
    expect(await (await ask("openapi.json")).json()).toEqual(JSON.parse(JSON.stringify(document)));
    const ids = Object.values(paths).map((path) => path.get.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("refuses an answer that is not as it says", () => {
    const check = promised("/api/v1/money-flow", 200);
    expect(check({ months: [], total: {} })).toBe(false);
    expect(
      promised("/api/v1/protection-by-unit", 200)({ months: [], workerMonths: 0, rows: [{ code: "x" }] }),
    ).toBe(false);
  });
});

describe("open data", () => {
  it.each(names)("%s answers as the document promises", async (name) => {
    await expectPromised(`/api/v1/${name}`, await ask(name));
  });

  it("holds figures, hidden ones among them", async () => {
    const money = (await (await ask("money-flow")).json()) as Body;
    expect(money.total.received).toBeGreaterThan(0);
    expect(money.total.allocated).toBe(money.total.received);
    const places = (await (await ask("protection-by-kecamatan")).json()) as Body;
    const cells = places.rows.flatMap((row) => row.months.map((month) => month.workers));
    expect(cells).toContain(null);
    expect(cells).toContain(0);
    expect(cells.filter((cell: number | null) => cell !== null && cell > 0 && cell < 5)).toEqual([]);
  });

  it.each(names)("%s tells the same as a table", async (name) => {
    const body = (await (await ask(name)).json()) as Body;
    const answer = await ask(`${name}.csv`);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const lines: Record<string, string>[] = parse(await answer.text(), { columns: true, bom: true });
    if (name === "money-flow") {
      const plain = (figures: object) =>
        Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, String(value)]));
      expect(lines).toEqual([...body.months.map(plain), plain({ month: "total", ...body.total })]);
      return;
    }
    const cell = (month: string, code: string) => {
      const line = lines.find((one) => one.month === month && one.code === code)!;
      return line.hidden === "yes" ? null : Number(line.worker_months);
    };
    for (const { month, workers } of body.months) expect(cell(month, "total")).toBe(workers);
    for (const { code, workerMonths, months } of body.rows) {
      expect(cell("total", code)).toBe(workerMonths);
      for (const { month, workers } of months)
        expect([code, month, cell(month, code)]).toEqual([code, month, workers]);
    }
    expect(lines).toHaveLength((body.rows.length + 1) * (body.months.length + 1));
    expect(lines.filter(({ hidden, worker_months }) => hidden === "yes" && worker_months !== "")).toEqual([]);
  });

  it("is told as unchanged to who has it already, and may be read from any page", async () => {
    const first = await ask("money-flow");
    const tag = first.headers.get("etag")!;
    expect(first.headers.get("access-control-allow-origin")).toBe("*");
    expect(first.headers.get("cache-control")).toMatch(/^public, max-age=60\b/);
    for (const known of [tag, `"other", ${tag}`, "*"]) {
      const again = await ask("money-flow", { headers: { "if-none-match": known } });
      expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", tag]);
    }
    expect((await ask("money-flow", { headers: { "if-none-match": 'W/"older"' } })).status).toBe(200);
    expect((await ask("money-flow.csv")).headers.get("etag")).not.toBe(tag);
  });

  it("says what is wrong with another address or method", async () => {
    const missing = await ask("payments");
    expect(missing.status).toBe(404);
    expect(Object.keys(((await missing.json()) as { errors: object }).errors)).toEqual(["path"]);
    for (const name of ["__proto__", "constructor", "money-flow.xlsx", ""])
      expect((await ask(name)).status).toBe(404);
    const refused = await ask("money-flow", { method: "OPTIONS" });
    expect(refused.headers.get("allow")).toBe("GET, HEAD");
    await expectPromised("/api/v1/money-flow", refused);
  });
});

describe("the quote", () => {
  const quote = (query: string) =>
    quoteLoader({
      request: new Request(`http://127.0.0.1:3000/api/v1/quote?${query}`),
      params: {},
      context: {},
    });

  it("answers as the document promises, prices and mistakes", async () => {
    const good = await quote("sector=other&income=1000000&programmes=jkk,jkm&start=2026-11&months=3");
    expect(good.status).toBe(200);
    await expectPromised("/api/v1/quote", good);
    await expectPromised("/api/v1/quote", await quote("sector=sea"));
    await expectPromised("/api/v1/quote", refuseWriting());
  });
});
