/**
 * A letter as HTML: one column of at most 600 pixels, styles written on the elements because mail
 * readers drop the rest, a dark theme for those that offer one. Nothing is loaded from anywhere,
 * and nothing tells us that it was opened.
 */
import type { CSSProperties } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Letter, LetterBlock } from "./letter";
import { Facts, font, LetterButton, leaf, line, Note, Paragraph, soft, Table } from "./letter-parts";

/** Mail readers that know dark themes swap these; the others keep the light colours on the elements. */
const darkTheme = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .paper { background-color: #121815 !important; }
    .sheet { background-color: #1a221e !important; border-color: #344039 !important; }
    .ink { color: #f1eee6 !important; }
    .soft { color: #b3beb7 !important; }
    .leaf { color: #6fc7a6 !important; }
    .rule { border-color: #344039 !important; }
    .wash { background-color: #163026 !important; border-color: #2f5f4c !important; }
    .button { background-color: #6fc7a6 !important; }
    .button a { color: #0a231a !important; }
  }
  @media (max-width: 480px) { .pad { padding-left: 20px !important; padding-right: 20px !important; } }
`;

/** The whole document, beginning with its doctype. */
export function letterHtml(letter: Letter): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(<LetterPage letter={letter} />)}`;
}

function LetterPage({ letter }: { readonly letter: Letter }) {
  return (
    <html lang={letter.locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{letter.subject}</title>
        <style>{darkTheme}</style>
      </head>
      <body className="paper" style={{ margin: 0, padding: 0, backgroundColor: "#fbf8f2" }}>
        <Preheader text={letter.preheader} />
        <Table className="paper" style={{ backgroundColor: "#fbf8f2" }}>
          <td align="center" style={{ padding: "24px 12px" }}>
            <Table width="600" style={{ maxWidth: 600, margin: "0 auto" }}>
              <td>
                <Masthead />
                <Sheet letter={letter} />
                <Footer lines={letter.footer} link={letter.footerLink} />
              </td>
            </Table>
          </td>
        </Table>
      </body>
    </html>
  );
}

/** Shown by inboxes beside the subject; the filler keeps them from reading on into the letter. */
function Preheader({ text }: { readonly text: string }) {
  const hidden: CSSProperties = {
    display: "none",
    maxHeight: 0,
    overflow: "hidden",
    opacity: 0,
    color: "transparent",
  };
  return (
    <div style={hidden}>
      {text}
      {"\u00a0\u200c".repeat(60)}
    </div>
  );
}

function Masthead() {
  const words: CSSProperties = { fontFamily: font, fontSize: 18, fontWeight: 700, color: leaf };
  return (
    <p className="leaf pad" style={{ ...words, margin: 0, padding: "8px 32px 16px" }}>
      Sertakan Cinta{" "}
      <span className="soft" style={{ color: soft, fontWeight: 400 }}>
        Jember
      </span>
    </p>
  );
}

function Sheet({ letter }: { readonly letter: Letter }) {
  const sheet: CSSProperties = { backgroundColor: "#ffffff", border: `1px solid ${line}`, borderRadius: 8 };
  return (
    <Table className="sheet" style={sheet}>
      <td className="pad" style={{ padding: "28px 32px 12px" }}>
        <Paragraph text={letter.greeting} />
        {letter.blocks.map((block, index) => (
          <Block key={index} block={block} lead={index === 0} />
        ))}
      </td>
    </Table>
  );
}

function Block({ block, lead }: { readonly block: LetterBlock; readonly lead: boolean }) {
  switch (block.kind) {
    case "paragraph":
      return <Paragraph text={block.text} lead={lead} />;
    case "facts":
      return <Facts title={block.title} facts={block.facts} />;
    case "button":
      return <LetterButton text={block.text} url={block.url} />;
    case "note":
      return <Note text={block.text} />;
  }
}

function Footer({ lines, link }: { readonly lines: readonly string[]; readonly link: Letter["footerLink"] }) {
  const words: CSSProperties = {
    fontFamily: font,
    fontSize: 14,
    lineHeight: 1.5,
    color: soft,
    margin: "0 0 6px",
  };
  return (
    <div className="pad" style={{ padding: "20px 32px 8px" }}>
      {lines.map((text) => (
        <p key={text} className="soft" style={words}>
          {text}
        </p>
      ))}
      {link && (
        <p style={{ ...words, margin: "14px 0 6px" }}>
          <a href={link.url} className="soft" style={{ color: soft, textDecoration: "underline" }}>
            {link.text}
          </a>
        </p>
      )}
    </div>
  );
}
