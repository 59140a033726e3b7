/**
 * The letters of our papers: whole font files, because the ones for browsers lack letters that names
 * need. Opening a file and shaping a word cost far more than drawing them, so both are kept.
 */
import { createRequire } from "node:module";
import { type Font, type GlyphRun, openSync } from "fontkit";

const require = createRequire(import.meta.url);

export const faces = ["regular", "italic", "semibold", "bold"] as const;
export type Face = (typeof faces)[number];

const files: Readonly<Record<Face, string>> = {
  regular: "400Regular",
  italic: "400Regular_Italic",
  semibold: "600SemiBold",
  bold: "700Bold",
};

const opened = new Map<Face, Font>();

/** The opened font of a face, once per process. Throws when the font package is not installed. */
export function openFont(face: Face): Font {
  const known = opened.get(face);
  if (known) return known;
  const name = files[face];
  const path = require.resolve(`@expo-google-fonts/plus-jakarta-sans/${name}/PlusJakartaSans_${name}.ttf`);
  const font = keepingShapes(openSync(path));
  opened.set(face, font);
  return font;
}

/** Words that are kept shaped at most, per face; then it begins anew. */
const mostWords = 4_000;

/** The same font, with shaped words kept. Who asks gets positions of its own, because pdfkit scales them in place. */
function keepingShapes(font: Font): Font {
  const shapes = new Map<string, GlyphRun>();
  const layout = (text: string, features?: readonly string[]) => {
    const key = `${features?.join() ?? ""} ${text}`;
    let run = shapes.get(key);
    if (!run) {
      if (shapes.size >= mostWords) shapes.clear();
      run = font.layout(text, features);
      shapes.set(key, run);
    }
    const positions = run.positions.map((position) => ({ ...position }));
    return Object.assign(Object.create(run), { positions }) as GlyphRun;
  };
  return Object.assign(Object.create(font), { layout }) as Font;
}
