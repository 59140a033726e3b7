/** What the public check page tells about a paper. Nothing in it names a payer or a worker. */
export type CheckedPaper = {
  readonly kind: "receipt" | "credit_note";
  readonly number: string;
  readonly issuedAt: Date;
  readonly amountRupiah: number;
  readonly operatorName: string;
  /** SHA-256 of the PDF file. */
  readonly sha256: string;
  /** SHA-256 of what it says, as printed at its foot. */
  readonly fingerprint: string;
  /** Of a credit note: the receipt it refers to. */
  readonly receiptNumber?: string;
  /** Of a receipt: what was given back of it since. */
  readonly credits: readonly {
    readonly number: string;
    readonly issuedAt: Date;
    readonly amountRupiah: number;
  }[];
};

/** What of a receipt's money has not been given back, in rupiah. */
export function remainingOf(paper: CheckedPaper): number {
  return paper.credits.reduce((rest, note) => rest - note.amountRupiah, paper.amountRupiah);
}
