import { describe, expect, it } from "vitest";
import { doorWithReturn, ownPath } from "~/access/return-path";

describe("the way back after signing in", () => {
  it.each(["/saya", "/saya?bulan=2026-11&x=%20", "/admin/pesanan?q=a%26b", "/a//b"])(
    "keeps our own %s",
    (path) => {
      expect(ownPath(path, "/")).toBe(path);
    },
  );

  it.each([
    "https://jahat.example/saya",
    "//jahat.example",
    "/\\jahat.example",
    "/\\/jahat.example",
    "\\\\jahat.example",
    "/%0d%0aSet-Cookie:a".replace("%0d%0a", "\r\n"),
    "/a\tb",
    "javascript:alert(1)",
    "saya",
    "",
    "/masuk",
    "/masuk/tautan?kunci=x",
    "/admin/masuk?kembali=/admin",
    "/admin/keluar",
    "/saya/../masuk",
    "/./\\jahat.example",
    `/${"a".repeat(600)}`,
    "/été",
  ])("refuses %j", (path) => {
    expect(ownPath(path, "/saya")).toBe("/saya");
  });

  it("never leaves the site, whatever is asked", () => {
    for (const path of ["/..//jahat.example", "/.//jahat.example", "/;//jahat.example", "/@jahat.example"]) {
      const kept = ownPath(path, "/");
      expect(new URL(kept, "http://own.invalid").origin).toBe("http://own.invalid");
      expect(kept.startsWith("//")).toBe(false);
    }
  });

  it("puts the wish into the door's address", () => {
    expect(doorWithReturn("/masuk", "/saya?a=1&b=2")).toBe("/masuk?kembali=%2Fsaya%3Fa%3D1%26b%3D2");
    expect(doorWithReturn("/masuk", "//jahat.example")).toBe("/masuk");
  });
});
