/** What is turned away before any page sees it, and what a request may say about its own origin. */

export type Arrival = {
  readonly method: string;
  /** As it stood in the request line. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
};

export type TurnedAway = { readonly status: number; readonly sentence: string };

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const HOST = /^([\w.-]{1,253}|\[[\da-f:.]{2,45}\])(:\d{1,5})?$/i;
/** Staff upload tables and statements; everybody else sends short forms. */
const UPLOAD_PATHS = /^\/(admin|bendahara)(\/|$)/;
export const LARGEST_FORM_BYTES = 1_000_000;
export const LARGEST_UPLOAD_BYTES = 25_000_000;

/**
 * The reason to turn a request away, or undefined. A body without a stated length is one of them: it
 * has no limit. So is a form that another site's page sends in a visitor's name.
 */
export function reasonToTurnAway(
  { method, target, headers }: Arrival,
  publicUrl: string,
): TurnedAway | undefined {
  if (!METHODS.has(method)) return { status: 405, sentence: "Cara permintaan ini tidak dikenal." };
  if (!isReadable(target) || !HOST.test(String(headers.host ?? "")))
    return { status: 400, sentence: "Alamat yang diminta tidak dapat dibaca." };
  if (!SAFE_METHODS.has(method) && !isOwnPage(headers, publicUrl))
    return {
      status: 403,
      sentence: "Formulir ini dikirim dari situs lain. Buka halamannya di sini, lalu kirim lagi.",
    };
  if (headers["transfer-encoding"] !== undefined)
    return { status: 411, sentence: "Panjang kiriman harus disebutkan (Content-Length)." };
  const limit = UPLOAD_PATHS.test(target) ? LARGEST_UPLOAD_BYTES : LARGEST_FORM_BYTES;
  if (Number(headers["content-length"] ?? 0) > limit)
    return { status: 413, sentence: `Kiriman terlalu besar: paling banyak ${limit / 1_000_000} MB.` };
  return undefined;
}

function isReadable(target: string): boolean {
  if (!target.startsWith("/") || target.length > 8_000) return false;
  try {
    return !decodeURIComponent(target.split("?")[0] ?? "").includes("\0");
  } catch {
    return false;
  }
}

/** Browsers name the origin of every form they send; programs (gateways, API users) name none. */
function isOwnPage(headers: Arrival["headers"], publicUrl: string): boolean {
  const { origin, host } = headers;
  if (origin === undefined || origin === new URL(publicUrl).origin) return true;
  return URL.canParse(String(origin)) && new URL(String(origin)).host === host;
}

/**
 * The forwarded host a request may carry further: the site's own, when the page that sent it is the
 * site's own (a proxy may reach us under another name), else none. Whatever the client wrote is
 * dropped, since the framework would believe it when it compares origins.
 */
export function trustedForwardedHost(
  { headers }: Pick<Arrival, "headers">,
  publicUrl: string,
): string | undefined {
  const own = new URL(publicUrl);
  const claimed = headers["x-forwarded-host"];
  return headers.origin === own.origin || claimed === own.host ? own.host : undefined;
}

/** The path as it may stand in a log: without the query, and with long segments cut, since they may be secrets. */
export function loggablePath(target: string): string {
  const path = target.split("?")[0] ?? "";
  return path
    .split("/")
    .map((segment) => (segment.length > 40 ? `${segment.slice(0, 8)}…` : segment))
    .join("/");
}
