/**
 * What a receipt says, frozen at issue: everything the paper shows is in this value, so that a reprint
 * needs no other table and can never say something else.
 *
 *   received = protected months + covered fee + what waits for a decision
 */
import { terbilang } from "~/rupiah/terbilang";
import { shortCode } from "./paper-number";

export type Programme = "jkk" | "jkm" | "jht";

export type PaperLine = {
  readonly programme: Programme;
  readonly amountRupiah: number;
  readonly discountPercent: number;
  readonly legalSource: string;
};

/** One iuran month ("2026-11") of one worker, by programme. */
export type PaperMonth = { readonly month: string; readonly lines: readonly PaperLine[] };

export type PaperWorker = {
  readonly name: string;
  readonly nikMasked: string;
  readonly months: readonly PaperMonth[];
};

export type PaperOperator = { readonly name: string; readonly contact?: string; readonly permit?: string };

export type ReceiptContent = {
  readonly version: 1;
  readonly number: string;
  /** ISO instants; the paper shows them in WIB. */
  readonly issuedAt: string;
  readonly paidAt: string;
  readonly payer: { readonly name: string; readonly shownAs: "name" | "hamba_allah" };
  readonly payment: {
    readonly orderCode: string;
    readonly paymentCode: string;
    readonly method?: {
      readonly kind: string;
      readonly brand?: string;
      readonly last4?: string;
      /** The unit through whose payroll it came. */
      readonly unit?: string;
    };
  };
  readonly workers: readonly PaperWorker[];
  /** Months that somebody else had covered first: received, and waiting for a decision. */
  readonly waiting: readonly PaperWorker[];
  readonly premiumRupiah: number;
  readonly feeCoverRupiah: number;
  readonly waitingRupiah: number;
  readonly totalRupiah: number;
  readonly terbilang: string;
  readonly sources: readonly string[];
  readonly operator: PaperOperator;
};

/** One frozen line of the paid order. */
export type ReceiptLine = PaperLine & {
  readonly workerId: string;
  readonly workerName: string;
  readonly nikMasked: string;
  readonly month: string;
  /** The payment gave this worker this month; otherwise its money waits. */
  readonly covered: boolean;
};

export type ReceiptFacts = {
  readonly paymentId: string;
  readonly orderId: string;
  readonly orderCode: string;
  readonly payerName: string;
  readonly shownAs: "name" | "hamba_allah";
  readonly method?: Readonly<Record<string, unknown>>;
  readonly paidAt: Date;
  readonly receivedRupiah: number;
  readonly lines: readonly ReceiptLine[];
  /** What the journal says the payment was posted as. */
  readonly posted: {
    readonly premiumRupiah: number;
    readonly feeCoverRupiah: number;
    readonly suspenseRupiah: number;
  };
};

/** Puts the content together; throws when the parts, the journal and the money received disagree. */
export function receiptContent(
  facts: ReceiptFacts,
  paper: { readonly number: string; readonly issuedAt: Date; readonly operator: PaperOperator },
): ReceiptContent {
  const { posted, receivedRupiah } = facts;
  const covered = facts.lines.filter((line) => line.covered);
  const waiting = facts.lines.filter((line) => !line.covered);
  const disagreement = disagreementOf(facts, sumOf(covered), sumOf(waiting));
  if (disagreement) throw new Error(`No receipt for payment ${facts.paymentId}: ${disagreement}.`);
  return {
    version: 1,
    number: paper.number,
    issuedAt: paper.issuedAt.toISOString(),
    paidAt: facts.paidAt.toISOString(),
    payer: { name: facts.payerName, shownAs: facts.shownAs },
    payment: {
      orderCode: facts.orderCode,
      paymentCode: shortCode(facts.paymentId),
      ...methodOf(facts.method),
    },
    workers: byWorker(covered),
    waiting: byWorker(waiting),
    premiumRupiah: posted.premiumRupiah,
    feeCoverRupiah: posted.feeCoverRupiah,
    waitingRupiah: posted.suspenseRupiah,
    totalRupiah: receivedRupiah,
    terbilang: terbilang(receivedRupiah),
    sources: [...new Set(covered.map((line) => line.legalSource))],
    operator: paper.operator,
  };
}

function disagreementOf(
  facts: ReceiptFacts,
  coveredRupiah: number,
  waitingRupiah: number,
): string | undefined {
  const { posted, receivedRupiah } = facts;
  const sum = posted.premiumRupiah + posted.feeCoverRupiah + posted.suspenseRupiah;
  if (sum !== receivedRupiah) return `the journal posted ${sum} of ${receivedRupiah} rupiah received`;
  if (coveredRupiah !== posted.premiumRupiah)
    return `its covered months are worth ${coveredRupiah} rupiah, the journal says ${posted.premiumRupiah}`;
  if (waitingRupiah > posted.suspenseRupiah)
    return `${waitingRupiah} rupiah of its months wait, but only ${posted.suspenseRupiah} are in suspense`;
  return undefined;
}

function methodOf(method: ReceiptFacts["method"]): Pick<ReceiptContent["payment"], "method"> {
  if (typeof method?.kind !== "string") return {};
  const { kind, brand, last4, unit } = method;
  return {
    method: {
      kind,
      ...(typeof brand === "string" ? { brand } : {}),
      ...(typeof last4 === "string" ? { last4 } : {}),
      ...(typeof unit === "string" ? { unit } : {}),
    },
  };
}

const sumOf = (lines: readonly PaperLine[]) => lines.reduce((sum, line) => sum + line.amountRupiah, 0);
const PROGRAMMES: readonly Programme[] = ["jkk", "jkm", "jht"];

/** Workers by name, their months in order, programmes in the order of the law. */
function byWorker(lines: readonly ReceiptLine[]): readonly PaperWorker[] {
  const ids = [...new Set(lines.map((line) => line.workerId))];
  return ids
    .map((id) => {
      const own = lines.filter((line) => line.workerId === id);
      const months = [...new Set(own.map((line) => line.month))].sort();
      const { workerName: name, nikMasked } = own[0]!;
      return {
        id,
        worker: { name, nikMasked, months: months.map((month) => ({ month, lines: linesOf(own, month) })) },
      };
    })
    .sort((a, b) => compare(a.worker.name, b.worker.name) || compare(a.id, b.id))
    .map(({ worker }) => worker);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function linesOf(lines: readonly ReceiptLine[], month: string): readonly PaperLine[] {
  return PROGRAMMES.flatMap((programme) =>
    lines
      .filter((line) => line.month === month && line.programme === programme)
      .map(({ amountRupiah, discountPercent, legalSource }) => ({
        programme,
        amountRupiah,
        discountPercent,
        legalSource,
      })),
  );
}
