/** Where the mail service tells us what became of letters: `POST /webhooks/resend`. Signed, stored once. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { recordMailNews } from "~/mail/record-mail-news.server";
import { getWorld } from "~/platform/world.server";

/** Larger than any news; a longer body is refused. */
const LONGEST_BODY = 1_000_000;

export function loader() {
  return new Response("Only news of mails is taken here.", { status: 405, headers: { Allow: "POST" } });
}

export async function action({ request }: ActionFunctionArgs) {
  const world = getWorld();
  if (request.method !== "POST")
    return new Response("Only POST.", { status: 405, headers: { Allow: "POST" } });
  if (Number(request.headers.get("content-length") ?? 0) > LONGEST_BODY)
    return new Response("Too long.", { status: 413 });
  const reading = await world.mailer.readNews(request, world.clock.now());
  if (reading.kind === "forged") {
    world.log.warn({ detail: reading.detail }, "mail news that nobody we know has signed");
    return new Response("The signature does not match.", { status: 400 });
  }
  await recordMailNews(world, reading.news);
  return new Response(null, { status: 204 });
}
