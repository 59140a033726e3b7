/** Works out what a decision on a finding of the books would do, for the page that shows it and for doing it. */
import { type BookDecision, bookDecisionsFor, isBookFinding } from "~/findings/book-finding";
import type { Finding } from "~/findings/finding-queries.server";
import type { JournalEntry, JournalLine } from "~/ledger/journal";
import type { Db, Trx } from "~db/connection";
import { findRowAndExpectation } from "./bank-finding-queries.server";
import { entryForDecision, expectationWrittenOff } from "./decision-entries";
import { bankMatched, type DifferenceAccount } from "./match-rule";

export type Prepared =
  | { readonly kind: "nothing" }
  | { readonly kind: "entry"; readonly entry: JournalEntry }
  | {
      readonly kind: "withdraw";
      readonly entry: JournalEntry;
      readonly subject: string;
      readonly of: "payout" | "booking";
    }
  | {
      readonly kind: "match";
      readonly rowIds: readonly number[];
      readonly expectationIds: readonly number[];
      readonly differenceTo: DifferenceAccount;
      readonly entry: JournalEntry | undefined;
    }
  /** The row or what was expected has been matched meanwhile. */
  | { readonly kind: "gone" };

const differenceOf: Partial<Record<BookDecision, DifferenceAccount>> = {
  book_bank_charge: "bank_charges",
  book_bank_interest: "bank_interest",
  to_suspense: "suspense",
  match_less_charge: "bank_charges",
};

/** Nothing is written. */
export async function prepareDecision(
  db: Db | Trx,
  finding: Finding,
  decision: BookDecision,
  onDay: string,
): Promise<Prepared> {
  if (!isBookFinding(finding.kind)) throw new Error(`${finding.kind} is not a finding of the books.`);
  const numberOf = (name: string) =>
    typeof finding.facts[name] === "number" ? (finding.facts[name] as number) : undefined;
  const differenceTo = differenceOf[decision];
  if (differenceTo) {
    const wanted = decision === "match_less_charge" ? numberOf("expectationId") : undefined;
    const { row, expectation } = await findRowAndExpectation(db, numberOf("rowId"), wanted);
    if (!row || (wanted !== undefined && !expectation)) return { kind: "gone" };
    const expectations = expectation ? [{ ...expectation, party: expectation.party ?? undefined }] : [];
    return {
      kind: "match",
      rowIds: [row.id],
      expectationIds: expectations.map((one) => one.id),
      differenceTo,
      entry: bankMatched({
        matchId: finding.id,
        memo: "",
        rows: [row],
        expectations,
        differenceTo,
      }),
    };
  }
  if (decision === "write_off" && finding.kind === "expected_not_in_bank") {
    const { expectation } = await findRowAndExpectation(db, undefined, numberOf("expectationId"));
    if (!expectation) return { kind: "gone" };
    const entry = expectationWrittenOff({
      findingId: finding.id,
      onDay,
      account: expectation.account,
      party: expectation.party ?? undefined,
      worthRupiah: expectation.worthRupiah,
    });
    return { kind: "withdraw", entry, subject: expectation.subject, of: expectation.kind };
  }
  const entry = entryForDecision(
    { ...finding, kind: finding.kind, gateway: String(finding.facts.gateway ?? "") },
    decision,
    onDay,
  );
  return entry ? { kind: "entry", entry } : { kind: "nothing" };
}

export type BookPreview = {
  readonly decision: BookDecision;
  readonly lines: readonly JournalLine[];
  readonly leftRupiah: 0;
};

/** The decisions that are offered now, each with what it would post; none for a finding that has ended. */
export async function previewBookDecisions(
  db: Db,
  finding: Finding,
  onDay: string,
): Promise<readonly BookPreview[]> {
  if (finding.resolution || !isBookFinding(finding.kind)) return [];
  const previews: BookPreview[] = [];
  for (const decision of bookDecisionsFor({ kind: finding.kind, amountRupiah: finding.amountRupiah })) {
    const prepared = await prepareDecision(db, finding, decision, onDay);
    if (prepared.kind === "gone") continue;
    const entry = prepared.kind === "nothing" ? undefined : prepared.entry;
    previews.push({ decision, lines: entry?.lines ?? [], leftRupiah: 0 });
  }
  return previews;
}
