/**
 * Bringing the bank's rows and what is expected there together. A rule proposes groups; each side of a group comes to
 * the same sum to the sen, and every row is in one match at most. What is proposed twice goes to the first, in the
 * order of the proposals: the same books always give the same matches.
 */
import { type JournalEntry, type JournalLine, journalEntry } from "~/ledger/journal";
import { nearestRupiah } from "./payout-postings";

export const matchRuleNames = [
  "reversal",
  "reference",
  "reference_sum",
  "amount_and_day",
  "day_sum",
] as const;
export type MatchRuleName = (typeof matchRuleNames)[number];

export type MatchRule = {
  readonly name: MatchRuleName;
  readonly position: number;
  /** How many days the two sides may lie apart. */
  readonly windowDays: number;
  readonly onDuty: boolean;
};

/** Why two sides were brought together: a rule, a person, or a decision on a finding. */
export type MatchCause = MatchRuleName | "by_hand" | "by_decision";

export type Proposal = {
  readonly rowIds: readonly number[];
  readonly expectationIds: readonly number[];
  readonly why: Readonly<Record<string, unknown>>;
};

/** Leaves out proposals that touch what an earlier one has taken. */
export function withoutOverlap(proposals: readonly Proposal[]): readonly Proposal[] {
  const taken = new Set<string>();
  return proposals.filter(({ rowIds, expectationIds }) => {
    const parts = [...rowIds.map((id) => `row ${id}`), ...expectationIds.map((id) => `expectation ${id}`)];
    if (parts.some((part) => taken.has(part))) return false;
    for (const part of parts) taken.add(part);
    return true;
  });
}

/** Where a decision puts the difference between the two sides of a match. */
export type DifferenceAccount = "bank_charges" | "bank_interest" | "suspense";

export type MatchedRow = { readonly account: string; readonly amountSen: number; readonly onDay: string };
export type MatchedExpectation = {
  readonly account: JournalLine["account"];
  readonly party?: string | undefined;
  readonly worthRupiah: number;
};

/**
 * What a match posts: the money stands at the bank from now on, and no longer where it was expected. Sen that neither
 * side's whole rupiah show go to `rounding`; a real difference only goes where `differenceTo` says. Two rows that
 * cancel each other post nothing.
 */
export function bankMatched(posting: {
  readonly matchId: string;
  readonly memo: string;
  readonly rows: readonly MatchedRow[];
  readonly expectations: readonly MatchedExpectation[];
  readonly differenceTo?: DifferenceAccount;
}): JournalEntry | undefined {
  const { matchId, memo, rows, expectations, differenceTo } = posting;
  const byAccount = new Map<string, number>();
  for (const row of rows) byAccount.set(row.account, (byAccount.get(row.account) ?? 0) + row.amountSen);
  const bank: JournalLine[] = [...byAccount].map(([party, sen]) => ({
    account: "bank",
    party,
    amountRupiah: nearestRupiah(sen),
  }));
  const off = sum(bank.map((line) => line.amountRupiah)) - sum(expectations.map((one) => one.worthRupiah));
  const lines: JournalLine[] = [
    ...bank,
    ...expectations.map((one) => ({
      account: one.account,
      ...(one.party ? { party: one.party } : {}),
      amountRupiah: -one.worthRupiah,
    })),
    { account: differenceTo ?? "rounding", party: rows[0]?.account ?? "", amountRupiah: -off },
  ];
  if (lines.every((line) => line.amountRupiah === 0)) return undefined;
  return journalEntry({
    kind: "bank_matched",
    cause: { kind: "bank_match", id: matchId },
    onDay: rows
      .map((row) => row.onDay)
      .sort()
      .at(-1)!,
    memo: memo.slice(0, 200),
    lines,
  });
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
