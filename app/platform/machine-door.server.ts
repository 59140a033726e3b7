/**
 * The short way for machines: `/webhooks/<name>` is answered by its route's own functions, without the router
 * that pages need. A burst of messages waits for PostgreSQL then, and not for the way to it.
 */
import type { ServerBuild } from "@remix-run/node";
import type { Request as Arrival, Response as Departure, RequestHandler } from "express";

/** Longer than any message; the rest of a longer one is not read. */
const LONGEST_BODY = 1_000_000;

type Answering = (args: {
  request: Request;
  params: Record<string, string>;
  context: object;
}) => Promise<Response>;

export function answerMachines(build: ServerBuild): RequestHandler {
  return async (arrival, departure, next) => {
    const name = String(arrival.params.name);
    const route = build.routes[`routes/webhooks.${name}`] ?? build.routes["routes/webhooks.$gateway"];
    if (!route) return next();
    try {
      const reads = arrival.method === "GET" || arrival.method === "HEAD";
      const answer = (reads ? route.module.loader : route.module.action) as Answering;
      const request = reads ? toRequest(arrival) : toRequest(arrival, await readBody(arrival));
      await send(await answer({ request, params: { gateway: name }, context: {} }), departure);
    } catch (error) {
      if (error instanceof TooLong) {
        departure.setHeader("Connection", "close");
        departure.status(413).type("text").send("Too long.");
      } else next(error);
    }
  };
}

class TooLong extends Error {}

async function readBody(arrival: Arrival): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of arrival as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LONGEST_BODY) throw new TooLong();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function toRequest(arrival: Arrival, body?: Buffer): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(arrival.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const url = `${arrival.protocol}://${arrival.get("host")}${arrival.originalUrl}`;
  return new Request(url, { method: arrival.method, headers, body: body && new Uint8Array(body) });
}

async function send(answer: Response, departure: Departure): Promise<void> {
  departure.status(answer.status);
  for (const [name, value] of answer.headers) departure.setHeader(name, value);
  departure.end(answer.body ? Buffer.from(await answer.arrayBuffer()) : undefined);
}
