/** The closing of a month as lines of a table: for the workbook, and in the same order for the paper. */
import type { Rupiah } from "~/rupiah/rupiah";
import { sayOr } from "~/words/say-or";
import type { Words } from "~/words/words";
import { differenceOf, moneyPlaces, type PeriodContent } from "./period";

export type PeriodRow = {
  readonly section: string;
  readonly what: string;
  readonly begin?: Rupiah;
  readonly end?: Rupiah;
  readonly gateway?: Rupiah | undefined;
  readonly bank?: Rupiah | undefined;
  readonly journal?: Rupiah | undefined;
  readonly bpjs?: Rupiah | undefined;
  readonly difference?: Rupiah | undefined;
  readonly note?: string;
};

/** Every figure of a closing, section by section. */
export function periodRows(content: PeriodContent, t: Words): readonly PeriodRow[] {
  const { begin, end } = content;
  const places = (["received", ...moneyPlaces] as const).map((place) => ({
    section: t("closing.section.money"),
    what: t(`closing.place.${place}`),
    begin: begin[place],
    end: end[place],
  }));
  const books = content.books.map((line) => ({
    section: t("closing.section.books"),
    what: t(`closing.book.${line.what}`),
    gateway: line.gateway,
    bank: line.bank,
    journal: line.journal,
    bpjs: line.bpjs,
    difference: differenceOf(line),
  }));
  const accounts = content.accounts.map(({ account, balanceRupiah }) => ({
    section: t("closing.section.accounts"),
    what: sayOr(t, `story.accounts.${account}`, account),
    end: balanceRupiah,
  }));
  const carried = content.carried.map((finding) => ({
    section: t("closing.section.carried"),
    what: sayOr(t, `admin.findingKind.${finding.kind}`, finding.kind),
    end: finding.amountRupiah,
    note: `${finding.openedOn}: ${finding.carriedBy}: ${finding.reason}`,
  }));
  return [...places, ...books, ...accounts, ...carried];
}
