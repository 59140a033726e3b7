/** Every set of open data, with what describes them. */
import { Section } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { DataLinks } from "./data-links";

export function OpenData() {
  const t = useWords();
  const sets = [
    ["money-flow", t("transparency.data.money")],
    ["protection-by-kecamatan", t("transparency.data.kecamatan")],
    ["protection-by-occupation", t("transparency.data.occupation")],
    ["protection-by-unit", t("transparency.data.unit")],
  ] as const;
  const files = [
    ["/jember-kecamatan.geojson", t("transparency.data.shapes")],
    ["/api/v1/openapi.json", t("transparency.data.contract")],
  ] as const;
  return (
    <Section title={t("transparency.data.title")} id="data">
      <p className="mb-4 max-w-read text-ink-soft">{t("transparency.data.lead")}</p>
      <ul className="max-w-read">
        {sets.map(([set, what]) => (
          <li
            key={set}
            className="flex flex-wrap items-center justify-between gap-x-6 border-b border-line py-1"
          >
            {what}
            <DataLinks set={set} what={what} />
          </li>
        ))}
        {files.map(([href, what]) => (
          <li key={href} className="border-b border-line py-1">
            <a href={href} className="link inline-flex min-h-11 items-center">
              {what}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
