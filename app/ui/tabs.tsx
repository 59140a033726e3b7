export type Tab = {
  readonly href: string;
  readonly label: string;
  readonly current?: boolean;
  readonly count?: number;
};

/** Views of one thing, each with an address of its own. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="mb-6 overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {tabs.map(({ href, label: name, current, count }) => (
          <li key={href} className="shrink-0">
            <a
              href={href}
              aria-current={current ? "page" : undefined}
              className="-outline-offset-2 flex min-h-11 items-center gap-2 border-b-3 border-transparent px-3 font-semibold text-ink-soft no-underline hover:text-leaf aria-[current]:border-leaf aria-[current]:text-leaf"
            >
              {name}
              {count !== undefined && <Count>{count}</Count>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type CountProps = { readonly waiting?: boolean; readonly children: number };

/** A number of things, in a small pill; amber when they wait for someone. */
export function Count({ waiting = false, children }: CountProps) {
  const look = waiting ? "bg-amber-wash text-amber" : "bg-sunk text-ink-soft";
  return (
    <span className={`figures min-w-6 rounded-full px-2 text-center text-small font-semibold ${look}`}>
      {children}
    </span>
  );
}
