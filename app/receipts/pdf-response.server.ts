/** A stored paper as an answer to a browser: shown in place, under its number, never kept by caches between. */
import type { StoredPdf } from "./paper-queries.server";

/**
 * The caller has made sure that the reader may have it. Answers 304 when the reader's copy is the same:
 * the bytes of a paper never change.
 */
export function pdfResponse(paper: StoredPdf, request?: Request): Response {
  const etag = `"${paper.sha256}"`;
  const headers = {
    ETag: etag,
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
  };
  const known = request?.headers
    .get("If-None-Match")
    ?.split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  if (known?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(paper.pdf), {
    headers: {
      ...headers,
      "Content-Type": "application/pdf",
      "Content-Length": String(paper.pdf.length),
      "Content-Disposition": `inline; filename="${paper.number}.pdf"`,
    },
  });
}
