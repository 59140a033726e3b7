/** /transparansi: what became of the money, month by month, and who is protected; `?bulan=2026-11` chooses the map's month. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { formatInstantWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import { previewMeta } from "~/transparency/page-preview";
import { monthOfTable } from "~/transparency/protection-tables";
import { PUBLIC_CACHE, readPublicFigures } from "~/transparency/public-figures.server";
import { TransparencyPage } from "~/transparency/transparency-page";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? previewMeta(data.preview) : []);

export const headers = () => ({ "Cache-Control": PUBLIC_CACHE });

export async function loader({ request }: LoaderFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const { asOf, money, protection } = await readPublicFigures(world);
  const { kecamatan, occupation } = protection;
  const asked = new URL(request.url).searchParams.get("bulan") ?? "";
  const month = kecamatan.columns.includes(asked) ? asked : kecamatan.columns.at(-1);
  const places = month && monthOfTable(kecamatan, month);
  return {
    preview: {
      title: t("transparency.pageTitle"),
      description: t("transparency.description"),
      url: new URL("/transparansi", world.settings.publicUrl).href,
    },
    moment: formatInstantWib(asOf, "id"),
    money,
    protection:
      month && places
        ? {
            month,
            months: kecamatan.columns,
            monthTotals: kecamatan.columnTotals,
            total: places.total,
            workerMonths: kecamatan.total,
            kecamatan: places.rows,
            occupations: occupationsOf(monthOfTable(occupation, month)?.rows ?? []),
          }
        : undefined,
  };
}

/** The most first, hidden ones last; without those nobody has this month. */
function occupationsOf<Row extends { readonly workers: number | null }>(rows: readonly Row[]): Row[] {
  return rows.filter(({ workers }) => workers !== 0).sort((a, b) => (b.workers ?? -1) - (a.workers ?? -1));
}

export default function Transparency() {
  return <TransparencyPage {...useLoaderData<typeof loader>()} />;
}
