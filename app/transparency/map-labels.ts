/** Which names fit on the map: within their shape, and over no other name. The fullest places come first. */
import { shapeOf } from "~/places/kecamatan-map";

export type LabelledPlace = { readonly key: string; readonly name: string; readonly workers: number | null };
export type MapLabel = { readonly place: LabelledPlace; readonly x: number; readonly y: number };

/** In the units of the map's frame. */
export const LABEL_SIZE = 19;
export const LINE_HEIGHT = 22;
/** About how broad a letter is beside its height. */
const LETTER = 0.56;

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

export function mapLabels(places: readonly LabelledPlace[]): readonly MapLabel[] {
  const taken: Box[] = [];
  const labels: MapLabel[] = [];
  for (const place of [...places].sort((a, b) => (b.workers ?? 0) - (a.workers ?? 0))) {
    const shape = shapeOf(place.key);
    const breadth = place.name.length * LABEL_SIZE * LETTER;
    if (!shape || breadth > shape.breadth) continue;
    const { x, y } = shape;
    const lines = place.workers ? 2 : 1;
    const box = {
      left: x - breadth / 2,
      right: x + breadth / 2,
      top: y - LABEL_SIZE,
      bottom: y + (lines - 1) * LINE_HEIGHT + 4,
    };
    if (taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    labels.push({ place, x, y });
  }
  return labels;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
