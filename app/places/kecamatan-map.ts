/**
 * The 31 kecamatan as shapes in a frame of 900 by 688, north above: drawn once from `public/jember-kecamatan.geojson`
 * (Cahya DSN, MIT). The boundaries are indicative: they show where, they do not say whose.
 */
import drawn from "./kecamatan-shapes.json";

export type KecamatanShape = {
  readonly code: string;
  readonly name: string;
  /** Where its name stands, and how much breadth there is for it. */
  readonly x: number;
  readonly y: number;
  readonly breadth: number;
  /** An SVG path. */
  readonly path: string;
};

export const MAP_WIDTH = 900;
export const MAP_HEIGHT = 688;

/** In order of their codes. */
export const shapes: readonly KecamatanShape[] = drawn;

export function shapeOf(code: string): KecamatanShape | undefined {
  return shapes.find((shape) => shape.code === code);
}
