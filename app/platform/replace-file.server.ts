import { renameSync, writeFileSync } from "node:fs";

/** Writes a file that only its owner may read, in one step: whoever reads it sees the old text or the new. */
export function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
