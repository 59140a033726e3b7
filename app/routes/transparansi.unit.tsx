/** /transparansi/unit: how many workers each work unit's civil servants protect, in the order of the alphabet. */
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { formatInstantWib } from "~/calendar/wib";
import { getWorld } from "~/platform/world.server";
import { previewMeta } from "~/transparency/page-preview";
import { monthOfTable } from "~/transparency/protection-tables";
import { PUBLIC_CACHE, readPublicFigures } from "~/transparency/public-figures.server";
import { UnitsProgressPage } from "~/transparency/units-progress-page";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? previewMeta(data.preview) : []);

export const headers = () => ({ "Cache-Control": PUBLIC_CACHE });

export async function loader() {
  const world = getWorld();
  const { t } = createWords("id");
  const { asOf, protection } = await readPublicFigures(world);
  const month = protection.unit.columns.at(-1);
  const told = month && monthOfTable(protection.unit, month);
  return {
    preview: {
      title: t("transparency.units.pageTitle"),
      description: t("transparency.units.description"),
      url: new URL("/transparansi/unit", world.settings.publicUrl).href,
    },
    moment: formatInstantWib(asOf, "id"),
    month,
    total: told ? told.total : 0,
    rows: told ? told.rows.filter(({ workers }) => workers !== 0) : [],
  };
}

export default function UnitsProgress() {
  return <UnitsProgressPage {...useLoaderData<typeof loader>()} />;
}
