import { createHmac, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSealer, SealError } from "~/people/sealing.server";

const k1 = { id: "k1", secret: Buffer.alloc(32, 1) };
const k2 = { id: "k2", secret: Buffer.alloc(32, 2) };
const indexKey = Buffer.alloc(32, 9);
const first = createSealer({ keys: [k1], indexKey, randomBytes });
const rotated = createSealer({ keys: [k2, k1], indexKey, randomBytes });
const afterwards = createSealer({ keys: [k2], indexKey, randomBytes });

describe("sealing", () => {
  test("text comes back as it was, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(first.open(first.seal(text, "worker.nik"), "worker.nik")).toBe(text);
      }),
    );
  });

  test("the stored text names its key and does not hold the data", () => {
    const sealed = first.seal("3509216211900001", "worker.nik");
    expect(sealed).toMatch(/^k1\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/);
    expect(sealed).not.toContain("3509");
    expect(first.keyIdOf(sealed)).toBe("k1");
  });

  test("the same text never looks the same twice", () => {
    expect(first.seal("3509216211900001", "worker.nik")).not.toBe(
      first.seal("3509216211900001", "worker.nik"),
    );
  });

  test("a value moved to another column does not open", () => {
    const sealed = first.seal("081234567890", "worker.phone");
    expect(() => first.open(sealed, "sponsor.phone")).toThrow(SealError);
  });

  test("one changed character and it does not open", () => {
    const sealed = first.seal("3509216211900001", "worker.nik");
    fc.assert(
      fc.property(fc.integer({ min: 3, max: sealed.length - 1 }), (at) => {
        const other = sealed[at] === "A" ? "Q" : "A";
        const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
        expect(() => first.open(changed, "worker.nik")).toThrow(SealError);
      }),
    );
  });

  test("a shortened tag is refused before it is tried", () => {
    const parts = first.seal("3509216211900001", "worker.nik").split(".");
    const short = [
      ...parts.slice(0, 3),
      Buffer.from(parts[3]!, "base64url").subarray(0, 4).toString("base64url"),
    ];
    expect(() => first.open(short.join("."), "worker.nik")).toThrow("wrong length");
  });

  test("after rotation the new key seals and both open", () => {
    const old = first.seal("3509216211900001", "worker.nik");
    const fresh = rotated.seal("3509216211900001", "worker.nik");
    expect(rotated.open(old, "worker.nik")).toBe("3509216211900001");
    expect(rotated.open(fresh, "worker.nik")).toBe("3509216211900001");
    expect([rotated.isCurrent(old), rotated.isCurrent(fresh)]).toEqual([false, true]);
  });

  test("a key that is gone is named, and no data is told", () => {
    const old = first.seal("3509216211900001", "worker.nik");
    const attempt = () => afterwards.open(old, "worker.nik");
    expect(attempt).toThrow("The worker.nik is sealed with key k1, which is not among the data keys");
    expect(attempt).not.toThrow("3509");
  });

  test("another key under an old name does not open and says so", () => {
    const imposter = createSealer({ keys: [{ id: "k1", secret: k2.secret }], indexKey, randomBytes });
    expect(() => imposter.open(first.seal("x", "worker.nik"), "worker.nik")).toThrow(
      "does not open with key k1",
    );
  });

  test.each(["", "3509216211900001", "k1.a.b", "K1.AAAA.BBBB.CCCC"])("%j is not sealed text", (text) => {
    expect(() => first.open(text, "worker.nik")).toThrow("not sealed text");
  });
});

describe("the blind index", () => {
  test("is the keyed hash of kind and value, whatever key seals", () => {
    const expected = createHmac("sha256", indexKey).update("nik:3509216211900001").digest("base64url");
    expect(first.index("nik", "3509216211900001")).toBe(expected);
    expect(rotated.index("nik", "3509216211900001")).toBe(expected);
  });

  test("differs between kinds, values and index keys", () => {
    const other = createSealer({ keys: [k1], indexKey: Buffer.alloc(32, 8), randomBytes });
    const indices = [
      first.index("nik", "3509216211900001"),
      first.index("nik", "3509216211900002"),
      first.index("phone", "3509216211900001"),
      other.index("nik", "3509216211900001"),
    ];
    expect(new Set(indices).size).toBe(4);
  });
});

test("keys of a wrong shape stop the sealer at once, by name", () => {
  const sealer = (keys: { id: string; secret: Buffer }[], key = indexKey) =>
    createSealer({ keys, indexKey: key, randomBytes });
  expect(() => sealer([])).toThrow("no data key");
  expect(() => sealer([{ id: "k1", secret: Buffer.alloc(16) }])).toThrow("data key k1 has 16 bytes");
  expect(() => sealer([{ id: "K.1", secret: Buffer.alloc(32) }])).toThrow('"K.1"');
  expect(() => sealer([k1, k1])).toThrow("Two data keys");
  expect(() => sealer([k1], Buffer.alloc(8))).toThrow("index key has 8 bytes");
});
