/** Parts that receipts and credit notes share: head, facts, workers, sums, the words at the end. */
import { formatInstantWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import type { Words } from "~/words/words";
import { showCheckCode } from "./paper-number";
import { INK, LEAF, LEFT, openSheet, RIGHT, type Sheet, SOFT } from "./paper-pdf.server";
import type { PaperOperator, ReceiptContent } from "./receipt-content";

export type PaperSeal = {
  readonly checkCode: string;
  /** Where anyone can check the paper. */
  readonly checkUrl: string;
  /** SHA-256 of the content, printed at the foot. */
  readonly fingerprint: string;
};

type Head = {
  readonly title: string;
  readonly fileTitle: string;
  readonly number: string;
  readonly issuedAt: Date;
  readonly operator: PaperOperator;
};

const QR = 92;

/** Opens the paper with its brand, title, number and QR code. */
export function openPaper(t: Words, head: Head, seal: PaperSeal): Sheet {
  const { operator } = head;
  const who = [
    t("receipt.paper.operator", { name: operator.name }),
    operator.permit && t("receipt.paper.permit", { permit: operator.permit }),
    operator.contact && t("receipt.paper.contact", { contact: operator.contact }),
  ];
  const sheet = openSheet({
    title: head.fileTitle,
    author: operator.name,
    issuedAt: head.issuedAt,
    foot: [
      who.filter(Boolean).join("  ·  "),
      t("receipt.paper.checkAt", { url: seal.checkUrl }),
      t("receipt.paper.fingerprint", { hash: seal.fingerprint }),
    ],
    pageMark: (current, total) => t("receipt.paper.page", { number: head.number, current, total }),
  });
  sheet.brand();
  sheet.qr(seal.checkUrl, RIGHT - QR, sheet.y, QR);
  const top = sheet.y;
  sheet.y = top + QR + 6;
  const caption = { size: 8, colour: SOFT, width: QR + 30, align: "right" } as const;
  sheet.text(t("receipt.paper.check"), RIGHT - QR - 30, caption);
  sheet.y += 12;
  sheet.text(showCheckCode(seal.checkCode), RIGHT - QR - 30, { ...caption, face: "semibold", colour: INK });
  sheet.y = top + 62;
  const width = RIGHT - LEFT - QR - 30;
  sheet.y += sheet.text(head.title, LEFT, { face: "bold", size: 22, width }) + 4;
  sheet.y += sheet.text(head.number, LEFT, { face: "semibold", size: 14, colour: LEAF, width }) + 2;
  const issued = t("receipt.paper.issued", { at: formatInstantWib(head.issuedAt, "id") });
  sheet.y += sheet.text(issued, LEFT, { colour: SOFT, width }) + 22;
  return sheet;
}

/** Label and value, one under the other in two columns. */
export function drawFacts(sheet: Sheet, facts: readonly (readonly [label: string, value: string])[]): void {
  for (const [label, value] of facts) {
    const style = { width: RIGHT - LEFT - 150 };
    sheet.need(sheet.heightOf(value, style) + 5);
    sheet.text(label, LEFT, { colour: SOFT, width: 145 });
    sheet.y += sheet.text(value, LEFT + 150, { ...style, face: "semibold" }) + 5;
  }
  sheet.y += 14;
}

export function drawHeading(sheet: Sheet, text: string): void {
  sheet.need(70);
  sheet.y += sheet.text(text, LEFT, { face: "bold", size: 12, colour: LEAF }) + 4;
  sheet.rule();
  sheet.y += 8;
}

export function drawProse(
  sheet: Sheet,
  text: string,
  style: { readonly face?: "italic" | "semibold" } = {},
): void {
  const look = { size: 9.5, colour: SOFT, ...style };
  sheet.need(sheet.heightOf(text, look));
  sheet.y += sheet.text(text, LEFT, look) + 4;
}

/** A name with what stands behind it in soft letters, e.g. the masked NIK. */
export function drawName(sheet: Sheet, name: string, detail: string): void {
  const style = { face: "semibold", width: RIGHT - LEFT - 170 } as const;
  const height = sheet.heightOf(name, style);
  sheet.need(height + 24);
  sheet.text(detail, RIGHT - 165, { size: 9.5, colour: SOFT, width: 165, align: "right", figures: true });
  sheet.text(name, LEFT, style);
  sheet.y += height + 2;
}

type AmountStyle = { readonly strong?: boolean; readonly note?: string; readonly indent?: number };

/** A line that ends in rupiah, with a smaller note under its label. */
export function drawAmount(sheet: Sheet, label: string, rupiah: number, style: AmountStyle = {}): void {
  const { strong = false, note, indent = 0 } = style;
  const look = strong ? ({ face: "bold", size: 14 } as const) : {};
  const width = RIGHT - LEFT - indent - 120;
  const labelHeight = sheet.heightOf(label, { ...look, width });
  const noteStyle = { size: 9, colour: SOFT, width };
  sheet.need(labelHeight + (note ? sheet.heightOf(note, noteStyle) : 0) + 4);
  sheet.text(formatRupiah(rupiah), RIGHT - 118, { ...look, width: 118, align: "right", figures: true });
  sheet.text(label, LEFT + indent, { ...look, width });
  sheet.y += labelHeight;
  if (note) sheet.y += sheet.text(note, LEFT + indent, noteStyle);
  sheet.y += 4;
}

/** "Kartu Visa berakhiran 4242"; what we do not know by name is shown as the gateway calls it. */
export function methodWords(t: Words, method: ReceiptContent["payment"]["method"]): string | undefined {
  if (!method) return undefined;
  if (method.kind === "card" && method.brand && method.last4)
    return t("receipt.methods.cardEnding", { brand: titled(method.brand), last4: method.last4 });
  if (method.kind === "card") return t("receipt.methods.card");
  if (method.kind === "payroll" && method.unit) return t("receipt.methods.payroll", { unit: method.unit });
  return titled(method.kind.replaceAll("_", " "));
}

const titled = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
