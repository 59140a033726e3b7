/** A letter as plain text: the same content as the HTML, for readers, filters and watches that show no HTML. */
import type { Letter, LetterBlock, LetterFact } from "./letter";

const lineLength = 72;

/** The whole letter; lines of prose are folded at 72 characters, addresses never. */
export function letterText(letter: Letter): string {
  const parts = [letter.greeting, ...letter.blocks.map(blockText)];
  const link = letter.footerLink ? [`${letter.footerLink.text}:\n${letter.footerLink.url}`] : [];
  const footer = ["-- ", ...letter.footer.map(fold), ...link].join("\n");
  return `${[...parts, footer].join("\n\n")}\n`;
}

function blockText(block: LetterBlock): string {
  switch (block.kind) {
    case "paragraph":
    case "note":
      return fold(block.text);
    case "facts":
      return [...(block.title ? [block.title.toUpperCase()] : []), ...block.facts.map(factLine)].join("\n");
    case "button":
      return `${block.text}:\n${block.url}`;
  }
}

function factLine({ label, value, detail, total }: LetterFact): string {
  return `${total ? "= " : "- "}${label}${detail ? ` (${detail})` : ""}: ${value}`;
}

function fold(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= lineLength)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}
