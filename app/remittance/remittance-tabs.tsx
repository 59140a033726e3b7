/** What the pages about remittance share: their tabs, the search above a list, and downloads of what is on the screen. */
import type { ReactNode } from "react";
import { Button } from "~/ui/button";
import { TextField } from "~/ui/field";
import { Tabs } from "~/ui/tabs";
import { useWords } from "~/words/use-words";

const places = {
  home: "/admin/setoran",
  waiting: "/admin/setoran/menunggu",
  answers: "/admin/jawaban-bpjs",
  government: "/admin/daftar-pemerintah",
  layouts: "/admin/setoran/susunan",
} as const;
export type RemittancePlace = keyof typeof places;

export function RemittanceTabs({ at }: { readonly at: RemittancePlace }) {
  const t = useWords();
  return (
    <Tabs
      label={t("remittance.tabs")}
      tabs={(Object.keys(places) as RemittancePlace[]).map((place) => ({
        href: places[place],
        label: t(`remittance.tab.${place}`),
        current: place === at,
      }))}
    />
  );
}

type FilterProps = {
  readonly action: string;
  readonly searchLabel: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly children?: ReactNode;
};

/** A search and whatever filters stand beside it; the address keeps them. */
export function ListFilter({ action, searchLabel, typed, children }: FilterProps) {
  const t = useWords();
  const filtered = Object.entries(typed).some(
    ([name, value]) => value && name !== "urut" && name !== "setelah",
  );
  return (
    <form
      method="get"
      action={action}
      className="mb-6 grid items-end gap-4 border-y border-line py-4 sm:grid-cols-2 lg:grid-cols-4"
    >
      <TextField
        name="q"
        id="cari"
        type="search"
        label={searchLabel}
        defaultValue={typed.q}
        maxLength={200}
      />
      {children}
      <div className="flex flex-wrap items-center gap-4">
        <Button look="secondary">{t("remittance.filter")}</Button>
        {filtered && (
          <a className="link inline-flex min-h-11 items-center" href={action}>
            {t("remittance.clear")}
          </a>
        )}
      </div>
    </form>
  );
}

/** Links that fetch the list as it is filtered, as a file. `base` is the address without the format. */
export function Downloads({ base }: { readonly base: string }) {
  const t = useWords();
  const joint = base.includes("?") ? "&" : "?";
  return (
    <p className="mt-4 flex flex-wrap gap-x-6 text-small">
      {(["csv", "xlsx"] as const).map((format) => (
        <a
          key={format}
          className="link inline-flex min-h-11 items-center"
          href={`${base}${joint}berkas=${format}`}
          download
        >
          {t(`sheets.download.${format}`)}
        </a>
      ))}
    </p>
  );
}
