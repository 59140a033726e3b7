/** Open data as answers: readable from any page, kept for a minute, told as unchanged to who has it already. */
import { createHash } from "node:crypto";
import { text } from "node:stream/consumers";
import type { World } from "~/platform/world.server";
import { csvStream } from "~/sheets/write-sheet.server";
import { openApiDocument } from "./data-contract";
import { type DataRow, type DataSetName, dataSet, dataSetTable, isDataSet } from "./open-data";
import { PUBLIC_CACHE, readPublicFigures } from "./public-figures.server";

const METHODS = "GET, HEAD";
const FOR_ANYBODY = { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" };

/** Answers `/api/v1/<name>`: a set as JSON, `<name>.csv` as a table, `openapi.json` the contract; 404 for others. */
export async function answerOpenData(
  world: Pick<World, "db" | "clock" | "log">,
  request: Request,
  name: string,
): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return refuseMethod();
  if (name === "openapi.json") return tagged(request, JSON.stringify(openApiDocument()), "application/json");
  const asTable = name.endsWith(".csv");
  const set = asTable ? name.slice(0, -".csv".length) : name;
  if (!isDataSet(set)) return refuse(404, "path", "this address has no data; see /api/v1/openapi.json");
  const figures = await readPublicFigures(world);
  if (!asTable) return tagged(request, JSON.stringify(dataSet(set, figures)), "application/json");
  const answer = tagged(request, await csvOf(set, figures), "text/csv; charset=utf-8");
  answer.headers.set("Content-Disposition", `attachment; filename="sertakan-cinta-${set}.csv"`);
  return answer;
}

/** What a writing method is told. */
export function refuseMethod(): Response {
  const refusal = refuse(405, "method", `only ${METHODS}`);
  refusal.headers.set("Allow", METHODS);
  return refusal;
}

function csvOf(set: DataSetName, figures: Parameters<typeof dataSetTable>[1]): Promise<string> {
  const { columns, rows } = dataSetTable(set, figures);
  return text(
    csvStream<DataRow>({
      fileName: set,
      sheetName: set,
      columns: columns.map(({ name, kind }, at) => ({ name, kind, value: (row) => row[at] })),
      rows,
    }),
  );
}

/** The tag is weak: the same figures may travel compressed in several ways. */
function tagged(request: Request, body: string, type: string): Response {
  const tag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const headers = { ...FOR_ANYBODY, ETag: tag, "Cache-Control": PUBLIC_CACHE };
  const known = (request.headers.get("If-None-Match") ?? "").split(",").map((one) => one.trim());
  if (known.includes(tag) || known.includes("*")) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "Content-Type": type } });
}

function refuse(status: 404 | 405, what: string, why: string): Response {
  return Response.json(
    { errors: { [what]: why } },
    { status, headers: { ...FOR_ANYBODY, "Cache-Control": "no-store" } },
  );
}
