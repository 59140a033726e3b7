/**
 * The map's shapes are drawn once from the boundaries that lie in `public/`: this test draws them again. When the
 * boundaries change, run it with `-u` and the file is written anew.
 */
import { readFileSync } from "node:fs";
import { geoIdentity, geoPath } from "d3-geo";
import type { FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import { describe, expect, it } from "vitest";
import { MAP_HEIGHT, MAP_WIDTH, shapeOf, shapes } from "~/places/kecamatan-map";

type Boundaries = FeatureCollection<Polygon | MultiPolygon, { readonly code: string; readonly name: string }>;
const boundaries: Boundaries = JSON.parse(
  readFileSync(new URL("../../public/jember-kecamatan.geojson", import.meta.url), "utf8"),
);

const MARGIN = 4;
/** How much shorter a degree of longitude is than one of latitude, at Jember. */
const SQUEEZE = Math.cos((8.2 * Math.PI) / 180);

const ringsOf = (shape: Polygon | MultiPolygon): Position[][] =>
  shape.type === "Polygon" ? shape.coordinates : shape.coordinates.flat();

/** One ring in whole units, each step told from the one before; a corner that falls onto the last one goes. */
function drawRing(ring: Position[]): string {
  let [x, y] = [Number.NaN, Number.NaN];
  let drawn = "";
  for (const [toX = 0, toY = 0] of ring.map((point) => point.map(Math.round))) {
    if (toX === x && toY === y) continue;
    drawn += drawn === "" ? `M${toX} ${toY}l` : ` ${toX - x} ${toY - y}`;
    [x, y] = [toX, toY];
  }
  return `${drawn.replace("l ", "l")}z`;
}

function drawShapes() {
  const squeezed = structuredClone(boundaries);
  for (const { geometry } of squeezed.features)
    for (const ring of ringsOf(geometry)) for (const point of ring) point[0]! *= SQUEEZE;
  const plane = geoIdentity()
    .reflectY(true)
    .fitExtent(
      [
        [MARGIN, MARGIN],
        [MAP_WIDTH - MARGIN, MAP_HEIGHT - MARGIN],
      ],
      squeezed,
    );
  const path = geoPath(plane);
  return squeezed.features
    .map((feature) => {
      const mainland = largestPart(feature.geometry, (part) => path.area(part));
      const [x, y] = path.centroid(mainland).map(Math.round);
      const [[left], [right]] = path.bounds(mainland);
      return {
        code: feature.properties.code,
        name: feature.properties.name,
        x,
        y,
        breadth: Math.round(right - left),
        path: ringsOf(feature.geometry)
          .map((ring) => drawRing(ring.map((point) => plane(point as [number, number])!)))
          .join(""),
      };
    })
    .sort((a, b) => a.code.localeCompare(b.code));
}

function largestPart(shape: Polygon | MultiPolygon, area: (part: Polygon) => number): Polygon {
  if (shape.type === "Polygon") return shape;
  const parts = shape.coordinates.map((coordinates): Polygon => ({ type: "Polygon", coordinates }));
  return parts.reduce((best, part) => (area(part) > area(best) ? part : best));
}

describe("the shapes of the map", () => {
  it("are the boundaries of public/jember-kecamatan.geojson, and nothing else", async () => {
    await expect(`${JSON.stringify(drawShapes(), null, 2)}\n`).toMatchFileSnapshot(
      "../../app/places/kecamatan-shapes.json",
    );
  });

  it("are 31, each with a name, a place for its label inside the frame, and a closed outline", () => {
    expect(shapes).toHaveLength(31);
    expect(new Set(shapes.map(({ code }) => code)).size).toBe(31);
    for (const { name, x, y, path } of shapes) {
      expect(name).toMatch(/^[A-Z]/);
      expect([x > 0 && x < MAP_WIDTH, y > 0 && y < MAP_HEIGHT]).toEqual([true, true]);
      expect(path).toMatch(/^(M\d+ \d+l(-?\d+ ?)+z)+$/);
    }
  });

  it("are found by the code Kemendagri gives a kecamatan", () => {
    expect(shapeOf("35.09.21")?.name).toBe("Sumbersari");
    expect(shapeOf("35.09.32")).toBeUndefined();
  });
});
