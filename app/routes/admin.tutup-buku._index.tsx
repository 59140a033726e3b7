/** /admin/tutup-buku: the month that may be closed next, and those that are closed. */
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readers } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { monthInWib } from "~/calendar/wib";
import { findFirstMonth } from "~/closing/figure-queries.server";
import { nextToClose } from "~/closing/period";
import { findDraft, listCloses } from "~/closing/period-queries.server";
import { sayClosed, sayPrepared } from "~/closing/period-words";
import { PeriodsPage } from "~/closing/periods-page";
import { getWorld } from "~/platform/world.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, ...readers);
  const { db, clock } = getWorld();
  const { t } = createWords("id");
  const closes = await listCloses(db);
  const firstMonth = await findFirstMonth(db);
  const month = nextToClose({
    ...(firstMonth ? { firstMonth } : {}),
    ...(closes[0] ? { lastClosed: closes[0].month } : {}),
  });
  const draft = month ? await findDraft(db, month) : undefined;
  const isRunning = month !== undefined && month >= monthInWib(clock.now());
  return {
    title: adminTitle(t("closing.title")),
    next: month
      ? {
          month,
          state: draft
            ? sayPrepared(t, draft)
            : t(isRunning ? "closing.state.running" : "closing.state.waits"),
        }
      : undefined,
    closed: closes.map((close) => ({
      month: close.month,
      said: sayClosed(t, close),
      entries: close.content.entries.count,
      hash: close.hash,
    })),
  };
}

export default function Periods() {
  return <PeriodsPage {...useLoaderData<typeof loader>()} />;
}
