/** /saya: a sponsor's own page. Signed in by a link from an e-mail; nobody else's data is ever found here. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { countAttempt } from "~/access/attempt-queries.server";
import { requireSponsor } from "~/access/visitor.server";
import { monthOf } from "~/calendar/iuran-month";
import { dayInWib } from "~/calendar/wib";
import { coverageCalendar } from "~/coverage/coverage-calendar";
import { lapseClock } from "~/coverage/lapse-clock";
import { findOpenCart, keepCart } from "~/orders/cart-visit.server";
import { listOrdersOfSponsor } from "~/orders/order-queries.server";
import { privatePage } from "~/orders/private-page.server";
import { renewWorker } from "~/orders/renew-worker.server";
import { SponsorOrders, SponsorPapers } from "~/orders/sponsor-papers";
import { listCoverageFacts, listSponsoredWorkers } from "~/orders/sponsored-worker-queries.server";
import { SponsoredWorkers } from "~/orders/sponsored-workers";
import { getWorld } from "~/platform/world.server";
import { listPapersOfSponsor } from "~/receipts/list-papers-of-sponsor.server";
import { resendReceipt } from "~/receipts/resend-receipt.server";
import { AddPerson } from "~/sponsorship/add-person";
import { AreaTabs, DoneNotice, readDone } from "~/sponsorship/area-parts";
import { standingViews } from "~/sponsorship/area-view";
import { gatherArea } from "~/sponsorship/gather-area.server";
import { StandingList } from "~/sponsorship/standing-list";
import { ButtonLink } from "~/ui/button";
import { PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

const RESENDS = { name: "receipt-resend", times: 10, windowSeconds: 3600 };

export async function loader({ request }: LoaderFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const { t } = createWords("id");
  const now = world.clock.now();
  const today = dayInWib(now);
  const area = await gatherArea(world, sponsor.id);
  const standing = standingViews(area);
  const isStanding = (workerId: string) => standing.some((each) => each.workerId === workerId);
  const workers = (await listSponsoredWorkers(world.db, sponsor.id)).filter(
    ({ workerId }) => !isStanding(workerId),
  );
  const ids = [...workers, ...standing].map(({ workerId }) => workerId);
  const facts = await listCoverageFacts(world.db, ids, sponsor.id, now);
  const papers = await listPapersOfSponsor(world.db, sponsor.id);
  const query = new URL(request.url).searchParams;
  const sent = papers.find(({ number }) => number === query.get("terkirim"));
  const rowsOf = (workerId: string) => coverageCalendar(facts.get(workerId) ?? [], monthOf(today));
  return {
    title: t("sponsor.pageTitle", { title: t("sponsor.title") }),
    email: sponsor.email,
    sent: sent?.number,
    done: readDone(query.get("tercatat")),
    standing: standing.map((each) => ({ ...each, rows: rowsOf(each.workerId) })),
    workers: workers.map(({ workerId, name, nikMasked, occupation }) => {
      const own = facts.get(workerId) ?? [];
      const covered = own.filter(({ state, programme }) => state !== "held" && programme === "jkk");
      return {
        workerId,
        name,
        nikMasked,
        occupation,
        clock: lapseClock(
          covered.map(({ month }) => month),
          today,
          area.holidays,
        ),
        rows: rowsOf(workerId),
      };
    }),
    orders: (await listOrdersOfSponsor(world.db, sponsor.id)).map((order) => ({
      code: order.code,
      placedOn: dayInWib(order.placedAt),
      state: order.state,
      total: order.totalRupiah,
    })),
    papers,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const form = await request.formData();
  if (form.get("aksi") === "perpanjang") {
    const workers = await listSponsoredWorkers(world.db, sponsor.id);
    const worker = workers.find(({ workerId }) => workerId === form.get("pekerja"));
    if (!worker) throw new Response("No such worker.", { status: 404 });
    const token = await renewWorker(world, worker, await findOpenCart(world, request));
    throw redirect("/keranjang", { headers: { "Set-Cookie": keepCart(world, token) } });
  }
  const papers = await listPapersOfSponsor(world.db, sponsor.id);
  const paper = papers.find(({ receiptId }) => receiptId && receiptId === form.get("tanda-terima"));
  if (!paper?.receiptId) throw new Response("No such receipt.", { status: 404 });
  const tried = await countAttempt(world.db, RESENDS, sponsor.id);
  if (tried.kind === "too_often") return reply({ tooOften: true }, 429);
  await resendReceipt(world, paper.receiptId, "sponsor");
  throw redirect(`/saya?terkirim=${encodeURIComponent(paper.number)}#tanda-terima`);
}

export default function SponsorPage() {
  const t = useWords();
  const { email, sent, done, standing, workers, orders, papers } = useLoaderData<typeof loader>();
  const tooOften = useActionData<typeof action>()?.tooOften;
  return (
    <>
      <div className="mb-6 flex flex-col gap-4 empty:hidden">
        {sent && (
          <Notice kind="success" live>
            {t("sponsor.sent", { number: sent, email })}
          </Notice>
        )}
        {tooOften && (
          <Notice kind="warning" live>
            {t("sponsor.tooOften")}
          </Notice>
        )}
      </div>
      <DoneNotice done={done} />
      <PageTitle kicker={t("sponsor.signedInAs", { email })}>{t("sponsor.title")}</PageTitle>
      <AreaTabs current="people" />
      <div className="flex flex-col">
        <StandingList items={standing} />
        {standing.length === 0 ? (
          <SponsoredWorkers workers={workers} />
        ) : (
          workers.length > 0 && (
            <SponsoredWorkers workers={workers} title={t("promise.oneOff")} note={t("promise.oneOffNote")} />
          )
        )}
        {standing.length > 0 && <AddPerson />}
        <SponsorOrders orders={orders} />
        <SponsorPapers papers={papers} />
      </div>
      <div className="mt-12">
        <ButtonLink look="quiet" href="/saya/potong-gaji">
          {t("payroll.toPage")}
        </ButtonLink>
        <ButtonLink look="quiet" href="/saya/pengingat">
          {t("reminder.own.title")}
        </ButtonLink>
        <ButtonLink look="quiet" href="/masuk/keluar">
          {t("sponsor.leave")}
        </ButtonLink>
      </div>
    </>
  );
}
