/**
 * Turns a matched page into HTML, in one of two ways:
 *
 *   the page does not hydrate ──▶ one string, no script at all, no nonce: may be cached as it is
 *   the page hydrates         ──▶ a stream with a nonce of its own on every script
 */
import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import type { ReactElement } from "react";
import { renderToPipeableStream, renderToString } from "react-dom/server";
import { anyHydrates, anyOwnScript } from "./ui/page-handle";
import { NonceProvider } from "./ui/page-nonce";
import { WordsProvider } from "./words/use-words";
import { createWords } from "./words/words";

/** How long deferred data may keep a page open, in milliseconds; Remix reads it too. */
export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Response | Promise<Response> {
  const { matches } = remix.staticHandlerContext;
  const handles = matches.map(({ route }) => remix.routeModules[route.id]?.handle);
  const hydrates = anyHydrates(handles);
  const nonce = hydrates ? randomBytes(16).toString("base64") : undefined;
  headers.set("Content-Type", "text/html; charset=utf-8");
  setSafetyHeaders(headers, {
    nonce,
    ownScript: anyOwnScript(handles),
    formActionOrigins: formActionOrigins(context),
  });

  const page = (
    <NonceProvider value={nonce}>
      <WordsProvider words={createWords("id")}>
        <RemixServer context={remix} url={request.url} abortDelay={streamTimeout} nonce={nonce} />
      </WordsProvider>
    </NonceProvider>
  );
  if (!nonce) return new Response(`<!DOCTYPE html>${renderToString(page)}`, { headers, status });
  return streamPage(page, { request, status, headers, nonce });
}

/** Unexpected errors of loaders, actions and rendering. A reader who went away is not an error. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted) return;
  if (context.reportError) context.reportError(error, request);
  else console.error(error);
}

/** Origins, besides our own, that a form on our pages may end up at: the gateway's payment page. */
function formActionOrigins(context: AppLoadContext | undefined): readonly string[] {
  return (context?.formActionOrigins ?? []).map((address) => new URL(address).origin);
}

type Safety = {
  readonly nonce: string | undefined;
  /** The page names a script file of ours, and nothing else that runs. */
  readonly ownScript: boolean;
  readonly formActionOrigins: readonly string[];
};

/**
 * What a browser may do with our pages. The referrer policy keeps the origin on our own form posts:
 * with `no-referrer` a form without JavaScript would be refused as a forgery.
 */
function setSafetyHeaders(headers: Headers, { nonce, ownScript, formActionOrigins }: Safety): void {
  const development = import.meta.env.DEV;
  const policy = {
    "default-src": "'self'",
    "script-src": nonce ? `'self' 'nonce-${nonce}' 'strict-dynamic'` : ownScript ? "'self'" : "'none'",
    "style-src": development ? "'self' 'unsafe-inline'" : "'self'",
    "img-src": "'self' data:",
    "connect-src": development ? "'self' ws:" : "'self'",
    "form-action": ["'self'", ...formActionOrigins].join(" "),
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
  };
  const text = Object.entries(policy).map(([name, sources]) => `${name} ${sources}`);
  headers.set("Content-Security-Policy", text.join("; "));
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("X-Frame-Options", "DENY");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
}

type Streaming = {
  readonly request: Request;
  readonly status: number;
  readonly headers: Headers;
  readonly nonce: string;
};

/** Streams a page; bots wait for the whole of it. The abort timer ends with the stream, or it would hold the page in memory. */
function streamPage(page: ReactElement, { request, status, headers, nonce }: Streaming): Promise<Response> {
  const begin = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let shellSent = false;
    let sentStatus = status;
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      [begin]() {
        shellSent = true;
        const body = new PassThrough();
        body.once("close", () => clearTimeout(timer));
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: sentStatus }));
        pipe(body);
      },
      onShellError(error: unknown) {
        clearTimeout(timer);
        reject(error);
      },
      onError(error: unknown) {
        sentStatus = 500;
        if (shellSent && !request.signal.aborted) console.error(error);
      },
    });
    const timer = setTimeout(abort, streamTimeout + 1_000);
    timer.unref();
  });
}
