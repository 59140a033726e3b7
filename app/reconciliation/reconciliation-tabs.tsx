import { Tabs } from "~/ui/tabs";
import { useWords } from "~/words/use-words";

const places = {
  standing: "/admin/rekonsiliasi",
  statements: "/admin/rekonsiliasi/koran",
  rows: "/admin/rekonsiliasi/baris",
  matches: "/admin/rekonsiliasi/cocok",
  rules: "/admin/rekonsiliasi/aturan",
  accounts: "/admin/rekonsiliasi/rekening",
} as const;
export type ReconciliationPlace = keyof typeof places;

/** The pages of reconciliation, the day's work first. */
export function ReconciliationTabs({ current }: { readonly current: ReconciliationPlace }) {
  const t = useWords();
  return (
    <Tabs
      label={t("reconciliation.places.label")}
      tabs={(Object.keys(places) as ReconciliationPlace[]).map((place) => ({
        href: places[place],
        label: t(`reconciliation.places.${place}`),
        current: place === current,
      }))}
    />
  );
}
