/** /: what this is, what it costs today, and the way to name a worker. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { formatMonth, formatMonths, monthsFrom } from "~/calendar/iuran-month";
import { monthInWib } from "~/calendar/wib";
import { BENEFITS } from "~/coverage/benefit-figures";
import { HowItWorks, ProtectionTotals, WhatItProtects } from "~/coverage/protection-story";
import { getWorld } from "~/platform/world.server";
import { formatRupiah, groupThousands } from "~/rupiah/rupiah";
import { PriceCalculator } from "~/tariff/price-calculator";
import { PACKAGES, readPriceChoice } from "~/tariff/price-choice";
import { PriceDetail } from "~/tariff/price-detail";
import { PriceExample } from "~/tariff/price-example";
import { pricePeriods } from "~/tariff/price-periods";
import { START_LIMIT_MONTHS } from "~/tariff/quote-request";
import { bracketsOf, quote } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { previewMeta } from "~/transparency/page-preview";
import { type PublicFigures, readPublicFigures } from "~/transparency/public-figures.server";
import { createWords } from "~/words/words";
import { listOccupations } from "~/workers/worker-choice-queries.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? previewMeta(data) : []);

export async function loader({ request }: LoaderFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const thisMonth = monthInWib(world.clock.now());
  const [tariff, occupations, figures] = await Promise.all([
    loadTariffTables(world.db),
    listOccupations(world.db),
    // The door stays open while the figures cannot be counted.
    readPublicFigures(world).catch((error) => {
      world.log.error({ err: error }, "the home page goes without its figures");
      return undefined;
    }),
  ]);
  const sectors = new Map(occupations.map(({ code, sector }) => [code, sector]));
  const setting = { thisMonth, occupations: sectors, tariff };
  const { choice, wrong } = readPriceChoice(new URL(request.url).searchParams, setting);
  const priced = quote(
    {
      sector: sectors.get(choice.occupation) ?? "other",
      bracket: choice.bracket,
      programmes: PACKAGES[choice.programmes],
      start: choice.start,
      months: choice.months,
    },
    tariff,
  );
  const example = quote(
    { sector: "other", bracket: 1, programmes: PACKAGES.dua, start: thisMonth, months: 1 },
    tariff,
  );
  const examplePrice = example.kind === "quote" ? formatRupiah(example.total) : undefined;
  return {
    title: t("home.pageTitle"),
    url: new URL("/", world.settings.publicUrl).href,
    description: examplePrice ? t("home.description", { price: examplePrice }) : t("frame.description"),
    example: examplePrice && { price: examplePrice, month: formatMonth(thisMonth, "id") },
    offer: {
      occupations: occupations.map(({ code, group, name }) => ({ code, group, name })),
      brackets: bracketsOf(choice.start, tariff).map(({ number, incomeFrom }) => ({ number, incomeFrom })),
      starts: monthsFrom(thisMonth, START_LIMIT_MONTHS + 1),
    },
    choice,
    wrong,
    answer:
      priced.kind === "quote"
        ? { kind: "price" as const, total: priced.total }
        : {
            kind: "no_tariff" as const,
            months: formatMonths(
              priced.gaps.map((gap) => gap.month),
              "id",
            ),
          },
    detail: priced.kind === "quote" && {
      rows: priced.months.map(({ month, jkk, jkm, jht, total }) => ({ month, jkk, jkm, jht, total })),
      periods: pricePeriods(priced.months),
      full: priced.full,
      total: priced.total,
    },
    totals: figures !== undefined &&
      figures.money.total.received > 0 && {
        received: formatRupiah(figures.money.total.received),
        protection: protectionTotals(figures),
      },
  };
}

/** The newest month that may be told, written out. */
function protectionTotals({ protection: { kecamatan } }: PublicFigures) {
  const month = kecamatan.columns.at(-1);
  return (
    month && {
      month: formatMonth(month, "id"),
      workers: groupThousands(kecamatan.columnTotals.at(-1) ?? 0),
      workerMonths: groupThousands(kecamatan.total),
    }
  );
}

export default function Home() {
  const { example, offer, choice, wrong, answer, detail, totals } = useLoaderData<typeof loader>();
  const jkm = { jkmFull: BENEFITS.jkmFull.amount, jkmEarly: BENEFITS.jkmEarly.amount };
  return (
    <>
      <div className="grid gap-8 md:grid-cols-[minmax(0,1fr)_26rem] md:grid-rows-[auto_1fr] md:gap-x-12">
        <PriceExample example={example || undefined} />
        <div className="md:col-start-2 md:row-span-2 md:row-start-1">
          <PriceCalculator offer={offer} choice={choice} wrong={wrong} answer={answer} />
        </div>
        <WhatItProtects />
      </div>
      {detail && (
        <div className="mt-12">
          <PriceDetail {...detail} {...jkm} />
        </div>
      )}
      <div className="mt-12 flex flex-col">
        <HowItWorks />
        {totals && (
          <ProtectionTotals received={totals.received} protection={totals.protection || undefined} />
        )}
      </div>
    </>
  );
}
