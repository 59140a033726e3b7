import type { RequestHandler } from "express";

/**
 * Headers that keep a browser careful, on every answer that has not set its own: static files, data
 * and resource routes. Pages bring theirs, with the nonce that belongs to them.
 */
export function addSafetyHeaders(publicUrl: string): RequestHandler {
  const headers: Record<string, string> = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(publicUrl.startsWith("https://")
      ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" }
      : {}),
  };
  return (_request, response, next) => {
    // Set at the last moment: the page's own headers are appended, and a header said twice is void.
    const writeHead = response.writeHead;
    response.writeHead = function (this: typeof response, ...args: unknown[]) {
      for (const [name, value] of Object.entries(headers))
        if (!response.hasHeader(name)) response.setHeader(name, value);
      return (writeHead as (...all: unknown[]) => typeof response).apply(this, args);
    } as typeof response.writeHead;
    next();
  };
}
