import { readFileSync } from "node:fs";

const css = readFileSync(new URL("../../app/ui/tokens.css", import.meta.url), "utf8");

export type Tokens = Readonly<Record<string, string>>;

/** Every `--name: value;` of the block that follows `selector`. */
function readBlock(selector: string): Tokens {
  const from = css.indexOf(selector);
  if (from < 0) throw new Error(`tokens.css has no block ${selector}`);
  const body = css.slice(css.indexOf("{", from) + 1, css.indexOf("}", from));
  return Object.fromEntries(
    [...body.matchAll(/--([a-z-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
}

export const themes = {
  light: readBlock('[data-theme="light"] {'),
  dark: readBlock('[data-theme="dark"] {'),
  darkByDevice: readBlock(':root:not([data-theme="light"]) {'),
} as const;

/** WCAG 2 contrast of two `#rrggbb` colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  if (!/^#[0-9a-f]{6}$/.test(hex)) throw new Error(`${hex} is not a colour in the form #rrggbb`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
