/** The frame of every public page: skip link, header with its few links, the page, footer. */
import type { ReactNode } from "react";
import { BrandMark } from "./brand-mark";
import { Icon } from "./icons";

export type NavLink = { readonly href: string; readonly label: string };

export function SkipLink({ children }: { readonly children: ReactNode }) {
  return (
    <a
      href="#isi"
      className="sr-only rounded-box bg-leaf px-4 py-3 font-semibold text-on-leaf focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
    >
      {children}
    </a>
  );
}

type HeaderProps = {
  readonly brand: string;
  readonly place: string;
  /** What the brand link says to a screen reader. */
  readonly homeLabel: string;
  readonly navLabel: string;
  readonly menuLabel: string;
  readonly links: readonly NavLink[];
  /** The path being read, to mark its link. */
  readonly path: string;
};

/** On phones the links fold into a menu that opens without JavaScript. */
export function SiteHeader({ brand, place, homeLabel, navLabel, menuLabel, links, path }: HeaderProps) {
  return (
    <header className="relative border-b border-line bg-paper">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-6 px-4 sm:px-6">
        <a href="/" aria-label={homeLabel} className="flex min-h-16 items-center gap-3 no-underline">
          <BrandMark size={36} />
          <span className="leading-tight">
            <span className="block text-lead font-bold text-leaf">{brand}</span>
            <span className="block text-small text-ink-soft">{place}</span>
          </span>
        </a>
        <nav aria-label={navLabel} className="hidden md:block">
          <ul className="flex gap-2">
            {links.map((link) => (
              <li key={link.href}>
                <HeaderLink {...link} current={isWithin(path, link.href)} />
              </li>
            ))}
          </ul>
        </nav>
        <details className="md:hidden" data-print="no">
          <summary className="flex min-h-11 items-center gap-2 rounded-box border border-line-strong px-4 font-semibold text-ink">
            <Icon name="menu" />
            {menuLabel}
          </summary>
          <nav
            aria-label={navLabel}
            className="absolute inset-x-0 top-full z-20 border-y border-line bg-surface px-4 py-2 shadow-card"
          >
            <ul>
              {links.map((link) => (
                <li key={link.href}>
                  <HeaderLink {...link} current={isWithin(path, link.href)} />
                </li>
              ))}
            </ul>
          </nav>
        </details>
      </div>
    </header>
  );
}

function HeaderLink({ href, label, current }: NavLink & { readonly current: boolean }) {
  return (
    <a
      href={href}
      aria-current={current ? "page" : undefined}
      className="flex min-h-11 items-center border-b-2 border-transparent px-2 font-semibold text-ink no-underline hover:text-leaf hover:underline aria-[current]:border-leaf aria-[current]:text-leaf"
    >
      {label}
    </a>
  );
}

function isWithin(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}

type FooterProps = {
  readonly about: string;
  readonly navLabel: string;
  readonly links: readonly NavLink[];
  /** Who runs the site, its permit, where data comes from: one plain line each. */
  readonly lines: readonly string[];
};

export function SiteFooter({ about, navLabel, links, lines }: FooterProps) {
  return (
    <footer className="mt-8 border-t border-line bg-sunk">
      <div className="mx-auto max-w-page px-4 py-8 sm:px-6">
        <div className="flex flex-col gap-4 md:flex-row md:items-center md:justify-between">
          <p className="flex items-center gap-3 font-semibold text-ink">
            <BrandMark size={28} />
            {about}
          </p>
          <nav aria-label={navLabel}>
            <ul className="flex flex-wrap gap-x-6">
              {links.map(({ href, label }) => (
                <li key={href}>
                  <a href={href} className="link inline-flex min-h-11 items-center">
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <div className="mt-4 max-w-read space-y-1 border-t border-line pt-4 text-small text-ink-soft">
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </div>
    </footer>
  );
}

/** The page's own ground: one column, room to breathe, the target of the skip link. */
export function Main({ children }: { readonly children: ReactNode }) {
  return (
    <main
      id="isi"
      tabIndex={-1}
      className="mx-auto w-full max-w-page grow px-4 py-8 outline-none sm:px-6 sm:py-12"
    >
      {children}
    </main>
  );
}
