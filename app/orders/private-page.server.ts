import type { HeadersFunction } from "@remix-run/node";

/** For pages with somebody's own data: nothing on the way, and no shared device, keeps a copy. */
export const privatePage: HeadersFunction = () => ({ "Cache-Control": "no-store" });
