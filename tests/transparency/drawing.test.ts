/** What the drawings decide before they draw: steps of colour, names that fit, figures as people read them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shapes } from "~/places/kecamatan-map";
import { LABEL_SIZE, mapLabels } from "~/transparency/map-labels";
import { piecesOf } from "~/transparency/money-now";
import { scaleSteps } from "~/transparency/scale-steps";
import { percent, plainRupiah, shortRupiah } from "~/transparency/write-figures";

describe("the steps of colour", () => {
  it("cover every count, from light to dark, without overlap", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 31 }), (counts) => {
        const { ranges, stepOf } = scaleSteps(counts);
        const told = counts.filter((count) => count > 0);
        for (const count of told) {
          const own = ranges.find(({ step }) => step === stepOf(count))!;
          expect([own.from <= count, count <= own.to]).toEqual([true, true]);
        }
        for (const [at, range] of ranges.entries())
          if (at > 0) expect(range.from).toBeGreaterThan(ranges[at - 1]!.to);
        expect(ranges.length).toBeLessThanOrEqual(5);
        expect(ranges.length > 0).toBe(told.length > 0);
      }),
    );
  });

  it("use all five when there is enough to tell apart", () => {
    expect(scaleSteps([5, 8, 13, 21, 34, 55, 89]).ranges).toHaveLength(5);
  });
});

describe("the names on the map", () => {
  const places = shapes.map(({ code, name }, index) => ({
    key: code,
    name,
    workers: index % 3 === 0 ? null : index,
  }));

  it("lie over no other, and most have room", () => {
    const labels = mapLabels(places);
    expect(labels.length).toBeGreaterThan(18);
    for (const [at, label] of labels.entries())
      for (const other of labels.slice(at + 1)) {
        const apart = Math.abs(label.y - other.y) >= LABEL_SIZE || Math.abs(label.x - other.x) >= LABEL_SIZE;
        expect(apart, `${label.place.name} and ${other.place.name}`).toBe(true);
      }
  });

  it("give way to the fuller place", () => {
    const names = (full: string) =>
      mapLabels(places.map((place) => ({ ...place, workers: place.name === full ? 900 : 1 }))).map(
        ({ place }) => place.name,
      );
    expect(names("Gumukmas")).toContain("Gumukmas");
    expect(names("Puger")).toContain("Puger");
  });
});

describe("the pieces of the bar", () => {
  it("make up what was received, to the rupiah", () => {
    const total = {
      received: 1000, allocated: 700, waiting: 300, remitted: 400, confirmed: 150, refunded: 120, fees: 30, pool: 50,
      suspense: 110, operator: -10, charges: 44,
    }; // biome-ignore format: one month
    const pieces = piecesOf(total);
    expect(pieces.reduce((sum, { rupiah }) => sum + rupiah, 0)).toBe(total.received);
    expect(pieces.map(({ part }) => part)).toContain("operator");
    expect(piecesOf({ ...total, pool: 0 }).map(({ part }) => part)).not.toContain("pool");
  });
});

describe("figures", () => {
  it("are written as people read them", () => {
    expect([plainRupiah(16800), plainRupiah(-16800), plainRupiah(0)]).toEqual(["16.800", "−16.800", "0"]);
    expect([shortRupiah(2_000_000), shortRupiah(1_500_000_000), shortRupiah(500)]).toEqual([
      "Rp2 juta",
      "Rp1,5 miliar",
      "Rp500",
    ]);
    expect([percent(1, 3), percent(1, 1), percent(1, 100_000), percent(0, 5), percent(5, 0)]).toEqual([
      "33,3%",
      "100%",
      "< 0,1%",
      "0%",
      "0%",
    ]);
  });
});
