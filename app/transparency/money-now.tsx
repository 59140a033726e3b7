/** All the money ever received as one bar, cut by where it is now, with a line in words for each piece. */
import { formatRupiah } from "~/rupiah/rupiah";
import { EmptyState, Section } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import type { FlowFigures } from "./money-flow";
import { percent } from "./write-figures";

type Part = "confirmed" | "remitted" | "waiting" | "refunded" | "fees" | "pool" | "suspense" | "operator";
type Piece = { readonly part: Part; readonly rupiah: number };

const FILL: Readonly<Record<Part, string>> = {
  confirmed: "fill-leaf",
  remitted: "fill-[color-mix(in_oklab,var(--leaf)_62%,var(--surface))]",
  waiting: "fill-[color-mix(in_oklab,var(--leaf)_30%,var(--surface))]",
  refunded: "fill-clay",
  fees: "fill-amber-mark",
  pool: "fill-link",
  suspense: "fill-line-strong",
  operator: "fill-line",
};

/** The pieces that make up what was received; those nothing lies in are left out. */
export function piecesOf(total: FlowFigures): readonly Piece[] {
  const all: readonly Piece[] = [
    { part: "confirmed", rupiah: total.confirmed },
    { part: "remitted", rupiah: total.remitted - total.confirmed },
    { part: "waiting", rupiah: total.waiting },
    { part: "refunded", rupiah: total.refunded },
    { part: "fees", rupiah: total.fees },
    { part: "pool", rupiah: total.pool },
    { part: "suspense", rupiah: total.suspense },
    { part: "operator", rupiah: total.operator },
  ];
  return all.filter(({ rupiah }) => rupiah !== 0);
}

export function MoneyNow({ total }: { readonly total: FlowFigures }) {
  const t = useWords();
  const pieces = piecesOf(total);
  return (
    <Section title={t("transparency.now.title")} id="uang">
      {pieces.length === 0 ? (
        <EmptyState title={t("transparency.now.none")}>{t("transparency.now.noneNext")}</EmptyState>
      ) : (
        <>
          <p className="mb-3">{t("transparency.now.lead", { received: formatRupiah(total.received) })}</p>
          <Bar pieces={pieces} label={t("transparency.now.chart")} />
          <Pieces pieces={pieces} received={total.received} />
          {total.charges !== 0 && (
            <p className="mt-6 max-w-read text-ink-soft">
              {t("transparency.now.charges", {
                charges: formatRupiah(total.charges),
                fees: formatRupiah(total.fees),
              })}
            </p>
          )}
        </>
      )}
    </Section>
  );
}

/** A piece below zero has no length. */
function Bar({ pieces, label }: { readonly pieces: readonly Piece[]; readonly label: string }) {
  const lengths = pieces.map(({ part, rupiah }) => ({ part, length: Math.max(0, rupiah) }));
  const whole = lengths.reduce((sum, { length }) => sum + length, 0) || 1;
  let from = 0;
  return (
    <svg role="img" aria-label={label} width="100%" height="48" className="rounded-box">
      {lengths.map(({ part, length }) => {
        const x = (from / whole) * 100;
        from += length;
        return (
          <g key={part}>
            <rect x={`${x}%`} width={`${(length / whole) * 100}%`} height="48" className={FILL[part]} />
            {x > 0 && <line x1={`${x}%`} x2={`${x}%`} y2="48" strokeWidth="2" className="stroke-paper" />}
          </g>
        );
      })}
    </svg>
  );
}

function Pieces({ pieces, received }: { readonly pieces: readonly Piece[]; readonly received: number }) {
  const t = useWords();
  return (
    <ul className="mt-4 grid gap-x-12 md:grid-cols-2">
      {pieces.map(({ part, rupiah }) => (
        <li key={part} className="flex gap-3 border-b border-line py-3">
          <svg width="16" height="16" aria-hidden="true" className="mt-1 shrink-0">
            <rect width="16" height="16" rx="4" className={FILL[part]} />
          </svg>
          <div className="min-w-0 grow">
            <p className="flex flex-wrap justify-between gap-x-4 font-semibold">
              <span>{t(`transparency.now.part.${part}`)}</span>
              <span className="figures whitespace-nowrap">
                {formatRupiah(rupiah)}
                <span className="ml-2 inline-block min-w-14 text-right font-normal text-ink-soft">
                  {percent(rupiah, received)}
                </span>
              </span>
            </p>
            <p className="text-small text-ink-soft">{t(`transparency.now.part.${part}Means`)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
