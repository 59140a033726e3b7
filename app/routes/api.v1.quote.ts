/** GET /api/v1/quote: the price of one worker's protection, month by month, for anybody's program. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { monthInWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import { quoteAnswer, readQuoteRequest } from "~/tariff/quote-request";
import { quote } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";

const METHODS = "GET, HEAD";

export async function loader({ request }: LoaderFunctionArgs) {
  if (request.method !== "GET" && request.method !== "HEAD") return refuseMethod();
  const world = getWorld();
  const thisMonth = monthInWib(world.clock.now());
  const reading = readQuoteRequest(new URL(request.url).searchParams, thisMonth);
  if (reading.kind === "errors") return answer({ errors: reading.errors }, 400);
  const answered = quote(reading.value, await loadTariffTables(world.db));
  if (answered.kind === "no_tariff") {
    const months = [...new Set(answered.gaps.map((gap) => gap.month))].join(", ");
    return answer({ errors: { start: `start reaches months without a recorded tariff: ${months}` } }, 400);
  }
  return answer(quoteAnswer(answered), 200);
}

export function action() {
  return refuseMethod();
}

/** A price may be kept for five minutes: an admin's new tariff row begins next month at the earliest. */
function answer(body: unknown, status: 200 | 400): Response {
  return Response.json(body, {
    status,
    headers: {
      "Access-Control-Allow-Origin": "*",
      "Cache-Control": status === 200 ? "public, max-age=300" : "no-store",
    },
  });
}

function refuseMethod(): Response {
  const errors = { method: `only ${METHODS}` };
  return Response.json(
    { errors },
    { status: 405, headers: { Allow: METHODS, "Access-Control-Allow-Origin": "*" } },
  );
}
