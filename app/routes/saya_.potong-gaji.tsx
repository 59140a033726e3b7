/** /saya/potong-gaji: a civil servant signs for payroll, sees the months so far, and withdraws at any time. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireSponsor } from "~/access/visitor.server";
import { privatePage } from "~/orders/private-page.server";
import { gatherSignable } from "~/payroll/gather-mandate.server";
import { gatherPayrollPage, gatherWithdrawal, plainOffer } from "~/payroll/gather-payroll-page.server";
import { MANDATE_TEXT_VERSION, totalOf } from "~/payroll/mandate";
import { MandatePage } from "~/payroll/mandate-page";
import { SignMandate, WithdrawMandate } from "~/payroll/mandate-steps";
import { mandateSentences } from "~/payroll/mandate-text";
import { signMandate } from "~/payroll/sign-mandate.server";
import { withdrawMandate } from "~/payroll/withdraw-mandate.server";
import { getWorld } from "~/platform/world.server";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];
export const headers = privatePage;

const newsOf: Readonly<Record<string, "signed" | "withdrawn">> = { setuju: "signed", dicabut: "withdrawn" };

export async function loader({ request }: LoaderFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const { t } = createWords("id");
  const { searchParams } = new URL(request.url);
  const withdrawal =
    searchParams.get("lihat") === "cabut" ? await gatherWithdrawal(world, sponsor.id) : undefined;
  return {
    title: t("payroll.pageTitle", { title: t("payroll.mandate.title") }),
    page: await gatherPayrollPage(world, sponsor.id),
    ...(withdrawal ? { withdrawal } : {}),
    news: newsOf[searchParams.get("kabar") ?? ""],
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { sponsor } = await requireSponsor(request);
  const world = getWorld();
  const form = await request.formData();
  const workerIds = form.getAll("pekerja").map((value) => String(value).slice(0, 40));
  const typed = {
    nama: String(form.get("nama") ?? "").slice(0, 200),
    setuju: String(form.get("setuju") ?? ""),
  };
  switch (form.get("aksi")) {
    case "cabut":
      await withdrawMandate(world, sponsor, String(form.get("alasan") ?? ""));
      return redirect("/saya/potong-gaji?kabar=dicabut");
    case "tandatangan": {
      const answer = await signMandate(world, sponsor, {
        workerIds,
        typedName: typed.nama,
        agreed: typed.setuju === "ya",
        shown: {
          textVersion: String(form.get("versi") ?? ""),
          fromMonth: String(form.get("mulai") ?? ""),
          totalRupiah: Number(form.get("jumlah")),
        },
      });
      if (answer.kind === "signed") return redirect("/saya/potong-gaji?kabar=setuju");
      const sheet = await sheetToSign(sponsor.id, workerIds);
      if (answer.kind === "obstacle" || !sheet) return redirect("/saya/potong-gaji");
      return reply({ sheet: { ...sheet, typed, refused: answer } }, { status: 422 });
    }
    default: {
      const sheet = await sheetToSign(sponsor.id, workerIds);
      if (sheet) return reply({ sheet: { ...sheet, typed: {} } });
      const { t } = createWords("id");
      return reply({ mistake: t("payroll.mandate.mistake.nothing_chosen") }, { status: 422 });
    }
  }
}

/** What is read before it is signed, as it stands now; nothing when nobody is chosen. */
async function sheetToSign(sponsorId: string, workerIds: readonly string[]) {
  const world = getWorld();
  const now = await gatherSignable(world.db, world, sponsorId);
  if (now.kind === "obstacle") return undefined;
  const offers = now.offers.filter((offer) => workerIds.includes(offer.workerId));
  if (offers.length === 0) return undefined;
  const { name } = now.asn;
  return {
    name,
    fromMonth: now.fromMonth,
    totalRupiah: totalOf(offers),
    textVersion: MANDATE_TEXT_VERSION,
    sentences: mandateSentences(createWords("id").t, { ...now, name, offers }),
    offers: offers.map(plainOffer),
  };
}

export default function Payroll() {
  const { page, withdrawal, news } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "sheet" in answer)
    return <SignMandate {...answer.sheet} replaces={page.live !== undefined} />;
  if (withdrawal && !answer) return <WithdrawMandate {...withdrawal} />;
  const mistake = answer && "mistake" in answer ? answer.mistake : undefined;
  return <MandatePage {...page} news={answer ? undefined : news} mistake={mistake} />;
}
