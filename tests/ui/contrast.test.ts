import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contrast, type Tokens, themes } from "./css-tokens";

const app = new URL("../../app", import.meta.url).pathname;
const faces = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));

/** Text that may stand on any ground of a page. */
const texts = ["ink", "ink-soft", "leaf", "leaf-deep", "clay", "amber", "link", "link-deep"];
const grounds = ["paper", "surface", "sunk"];

/** Text on a ground of its own. */
const pairs: readonly (readonly [string, string])[] = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ...["leaf", "clay", "amber", "link"].flatMap((hue) => [
    [hue, `${hue}-wash`] as const,
    ["ink", `${hue}-wash`] as const,
    ["ink-soft", `${hue}-wash`] as const,
  ]),
  ["on-leaf", "leaf"],
  ["on-leaf", "leaf-deep"],
  ["on-clay", "clay"],
  ["on-clay", "clay-deep"],
];

/** Edges and marks that carry meaning: WCAG asks for 3:1. */
const edges: readonly (readonly [string, string])[] = ["line-strong", "focus", "leaf", "clay"].flatMap(
  (edge) => grounds.map((ground) => [edge, ground] as const),
);

describe.each(["light", "dark"] as const)("colours in the %s theme", (name) => {
  const theme: Tokens = themes[name];
  const colour = (token: string) => theme[token] ?? `no token ${token}`;

  it.each(pairs)("%s on %s is readable", (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edges)("the edge %s is seen on %s", (edge, ground) => {
    expect(contrast(colour(edge), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

describe("colours", () => {
  it("are the same whether dark is chosen or asked for by the device", () => {
    expect(themes.darkByDevice).toEqual(themes.dark);
  });

  it("have a value of their own in both themes", () => {
    expect(Object.keys(themes.dark)).toEqual(Object.keys(themes.light));
  });

  it("known by their measured contrast come from black, white and grey", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });

  it("put together in one class list are pairs measured above", () => {
    const known = new Set(pairs.map(([text, ground]) => `${text} on ${ground}`));
    const unmeasured = faces.flatMap((file) =>
      classLists(readFileSync(join(app, file), "utf8")).flatMap((list) =>
        pairsOf(list)
          .filter((pair) => !known.has(pair))
          .map((pair) => `${file}: ${pair}`),
      ),
    );
    expect(unmeasured).toEqual([]);
  });
});

/** Every quoted text of a file that could be a list of classes. */
function classLists(source: string): readonly string[] {
  return [...source.matchAll(/"([^"\n]*)"|`([^`]*)`/g)].map((match) => match[1] ?? match[2] ?? "");
}

/** `text on ground` for each combination a class list asks for, with its hover and state variants. */
function pairsOf(list: string): readonly string[] {
  const tokens = new Set(Object.keys(themes.light));
  const read = (kind: string) =>
    list
      .split(/\s+/)
      .map((word) => word.split(":").at(-1) ?? "")
      .filter((word) => word.startsWith(`${kind}-`) && tokens.has(word.slice(kind.length + 1)))
      .map((word) => word.slice(kind.length + 1));
  const rest = (kind: string) => [...new Set(read(kind))];
  return rest("text").flatMap((text) => rest("bg").map((ground) => `${text} on ${ground}`));
}
