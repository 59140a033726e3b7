/** What the interfaces under /api/v1/ answer, as an OpenAPI 3.1 document: the shapes below are what the tests hold answers against. */
import { z } from "zod";
import { PERIODS } from "~/tariff/quote-request";
import { DATA_SETS, type DataSetName, MONEY_FIELDS } from "./open-data";

const month = z
  .string()
  .regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])$/)
  .describe("An iuran month, such as 2026-11.");
const rupiah = z.int().describe("Whole rupiah.");
const workers = z.int().min(0);
const hidable = (what: string) =>
  z
    .int()
    .min(0)
    .nullable()
    .describe(`${what}. null: fewer than five people, or hidden to protect such a count.`);

const meanings: Readonly<Record<(typeof MONEY_FIELDS)[number], string>> = {
  received: "Came in from sponsors. received = allocated + refunded + fees + pool + suspense + operator.",
  allocated: "Set aside for named worker-months. allocated = waiting + remitted.",
  waiting:
    "Allocated and not handed over yet: what was added in this month, less what was handed over or moved.",
  remitted: "Handed over to BPJS Ketenagakerjaan, less what it did not take.",
  refunded: "Given back to sponsors, or decided to be.",
  fees: "Given by sponsors towards the gateway's fee.",
  pool: "Given to the donation pool.",
  suspense: "Waiting for a decision: late, doubled, or of another amount than asked.",
  operator: "Moved for the operator's own account; below zero when the operator paid in.",
  confirmed: "Of what was remitted: confirmed by BPJS Ketenagakerjaan, in the month its answer came.",
  charges: "Taken by gateway and bank for their service; not part of the sum, the operator pays it.",
};
const figures = Object.fromEntries(MONEY_FIELDS.map((field) => [field, rupiah.describe(meanings[field])]));

const moneyFlow = z.strictObject({
  months: z.array(z.strictObject({ month, ...figures })),
  total: z.strictObject(figures),
});
const protection = z.strictObject({
  months: z
    .array(z.strictObject({ month, workers }))
    .describe(
      "The published months with all workers protected in them. Months with fewer than five are withheld.",
    ),
  workerMonths: z
    .int()
    .min(0)
    .describe("The sum over the published months: one worker in one month counts once."),
  rows: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      workerMonths: hidable("The sum over the published months"),
      months: z.array(z.strictObject({ month, workers: hidable("Workers protected in the month") })),
    }),
  ),
});
const quoted = z.strictObject({
  total: rupiah,
  months: z.array(
    z.strictObject({
      month,
      jkk: rupiah,
      jkm: rupiah,
      jht: rupiah,
      total: rupiah,
      source: z.string().describe("The law the month's price follows."),
    }),
  ),
});
const mistakes = z
  .strictObject({ errors: z.record(z.string(), z.string()) })
  .describe("What is wrong, by parameter.");

const summaries: Readonly<Record<DataSetName, string>> = {
  "money-flow": "What became of the money, by month, as the journal has it.",
  "protection-by-kecamatan": "Protected workers by the kecamatan they work in and by month.",
  "protection-by-occupation": "Protected workers by occupation and by month.",
  "protection-by-unit": "Protected workers by the work unit their sponsor is registered with and by month.",
};

const schemaOf = (schema: z.ZodType) => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12" });
  return rest;
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (description: string, schema: string) => ({
  description,
  content: { "application/json": { schema: ref(schema) } },
});
const tags = { ETag: { schema: { type: "string" } }, "Cache-Control": { schema: { type: "string" } } };
const refusals = { "405": json("Only GET and HEAD are answered.", "Mistakes") };

function dataSetPaths(name: DataSetName) {
  const schema = DATA_SETS[name] === "money" ? "MoneyFlow" : "Protection";
  const unchanged = { "304": { description: "Nothing has changed since the ETag in If-None-Match." } };
  const operation = (id: string, answer: object) => ({
    get: {
      operationId: id,
      summary: summaries[name],
      responses: { "200": { ...answer, headers: tags }, ...unchanged, ...refusals },
    },
  });
  const csv = {
    description: "UTF-8, comma, one line of names.",
    content: { "text/csv": { schema: { type: "string" } } },
  };
  return {
    [`/api/v1/${name}`]: operation(name, json("The figures.", schema)),
    [`/api/v1/${name}.csv`]: operation(`${name}-csv`, csv),
  };
}

const parameter = (name: string, description: string, schema: object) => ({
  name,
  in: "query",
  required: true,
  description,
  schema,
});

const quotePath = {
  get: {
    operationId: "quote",
    summary: "The price of one worker's protection, month by month.",
    parameters: [
      parameter("sector", "What kind of work it is.", { type: "string", enum: ["transport", "other"] }),
      parameter("income", "Rupiah a month.", { type: "integer", minimum: 0, maximum: 1_000_000_000 }),
      parameter("programmes", "JKK and JKM go together, JHT may be added.", {
        type: "string",
        enum: ["jkk,jkm", "jkk,jkm,jht"],
      }),
      parameter("start", "The first month, from this one on.", schemaOf(month)),
      parameter("months", "How many months.", { type: "integer", enum: [...PERIODS] }),
    ],
    responses: {
      "200": json("The price.", "Quote"),
      "400": json("Parameters that cannot be answered.", "Mistakes"),
      ...refusals,
    },
  },
};

/** The document itself; the same for every installation. */
export function openApiDocument() {
  return {
    openapi: "3.1.0",
    info: {
      title: "Sertakan Cinta Jember",
      version: "1",
      description:
        "Prices, money and protection in figures. Counts of fewer than five people are hidden, and what would give them away with them.",
    },
    servers: [{ url: "/" }],
    paths: {
      "/api/v1/quote": quotePath,
      ...Object.assign({}, ...(Object.keys(DATA_SETS) as DataSetName[]).map(dataSetPaths)),
      "/api/v1/openapi.json": {
        get: {
          operationId: "openapi",
          summary: "This document.",
          responses: {
            "200": {
              description: "OpenAPI 3.1.",
              content: { "application/json": { schema: { type: "object" } } },
              headers: tags,
            },
            "304": { description: "Nothing has changed since the ETag in If-None-Match." },
            ...refusals,
          },
        },
      },
    },
    components: {
      schemas: {
        MoneyFlow: schemaOf(moneyFlow),
        Protection: schemaOf(protection),
        Quote: schemaOf(quoted),
        Mistakes: schemaOf(mistakes),
      },
    },
  };
}
