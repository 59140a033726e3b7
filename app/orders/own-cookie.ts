/**
 * Cookies of our own: unreadable to scripts, never sent along from other sites. Behind https they carry the
 * `__Host-` prefix, so that no neighbouring host can set them.
 */

export type OwnCookie = { readonly name: string; readonly maxAgeSeconds: number };

/** The value a request brings, or undefined. */
export function readOwnCookie(request: Request, cookie: OwnCookie, publicUrl: string): string | undefined {
  const name = fullName(cookie, publicUrl);
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || undefined;
  }
  return undefined;
}

/** The `Set-Cookie` header that keeps `value`, which must be URL-safe text. */
export function keepOwnCookie(cookie: OwnCookie, value: string, publicUrl: string): string {
  return write(cookie, value, cookie.maxAgeSeconds, publicUrl);
}

/** The `Set-Cookie` header that forgets it. */
export function forgetOwnCookie(cookie: OwnCookie, publicUrl: string): string {
  return write(cookie, "", 0, publicUrl);
}

function write(cookie: OwnCookie, value: string, maxAge: number, publicUrl: string): string {
  const secure = isSecure(publicUrl) ? "; Secure" : "";
  return `${fullName(cookie, publicUrl)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

function fullName(cookie: OwnCookie, publicUrl: string): string {
  return `${isSecure(publicUrl) ? "__Host-" : ""}${cookie.name}`;
}

function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith("https://");
}
