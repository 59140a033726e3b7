/** What somebody typed in one line, in composed letters, with single blanks and none around; "" for nothing. */
export function tidyText(typed: string | undefined): string {
  return (typed ?? "").normalize("NFC").replace(/\s+/gu, " ").trim();
}
