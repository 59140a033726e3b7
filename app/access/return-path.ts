/** Where someone wanted to go before the door. Only a path of our own is ever followed. */

const LONGEST = 500;

/**
 * `text` when it is a path on this site, else `fallback`. Refused: other hosts in any spelling
 * (`//host`, `/\host`, `https:`), control characters, and the doors themselves, which would go in a circle.
 */
export function ownPath(text: string | null | undefined, fallback: string): string {
  if (!text || text.length > LONGEST || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return fallback;
  const url = new URL(text, "http://own.invalid");
  if (url.origin !== "http://own.invalid" || url.pathname.startsWith("//")) return fallback;
  if (/^\/(?:admin\/)?(?:masuk|keluar)(?:\/|$)/.test(url.pathname)) return fallback;
  return url.pathname + url.search;
}

/** The door's address with the wish to come back to `path` afterwards. */
export function doorWithReturn(door: string, path: string): string {
  const back = ownPath(path, "");
  return back ? `${door}?kembali=${encodeURIComponent(back)}` : door;
}
