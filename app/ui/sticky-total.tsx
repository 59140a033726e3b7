import type { ReactNode } from "react";
import { Money } from "./layout";

type StickyTotalProps = {
  /** What the amount is, e.g. `Total untuk 3 bulan`. */
  readonly label: string;
  readonly amount: string;
  readonly note?: ReactNode;
  /** The page's one primary button. */
  readonly children?: ReactNode;
};

/** The sum and the way on, always in reach on phones; in its place in the page elsewhere and on paper. */
export function StickyTotal({ label, amount, note, children }: StickyTotalProps) {
  return (
    <div className="sticky-total sticky bottom-0 z-10 -mx-4 mt-8 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t border-line bg-surface px-4 py-3 shadow-card sm:static sm:mx-0 sm:rounded-box sm:border sm:p-6">
      <div>
        <p className="text-small text-ink-soft">{label}</p>
        <p className="leading-tight">
          <Money size="large">{amount}</Money>
        </p>
        {note && <p className="text-small text-ink-soft">{note}</p>}
      </div>
      {children && <div className="max-sm:grow">{children}</div>}
    </div>
  );
}
