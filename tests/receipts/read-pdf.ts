/** The text of a PDF of ours, read back the way a viewer does: content streams, fonts, their maps to Unicode. */
import { inflateSync } from "node:zlib";

/** All shown text, piece by piece in the order it was drawn, joined without spaces between pieces of a line. */
export function readPdfText(pdf: Buffer): string {
  const objects = readObjects(pdf);
  const maps = new Map<string, Map<string, string>>();
  for (const { dictionary } of objects.values())
    for (const [, name, id] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id!)?.dictionary ?? "")?.[1];
      const map = unicode && objects.get(unicode)?.stream;
      if (map) maps.set(name!, readMap(map));
    }
  return [...objects.values()]
    .filter(({ stream }) => stream?.includes(" Tf"))
    .map(({ stream }) => readPage(stream!, maps))
    .join("\n");
}

/** How many pages it has. */
export function countPages(pdf: Buffer): number {
  return [...readObjects(pdf).values()].filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary))
    .length;
}

type PdfObject = { readonly dictionary: string; readonly stream?: string };

function readObjects(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString("latin1");
  const objects = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id, body] = match;
    const at = body!.indexOf("stream\n");
    if (at < 0) {
      objects.set(id!, { dictionary: body! });
      continue;
    }
    const dictionary = body!.slice(0, at);
    const bytes = Buffer.from(body!.slice(at + 7, body!.lastIndexOf("\nendstream")), "latin1");
    const isText = !/\/Length1|FontFile/.test(dictionary);
    const stream =
      dictionary.includes("FlateDecode") && isText ? inflateSync(bytes).toString("latin1") : undefined;
    objects.set(id!, { dictionary, ...(stream === undefined ? {} : { stream }) });
  }
  return objects;
}

/** `<0001> <0053>` and ranges of them: glyph to characters. */
function readMap(text: string): Map<string, string> {
  const map = new Map<string, string>();
  const characters = (hex: string) => Buffer.from(hex.replace(/\s/g, ""), "hex").swap16().toString("utf16le");
  for (const [, from, , list] of text.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    let code = Number.parseInt(from!, 16);
    for (const [, hex] of list!.matchAll(/<([0-9a-f ]+)>/gi)) {
      map.set(code.toString(16).padStart(4, "0"), characters(hex!));
      code += 1;
    }
  }
  return map;
}

function readPage(stream: string, maps: Map<string, Map<string, string>>): string {
  let map = new Map<string, string>();
  let text = "";
  for (const [, font, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) map = maps.get(font) ?? new Map();
    if (!shown) continue;
    for (const [, hex] of shown.matchAll(/<([0-9a-f]*)>/gi))
      for (const glyph of hex!.match(/.{4}/g) ?? []) text += map.get(glyph.toLowerCase()) ?? "?";
    text += "\n";
  }
  return text;
}
