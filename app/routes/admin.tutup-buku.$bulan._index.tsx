/** /admin/tutup-buku/:bulan: a month of the books; one person prepares it, another closes it. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { approvers, holdsAny, readers, treasury } from "~/access/role";
import { adminTitle } from "~/access/staff-page.server";
import { requireStaff } from "~/access/visitor.server";
import { formatMonth } from "~/calendar/iuran-month";
import { closePeriod } from "~/closing/close-period.server";
import { listOpenFindingsUpTo } from "~/closing/figure-queries.server";
import { gatherPeriodPage, monthOfAddress } from "~/closing/gather-period-page.server";
import { readCarried } from "~/closing/period";
import { type PeriodNews, PeriodPage } from "~/closing/period-page";
import { discardPeriod, preparePeriod } from "~/closing/prepare-close.server";
import { getWorld } from "~/platform/world.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, ...readers);
  const month = monthOfAddress(params.bulan);
  const { t } = createWords("id");
  const news = new URL(request.url).searchParams.get("kabar");
  const page = await gatherPeriodPage(getWorld(), month);
  return {
    ...page,
    title: adminTitle(t("closing.monthTitle", { month: formatMonth(month, "id") })),
    mayPrepare: holdsAny(staff.roles, treasury),
    closing: !holdsAny(staff.roles, approvers)
      ? ("role" as const)
      : page.preparedById === staff.id
        ? ("own" as const)
        : ("may" as const),
    news:
      news !== null && news in createWords("id").t("closing.said", { returnObjects: true })
        ? news
        : undefined,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, ...treasury, "approver");
  const form = await request.formData();
  const what = String(form.get("apa") ?? "");
  if (what === "tutup") await requireStaff(request, ...approvers);
  else await requireStaff(request, ...treasury);
  const world = getWorld();
  const month = monthOfAddress(params.bulan);
  const by = { id: staff.id, name: staff.name };
  const tell = (news: PeriodNews) => redirect(`/admin/tutup-buku/${month}?kabar=${news}`);
  if (what === "tutup") return tell((await closePeriod(world, { month, by })).kind);
  if (what === "batalkan") {
    await discardPeriod(world, { month, by });
    return tell("discarded");
  }
  const fields = new Map([...form].map(([name, value]) => [name, String(value)]));
  const { carried, mistakes } = readCarried(fields, await listOpenFindingsUpTo(world.db, month));
  const typed = Object.fromEntries(
    carried.map(({ id, carriedBy, reason }) => [id, { name: carriedBy, reason }]),
  );
  if (mistakes.length > 0) return reply({ mistakes, carried: typed, blockers: undefined }, { status: 422 });
  const prepared = await preparePeriod(world, { month, by, carried });
  if (prepared.kind === "blocked")
    return reply({ mistakes, carried: typed, blockers: prepared.blockers }, { status: 409 });
  return tell("prepared");
}

export default function Period() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const blockers = answer?.blockers ?? page.blockers;
  return (
    <PeriodPage
      {...page}
      blockers={blockers}
      carried={answer?.carried ?? page.carried}
      mistakes={answer?.mistakes ?? []}
      news={answer ? (answer.mistakes.length > 0 ? undefined : "blocked") : (page.news as PeriodNews)}
    />
  );
}
