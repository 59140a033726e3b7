/** The frame for those who work here all day: a rail of what waits, a search that is always there, the whole width. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { BrandMark } from "./brand-mark";
import { Icon } from "./icons";
import { SkipLink } from "./site-frame";
import { Count } from "./tabs";

export type RailLink = {
  readonly href: string;
  readonly label: string;
  readonly current?: boolean;
  /** How many things wait there; 0 shows nothing. */
  readonly waiting?: number;
};

type AdminFrameProps = {
  readonly brand: string;
  readonly skip: string;
  readonly links: readonly RailLink[];
  /** Where a search goes, as `GET <action>?q=…`. */
  readonly search: { readonly action: string; readonly query?: string; readonly label?: string };
  /** At the end of the top line: who is signed in, the way out. */
  readonly account?: ReactNode;
  readonly children: ReactNode;
};

export function AdminFrame({ brand, skip, links, search, account, children }: AdminFrameProps) {
  const { t } = useTranslation();
  return (
    <>
      <SkipLink>{skip}</SkipLink>
      <div className="grow lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
        <div className="hidden border-r border-line bg-sunk px-3 py-4 lg:block">
          <div className="sticky top-4">
            <Rail links={links} label={t("ui.adminNav")} brand={brand} />
          </div>
        </div>
        <div className="min-w-0">
          <header className="relative flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2 sm:px-6">
            <div className="mr-auto lg:hidden">
              <Brand name={brand} />
            </div>
            <details className="lg:hidden">
              <summary className="flex min-h-11 items-center gap-2 rounded-box border border-line-strong px-4 font-semibold">
                <Icon name="menu" />
                {t("ui.menu")}
              </summary>
              <div className="absolute inset-x-0 top-full z-30 border-y border-line bg-surface p-3 shadow-card">
                <Rail links={links} label={t("ui.adminNav")} />
                {account && (
                  <div className="mt-2 flex items-center gap-4 border-t border-line pt-2">{account}</div>
                )}
              </div>
            </details>
            <Search {...search} />
            {account && <div className="ml-auto hidden items-center gap-4 text-small lg:flex">{account}</div>}
          </header>
          <main id="isi" tabIndex={-1} className="px-4 py-6 outline-none sm:px-6">
            {children}
          </main>
        </div>
      </div>
    </>
  );
}

function Brand({ name }: { readonly name: string }) {
  return (
    <a href="/admin" className="flex min-h-11 items-center gap-2 px-1 font-bold text-leaf no-underline">
      <BrandMark size={28} />
      {name}
    </a>
  );
}

type RailProps = { readonly links: readonly RailLink[]; readonly label: string; readonly brand?: string };

function Rail({ links, label, brand }: RailProps) {
  const { t } = useTranslation();
  return (
    <nav aria-label={label}>
      {brand && (
        <div className="mb-4">
          <Brand name={brand} />
        </div>
      )}
      <ul className="space-y-0.5">
        {links.map(({ href, label: name, current, waiting = 0 }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={current ? "page" : undefined}
              className="flex min-h-11 items-center justify-between gap-2 rounded-box px-3 font-medium text-ink no-underline hover:bg-paper aria-[current]:bg-leaf-wash aria-[current]:font-bold aria-[current]:text-leaf"
            >
              {name}
              {waiting > 0 && (
                <>
                  <span aria-hidden="true">
                    <Count waiting>{waiting}</Count>
                  </span>
                  <span className="sr-only">{t("ui.waiting", { count: waiting })}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Search({ action, query, label }: AdminFrameProps["search"]) {
  const { t } = useTranslation();
  return (
    <search className="max-lg:order-last max-lg:w-full lg:w-96">
      <form method="get" action={action} className="flex gap-2">
        <label htmlFor="cari" className="sr-only">
          {label ?? t("ui.searchWhat")}
        </label>
        <input
          id="cari"
          name="q"
          type="search"
          defaultValue={query}
          autoComplete="off"
          className="min-h-11 w-full min-w-0 rounded-box border border-line-strong bg-surface px-3"
        />
        <button
          type="submit"
          className="inline-flex min-h-11 items-center gap-2 rounded-box border border-line-strong px-3 font-semibold hover:bg-sunk"
        >
          <Icon name="search" size={16} />
          {t("ui.search")}
        </button>
      </form>
    </search>
  );
}

type ListAndDetailProps = {
  readonly list: ReactNode;
  readonly detail?: ReactNode;
  readonly detailLabel: string;
};

/** A list with the opened one beside it; on narrow screens the opened one comes first. */
export function ListAndDetail({ list, detail, detailLabel }: ListAndDetailProps) {
  if (!detail) return list;
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <aside
        aria-label={detailLabel}
        className="min-w-0 lg:sticky lg:top-4 lg:order-last lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:overflow-y-auto lg:border-l lg:border-line lg:pl-6"
      >
        {detail}
      </aside>
      <div className="min-w-0">{list}</div>
    </div>
  );
}
