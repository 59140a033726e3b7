/** One HTTP request read whole, and the answer to it; both plain values, so that handlers stay synchronous. */
import type { IncomingMessage, ServerResponse } from "node:http";

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

/** A mail with its attachments may have 40 MB, a third more in base64. */
const longestBody = 60_000_000;

export class BodyTooLongError extends Error {}

/** Reads a request to its end. Throws `BodyTooLongError` rather than filling the memory. */
export async function readAsked(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > longestBody) throw new BodyTooLongError("The body is too long.");
    chunks.push(chunk as Buffer);
  }
  const url = new URL(request.url ?? "/", "http://sandbox");
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.search.slice(1),
    headers: request.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

export function sendAnswer(response: ServerResponse, answer: Answer): void {
  const bytes = typeof answer.body === "string" ? Buffer.from(answer.body) : answer.body;
  response.writeHead(answer.status, { ...answer.headers, "content-length": bytes.length });
  response.end(bytes);
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers },
    body: JSON.stringify(value, null, 2),
  };
}

export function seeOther(to: string): Answer {
  return { status: 303, headers: { location: to, "cache-control": "no-store" }, body: "" };
}

/** The one value of a header that may come more than once. */
export function header(asked: Asked, name: string): string {
  const value = asked.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
