/** The first words on the home page: what this is, and today's price worked out for somebody made up. */
import { Money, PageTitle } from "~/ui/layout";
import { Badge } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";

type PriceExampleProps = {
  /** Price and month, written out; left out while this month has no tariff. */
  readonly example: { readonly price: string; readonly month: string } | undefined;
};

export function PriceExample({ example }: PriceExampleProps) {
  const t = useWords();
  return (
    <div className="md:pt-6">
      <PageTitle size="display" lead={t("home.lead")}>
        {t("home.title")}
      </PageTitle>
      {example && (
        <div className="max-w-read border-l-4 border-leaf pl-4">
          <p>
            <Money size="display">{example.price}</Money>
          </p>
          <p className="text-lead">{t("home.examplePrice")}</p>
          <p className="mt-1 text-small text-ink-soft">
            <Badge>{t("home.exampleTag")}</Badge> {t("home.exampleNote", { month: example.month })}
          </p>
        </div>
      )}
    </div>
  );
}
