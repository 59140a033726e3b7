import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { forgetOwnCookie, keepOwnCookie, readOwnCookie } from "~/orders/own-cookie";
import { keepDraft, readDraft } from "~/orders/worker-draft.server";
import { createSealer } from "~/people/sealing.server";
import type { Settings } from "~/platform/settings.server";
import { standingClock } from "../support/test-world";

const cookie = { name: "keranjang", maxAgeSeconds: 60 };
const requestWith = (header: string) => new Request("http://localhost/", { headers: { cookie: header } });

describe("a cookie of our own", () => {
  it("is closed to scripts and other sites, and bound to the host behind https", () => {
    expect(keepOwnCookie(cookie, "abc", "https://situs.example")).toBe(
      "__Host-keranjang=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
    );
    expect(keepOwnCookie(cookie, "abc", "http://localhost:3000")).toBe(
      "keranjang=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
    );
    expect(forgetOwnCookie(cookie, "http://localhost:3000")).toContain("Max-Age=0");
  });

  it("is found among others, and never under the unbound name behind https", () => {
    expect(readOwnCookie(requestWith("a=1; keranjang=x.y=z; b=2"), cookie, "http://localhost")).toBe("x.y=z");
    expect(readOwnCookie(requestWith("keranjang=x"), cookie, "https://situs.example")).toBeUndefined();
  });
});

describe("a worker's draft", () => {
  const key = { id: "k1", secret: randomBytes(32) };
  const world = (clock = standingClock(), keys = [key]) => ({
    sealer: createSealer({ keys, indexKey: randomBytes(32), randomBytes }),
    clock,
    settings: { publicUrl: "http://localhost" } as Settings,
  });
  const draft = { id: "d1", answers: { nik: "3509211203800001" }, confirmedWarnings: [] };
  const sent = (header: string) => requestWith(header.split(";")[0] ?? "");

  it("comes back as it was kept, and is unreadable on the way", () => {
    const here = world();
    const header = keepDraft(here, draft);
    expect(header).not.toContain("3509211203800001");
    expect(readDraft(here, sent(header))).toMatchObject(draft);
  });

  it("is forgotten after two hours", () => {
    const clock = standingClock();
    const here = world(clock);
    const header = keepDraft(here, draft);
    clock.advance(2 * 3_600_000 + 1);
    expect(readDraft(here, sent(header))).toBeUndefined();
  });

  it("of other hands is no draft", () => {
    const header = keepDraft(world(standingClock(), [{ id: "k1", secret: randomBytes(32) }]), draft);
    expect(readDraft(world(), sent(header))).toBeUndefined();
    expect(readDraft(world(), requestWith("isian=k1.zzz.zzz.zzz"))).toBeUndefined();
  });
});
