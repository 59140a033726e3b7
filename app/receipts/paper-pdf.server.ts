/**
 * The sheet every paper is drawn on: A4, our own letters embedded whole enough for every name, a vector
 * QR code, and a foot that says how to check it. The same content gives the same bytes: the only date
 * in the file is the date of issue, and no name in it is chance.
 */
import PDFDocument from "pdfkit";
import QRCode from "qrcode";
import { type Face, faces, openFont } from "./paper-fonts.server";

export const INK = "#1c2420";
export const SOFT = "#4d5953";
export const LEAF = "#0f5b46";
const LINE = "#cfc8b8";
const AMBER = "#b7791f";

const page = { width: 595.28, height: 841.89, side: 54, top: 54, foot: 92 };
export const LEFT = page.side;
export const RIGHT = page.width - page.side;
const BOTTOM = page.height - page.foot;

export type TextStyle = {
  readonly face?: Face;
  readonly size?: number;
  readonly colour?: string;
  readonly width?: number;
  readonly align?: "left" | "right";
  /** Figures of one width, for amounts that stand under each other. */
  readonly figures?: boolean;
};

export type PaperFrame = {
  /** Title of the file, as viewers show it. */
  readonly title: string;
  readonly author: string;
  readonly issuedAt: Date;
  /** Lines at the foot of every page. */
  readonly foot: readonly string[];
  /** The right end of the foot; told which page it is. */
  readonly pageMark: (current: number, total: number) => string;
};

/** A sheet with a cursor `y` that moves down and turns the page when it must. */
export type Sheet = {
  y: number;
  /** Turns the page unless `height` more points fit. */
  need(height: number): void;
  /** Draws text at `x` and the cursor without moving it; returns its height. */
  text(text: string, x: number, style?: TextStyle): number;
  heightOf(text: string, style?: TextStyle): number;
  rule(): void;
  brand(): void;
  qr(url: string, x: number, y: number, size: number): void;
  finish(): Promise<Buffer>;
};

/** Begins a paper. */
export function openSheet(frame: PaperFrame): Sheet {
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    font: null as unknown as string,
    lang: "id-ID",
    displayTitle: true,
    pdfVersion: "1.7",
    info: {
      Title: frame.title,
      Author: frame.author,
      Creator: "Sertakan Cinta",
      Producer: "Sertakan Cinta",
      CreationDate: frame.issuedAt,
      ModDate: frame.issuedAt,
    },
  });
  for (const face of faces) doc.registerFont(face, openFont(face) as unknown as PDFKit.Mixins.PDFFontSource);
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));

  const apply = ({ face = "regular", size = 10.5, colour = INK }: TextStyle) =>
    doc.font(face).fontSize(size).fillColor(colour);
  const optionsOf = ({ width = RIGHT - LEFT, align = "left", figures = false }: TextStyle) => ({
    width,
    align,
    lineGap: 2,
    ...(figures ? { features: ["tnum"] as PDFKit.Mixins.OpenTypeFeatures[] } : {}),
  });

  const sheet: Sheet = {
    y: page.top,
    need(height) {
      if (sheet.y + height <= BOTTOM) return;
      doc.addPage();
      sheet.y = page.top;
    },
    text(text, x, style = {}) {
      apply(style).text(text, x, sheet.y, optionsOf(style));
      return doc.y - sheet.y;
    },
    heightOf(text, style = {}) {
      return apply(style).heightOfString(text, optionsOf(style));
    },
    rule() {
      doc.moveTo(LEFT, sheet.y).lineTo(RIGHT, sheet.y).lineWidth(0.6).strokeColor(LINE).stroke();
    },
    brand() {
      drawMark(doc, LEFT, sheet.y, 34);
      apply({ face: "bold", size: 15, colour: LEAF }).text("Sertakan Cinta", LEFT + 44, sheet.y + 1, {
        lineBreak: false,
      });
      apply({ size: 10.5, colour: SOFT }).text("Jember", LEFT + 44, sheet.y + 19, { lineBreak: false });
    },
    qr: (url, x, y, size) => drawQr(doc, url, x, y, size),
    async finish() {
      const { count } = doc.bufferedPageRange();
      for (let index = 0; index < count; index += 1) {
        doc.switchToPage(index);
        drawFoot(doc, frame, index + 1, count);
      }
      const ended = new Promise<Buffer>((resolve, reject) => {
        doc.on("end", () => resolve(Buffer.concat(chunks)));
        doc.on("error", reject);
      });
      doc.end();
      return ended;
    },
  };
  return sheet;
}

function drawFoot(doc: PDFKit.PDFDocument, frame: PaperFrame, current: number, total: number): void {
  let y = BOTTOM + 22;
  doc
    .moveTo(LEFT, y - 8)
    .lineTo(RIGHT, y - 8)
    .lineWidth(0.6)
    .strokeColor(LINE)
    .stroke();
  doc.font("regular").fontSize(8).fillColor(SOFT);
  for (const line of frame.foot) {
    doc.text(line, LEFT, y, { lineBreak: false });
    y += 12;
  }
  doc.text(frame.pageMark(current, total), LEFT, y, { lineBreak: false });
}

/** The mark of the house: two leaves that are two hands, holding one person. Drawn on a square of 32. */
function drawMark(doc: PDFKit.PDFDocument, x: number, y: number, size: number): void {
  doc
    .save()
    .translate(x, y)
    .scale(size / 32);
  doc.circle(16, 7, 4).fill(AMBER);
  doc.path("M15 29C6.5 27.5 2.5 21 3 11.5c7.5 1.5 12 7.5 12 17.5Z").fill(LEAF);
  doc.path("M17 29c8.5-1.5 12.5-8 12-17.5C21.5 13 17 19 17 29Z").fill(LEAF);
  doc.restore();
}

/** Every run of dark modules in a row is one rectangle of one path: sharp at every size, a few kilobytes. */
function drawQr(doc: PDFKit.PDFDocument, url: string, x: number, y: number, size: number): void {
  const { modules } = QRCode.create(url, { errorCorrectionLevel: "M" });
  const step = size / modules.size;
  doc.save().translate(x, y).scale(step);
  for (let row = 0; row < modules.size; row += 1) {
    let from = -1;
    for (let column = 0; column <= modules.size; column += 1) {
      const dark = column < modules.size && modules.get(row, column) === 1;
      if (dark && from < 0) from = column;
      if (dark || from < 0) continue;
      doc.rect(from, row, column - from, 1);
      from = -1;
    }
  }
  doc.fill(INK).restore();
}
