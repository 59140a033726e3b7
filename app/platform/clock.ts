/** Time and chance come into the house here, and only as arguments from here on. */
export interface Clock {
  now(): Date;
}

export interface Chance {
  /** A fresh id that sorts by the time it was made (UUID version 7). */
  id(): string;
  /** `bytes` random bytes as URL-safe text; 32 bytes make a secret nobody can guess. */
  token(bytes?: number): string;
  /** `length` characters a person can read aloud: no 0/O, 1/I/L. */
  code(length: number): string;
}

/** Whether this is written as an id is, so that the database may be asked for it. */
export function isId(text: string | undefined): text is string {
  return /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text ?? "");
}
