/** GET /api/v1/<set>, /api/v1/<set>.csv and /api/v1/openapi.json: the public figures, for anybody's program. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { getWorld } from "~/platform/world.server";
import { answerOpenData, refuseMethod } from "~/transparency/answer-open-data.server";

export function loader({ request, params }: LoaderFunctionArgs) {
  return answerOpenData(getWorld(), request, params.dataset ?? "");
}

export function action() {
  return refuseMethod();
}
