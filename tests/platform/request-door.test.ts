import { describe, expect, test } from "vitest";
import { loggablePath, reasonToTurnAway, trustedForwardedHost } from "~/platform/request-door";

const site = "https://sertakan.example";
const come = (over: { method?: string; target?: string; headers?: Record<string, string> } = {}) =>
  reasonToTurnAway(
    { method: "GET", target: "/", ...over, headers: { host: "sertakan.example", ...over.headers } },
    site,
  )?.status;

describe("the door", () => {
  test("lets an ordinary visit and an ordinary form in", () => {
    expect(come()).toBeUndefined();
    expect(come({ target: "/cek/2026-000001?dari=surat" })).toBeUndefined();
    expect(come({ method: "POST", headers: { origin: site, "content-length": "300" } })).toBeUndefined();
  });

  test("lets a gateway's call in, which names no origin", () => {
    expect(
      come({ method: "POST", target: "/webhooks/stripe", headers: { "content-length": "9000" } }),
    ).toBeUndefined();
  });

  test.each(["TRACE", "CONNECT", "PROPFIND", "get"])("turns the method %s away", (method) => {
    expect(come({ method })).toBe(405);
  });

  test.each(["http://evil.example/", "*", "/%E0%A4%A", "/a%00b", `/${"x".repeat(9000)}`])(
    "turns the target %.20s away",
    (target) => {
      expect(come({ target })).toBe(400);
    },
  );

  test.each(["a b", "evil.example/path", "user@host", ""])("turns the host %j away", (host) => {
    expect(come({ headers: { host } })).toBe(400);
  });

  test.each(["https://evil.example", "null", "https://sertakan.example.evil.example"])(
    "turns away a form that comes from %s",
    (origin) => {
      expect(come({ method: "POST", headers: { origin, "content-length": "1" } })).toBe(403);
    },
  );

  test("lets a form in that comes from the name the site was reached by", () => {
    expect(
      come({ method: "POST", headers: { host: "localhost:3000", origin: "http://localhost:3000" } }),
    ).toBeUndefined();
  });

  test("sets a limit to what is sent, wider where staff upload tables", () => {
    const sending = (target: string, bytes: number) =>
      come({ method: "POST", target, headers: { "content-length": String(bytes) } });
    expect(sending("/daftar", 1_000_000)).toBeUndefined();
    expect(sending("/daftar", 1_000_001)).toBe(413);
    expect(sending("/admin/penyetoran", 20_000_000)).toBeUndefined();
    expect(sending("/admin/penyetoran", 25_000_001)).toBe(413);
    expect(sending("/administrasi", 1_000_001)).toBe(413);
  });

  test("turns away a body that does not say how long it is", () => {
    expect(come({ method: "POST", headers: { "transfer-encoding": "chunked" } })).toBe(411);
  });
});

describe("the forwarded host", () => {
  test("is dropped when a stranger claims it", () => {
    expect(trustedForwardedHost({ headers: { "x-forwarded-host": "evil.example" } }, site)).toBeUndefined();
  });

  test("is the site's own when its own page sent the form, whatever the proxy called us", () => {
    expect(trustedForwardedHost({ headers: { origin: site, host: "127.0.0.1:3000" } }, site)).toBe(
      "sertakan.example",
    );
    expect(trustedForwardedHost({ headers: { "x-forwarded-host": "sertakan.example" } }, site)).toBe(
      "sertakan.example",
    );
  });
});

test("a log keeps the way and forgets what may be secret", () => {
  expect(loggablePath("/masuk/tautan?token=geheim")).toBe("/masuk/tautan");
  expect(loggablePath(`/pesanan/${"k".repeat(43)}/bayar`)).toBe("/pesanan/kkkkkkkk…/bayar");
  expect(loggablePath("/pesanan/01a206a5-224d-78f1-b3da-53426c0d85f6")).toBe(
    "/pesanan/01a206a5-224d-78f1-b3da-53426c0d85f6",
  );
});
