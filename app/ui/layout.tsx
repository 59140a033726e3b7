/** The few ways a page is cut into pieces. */
import type { ReactNode } from "react";

type PageTitleProps = {
  readonly children: ReactNode;
  /** A short line above the title: the step, the order number, the state. */
  readonly kicker?: ReactNode;
  /** One or two sentences below it. */
  readonly lead?: ReactNode;
  /** `display` for the home page only. */
  readonly size?: "page" | "display";
};

export function PageTitle({ children, kicker, lead, size = "page" }: PageTitleProps) {
  return (
    <div className="mb-8 max-w-read">
      {kicker && <div className="mb-2 text-small font-semibold text-ink-soft">{kicker}</div>}
      <h1 className={size === "display" ? "text-h1 font-bold sm:text-display" : "text-h1 font-bold"}>
        {children}
      </h1>
      {lead && <p className="mt-4 text-lead text-ink-soft">{lead}</p>}
    </div>
  );
}

type SectionProps = {
  readonly title: ReactNode;
  readonly id?: string;
  /** Stands at the end of the title's line: a link, a count. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

/** A piece of a page under its own heading, parted from the one before by a hairline. */
export function Section({ title, id, aside, children }: SectionProps) {
  return (
    <section id={id} className="mt-12 border-t border-line pt-8 first:mt-0 first:border-0 first:pt-0">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-h2 font-bold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

type CardProps = {
  readonly title?: ReactNode;
  readonly tone?: "plain" | "leaf" | "sunk";
  readonly children: ReactNode;
};

const cardTones = {
  plain: "on-surface border-line bg-surface shadow-card",
  leaf: "border-leaf-line bg-leaf-wash",
  sunk: "border-transparent bg-sunk",
} as const;

/** The one raised thing on a page: a calculator, a price, a worker. Never a card inside a card. */
export function Card({ title, tone = "plain", children }: CardProps) {
  return (
    <div className={`rounded-box border p-4 sm:p-6 ${cardTones[tone]}`}>
      {title && <h3 className="mb-3 text-h3 font-bold">{title}</h3>}
      {children}
    </div>
  );
}

/** A form's own column: 32 rem, its questions 24 pixels apart. */
export function FormColumn({ children }: { readonly children: ReactNode }) {
  return <div className="flex max-w-form flex-col gap-6">{children}</div>;
}

/** Running text with lists and headings: 68 characters, set by the tags themselves. */
export function Prose({ children }: { readonly children: ReactNode }) {
  return <div className="prose max-w-read">{children}</div>;
}

/** Main matter and what stays beside it; below each other on phones, main matter first. */
export function TwoColumns({ main, aside }: { readonly main: ReactNode; readonly aside: ReactNode }) {
  return (
    <div className="grid gap-8 md:grid-cols-[minmax(0,1fr)_22rem] md:gap-12">
      <div className="min-w-0">{main}</div>
      <div className="min-w-0 md:sticky md:top-6 md:self-start">{aside}</div>
    </div>
  );
}

type MoneyProps = {
  /** Already written out, e.g. `Rp33.600`. */
  readonly children: string;
  readonly size?: "text" | "large" | "display";
  /** What belongs right behind it, e.g. `sebulan`. */
  readonly per?: string;
};

const moneySizes = {
  text: "font-semibold",
  large: "text-h1 font-bold",
  display: "text-display font-bold",
} as const;

/** An amount, exact, in figures of equal width; it never breaks across lines. */
export function Money({ children, size = "text", per }: MoneyProps) {
  return (
    <span className="whitespace-nowrap">
      <span className={`figures ${moneySizes[size]}`}>{children}</span>
      {per && <span className={size === "text" ? undefined : "text-lead text-ink-soft"}> {per}</span>}
    </span>
  );
}

type EmptyStateProps = {
  readonly title: ReactNode;
  /** What to do about it. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

/** Nothing here yet: says so, and what to do. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="rounded-box border border-dashed border-line-strong px-4 py-8 text-center sm:px-6">
      <p className="text-h3 font-bold">{title}</p>
      <div className="mx-auto mt-2 max-w-form text-ink-soft">{children}</div>
      {action && <div className="mt-6 flex justify-center">{action}</div>}
    </div>
  );
}
