/** Every way in which a marked person's data could be written down by mistake, and a search for them. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { formatDay } from "~/calendar/day";
import type { Person } from "./sponsor-browser";

export type Mark = { readonly what: string; readonly text: string };

/** The NIK, phone and birth date of a person as they are said, grouped, cut, and hidden in base64. */
export function marksOf(person: Person): readonly Mark[] {
  const { nik, bornOn } = person;
  const [year = "", month = "", day = ""] = bornOn.split("-");
  const number = person.phone.replace(/^0/, "");
  const bare = (text: string) => String(Number(text));
  const grouped = (mark: string) => nik.replace(/(\d{4})(?=\d)/g, `$1${mark}`);
  const marks = {
    NIK: [
      nik,
      ...[" ", ".", "-", "+", "%20", "\u2009", "\u00a0"].map(grouped),
      nik.slice(4),
      nik.slice(0, 12),
    ],
    "NIK by its parts": [`${nik.slice(0, 6)} ${nik.slice(6, 12)} ${nik.slice(12)}`],
    phone: [
      number,
      ...[" ", "-", ".", "%20"].map((mark) => number.replace(/^(\d{3})(\d{4})/, `$1${mark}$2${mark}`)),
    ],
    "birth date": [
      bornOn,
      ...["-", "/", ".", " ", "%2F"].flatMap((mark) => [
        [day, month, year].join(mark),
        [bare(day), bare(month), year].join(mark),
      ]),
      `${year}${month}${day}`,
      `${day}${month}${year}`,
      formatDay(bornOn, "id"),
      formatDay(bornOn, "en"),
    ],
  };
  return Object.entries(marks).flatMap(([what, texts]) => [
    ...texts.map((text) => ({ what: `${what} of ${person.name} as ${text}`, text })),
    ...inBase64(texts[0]!).map((text) => ({ what: `${what} of ${person.name} in base64`, text })),
  ]);
}

/** Those few that are searched for in every byte on disk. */
export function rawMarksOf({ name, nik, phone, bornOn }: Person): readonly Mark[] {
  const texts = [nik, nik.replace(/(\d{4})(?=\d)/g, "$1 "), phone.replace(/^0/, ""), bornOn];
  return texts.map((text) => ({ what: `${text} of ${name}`, text }));
}

/** The three texts a value gives in base64, by where it begins in what was encoded. */
function inBase64(text: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.from("\0".repeat(before) + text);
    const upTo = Math.floor(whole.length / 3) * 4;
    return whole.toString("base64").slice(before === 0 ? 0 : before + 1, upTo);
  });
}

/** What was found where; empty is what everybody hopes for. */
export function findMarks(where: string, hay: string | Buffer, marks: readonly Mark[]): readonly string[] {
  return marks.filter(({ text }) => hay.includes(text)).map(({ what }) => `${where}: ${what}`);
}

/** All files below a folder, sockets and the like left out. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

/** A file's bytes; a database may take a file away while we read. */
export function bytesOf(file: string): Buffer {
  try {
    return statSync(file).size > 0 ? readFileSync(file) : Buffer.alloc(0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}
