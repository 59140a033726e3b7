/** Where gateways tell us what happened: `POST /webhooks/<gateway>`. Signed, stored once, answered after the commit. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveWebhook } from "~/payments/receive-webhook.server";
import { getWorld } from "~/platform/world.server";

/** Larger than any event; a longer body is refused unread. */
const LONGEST_BODY = 1_000_000;

export function loader() {
  return new Response("Only messages of the gateway are taken here.", {
    status: 405,
    headers: { Allow: "POST" },
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const world = getWorld();
  if (!world.gateways.some((gateway) => gateway.name === params.gateway))
    return new Response("Unknown gateway.", { status: 404 });
  if (request.method !== "POST")
    return new Response("Only POST.", { status: 405, headers: { Allow: "POST" } });
  if (Number(request.headers.get("content-length") ?? 0) > LONGEST_BODY)
    return new Response("Too long.", { status: 413 });
  const received = await receiveWebhook(world, params.gateway!, request);
  switch (received.kind) {
    case "forged":
      return new Response("The signature does not match.", { status: 400 });
    case "later":
      return new Response("Please tell us again later.", { status: 503, headers: { "Retry-After": "10" } });
    case "recorded":
      return new Response(null, { status: 204 });
  }
}
