/** The pieces a letter is laid out with. Every look is written on the element: many mail readers keep nothing else. */
import type { CSSProperties, ReactNode } from "react";
import type { LetterFact } from "./letter";

export const font = "'Plus Jakarta Sans', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const ink = "#1c2420";
export const soft = "#4d5953";
export const line = "#dfd8c9";
export const leaf = "#0f5b46";

type TableProps = {
  readonly children: ReactNode;
  readonly className?: string;
  readonly width?: string;
  readonly style?: CSSProperties;
};

/** One cell in one row: the only box all mail readers agree on. */
export function Table({ children, className, width = "100%", style }: TableProps) {
  return (
    <table
      role="presentation"
      className={className}
      width={width}
      cellPadding={0}
      cellSpacing={0}
      style={{ width: "100%", borderCollapse: "separate", ...style }}
    >
      <tbody>
        <tr>{children}</tr>
      </tbody>
    </table>
  );
}

export function Paragraph({ text, lead = false }: { readonly text: string; readonly lead?: boolean }) {
  const look: CSSProperties = lead ? { fontSize: 18, fontWeight: 600 } : { fontSize: 16, fontWeight: 400 };
  return (
    <p
      className="ink"
      style={{
        ...look,
        fontFamily: font,
        lineHeight: 1.5,
        color: ink,
        margin: "0 0 16px",
        overflowWrap: "anywhere",
      }}
    >
      {text}
    </p>
  );
}

export function Facts({ title, facts }: { readonly title?: string; readonly facts: readonly LetterFact[] }) {
  return (
    <>
      {title && (
        <h2 className="leaf" style={{ fontFamily: font, fontSize: 16, color: leaf, margin: "24px 0 4px" }}>
          {title}
        </h2>
      )}
      <table
        width="100%"
        cellPadding={0}
        cellSpacing={0}
        style={{ width: "100%", borderCollapse: "collapse", margin: "0 0 20px" }}
      >
        <tbody>
          {facts.map((fact, index) => (
            <Fact key={index} {...fact} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Fact({ label, value, detail, total = false }: LetterFact) {
  const cell: CSSProperties = {
    fontFamily: font,
    fontSize: 16,
    lineHeight: 1.5,
    padding: "10px 0",
    borderBottom: total ? "none" : `1px solid ${line}`,
    verticalAlign: "top",
    fontWeight: total ? 700 : 400,
  };
  return (
    <tr>
      <th
        scope="row"
        align="left"
        className={detail || total ? "ink rule" : "soft rule"}
        style={{ ...cell, color: detail || total ? ink : soft, paddingRight: 16, textAlign: "left" }}
      >
        {label}
        {detail && (
          <span className="soft" style={{ display: "block", fontSize: 14, color: soft }}>
            {detail}
          </span>
        )}
      </th>
      <td
        align="right"
        className="ink rule"
        style={{
          ...cell,
          color: ink,
          textAlign: "right",
          fontVariantNumeric: "tabular-nums",
          // An amount stays on one line; months and codes may wrap.
          ...(value.length <= 16 ? { whiteSpace: "nowrap" } : { overflowWrap: "anywhere" }),
        }}
      >
        {value}
      </td>
    </tr>
  );
}

export function LetterButton({ text, url }: { readonly text: string; readonly url: string }) {
  const link: CSSProperties = {
    display: "inline-block",
    padding: "14px 28px",
    fontFamily: font,
    fontSize: 16,
    fontWeight: 600,
    color: "#ffffff",
    textDecoration: "none",
  };
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={{ margin: "8px 0 24px" }}>
      <tbody>
        <tr>
          <td className="button" style={{ backgroundColor: leaf, borderRadius: 8 }}>
            <a href={url} style={link}>
              {text}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

export function Note({ text }: { readonly text: string }) {
  const box: CSSProperties = {
    fontFamily: font,
    fontSize: 14,
    lineHeight: 1.5,
    color: ink,
    backgroundColor: "#e2efe8",
    border: "1px solid #a9cdbd",
    borderRadius: 8,
    padding: "12px 16px",
    margin: "0 0 20px",
    overflowWrap: "anywhere",
  };
  return (
    <p className="wash ink" style={box}>
      {text}
    </p>
  );
}
