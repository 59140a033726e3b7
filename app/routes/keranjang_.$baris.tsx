/** /keranjang/:baris: other months for somebody who is in the cart. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { saveCartTouch } from "~/orders/cart-keeping-queries.server";
import { changeCartLine } from "~/orders/cart-queries.server";
import { findOpenCart } from "~/orders/cart-visit.server";
import { gatherLineSetting } from "~/orders/gather-month-setting.server";
import { monthOffer, readMonthForm, usualChoice } from "~/orders/month-choice";
import { MonthForm } from "~/orders/month-form";
import { privatePage } from "~/orders/private-page.server";
import { monthsOf } from "~/orders/taken-months.server";
import { getWorld } from "~/platform/world.server";
import { PACKAGES, packageOf } from "~/tariff/price-choice";
import { PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];
export const headers = privatePage;

async function findLine(request: Request, lineId: string | undefined) {
  const world = getWorld();
  const visit = await findOpenCart(world, request);
  const line = visit?.cart.lines.find(({ id }) => id === lineId);
  if (!visit || !line) throw redirect("/keranjang");
  return { world, visit, line, ...(await gatherLineSetting(world, line, visit.order?.id)) };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { t } = createWords("id");
  const { line, setting, taken } = await findLine(request, params.baris);
  const now = {
    program: packageOf(line.programmes),
    mulai: line.startMonth,
    bulan: String(line.months),
  };
  return {
    title: t("order.pageTitle", { title: t("worker.months.title", { name: line.workerName }) }),
    name: line.workerName,
    action: `/keranjang/${line.id}${new URL(request.url).search}`,
    covered: monthsOf(taken.covered),
    held: monthsOf(taken.held),
    offer: monthOffer(usualChoice(now, setting), setting),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { world, visit, line, setting } = await findLine(request, params.baris);
  const reading = readMonthForm(await request.formData(), setting);
  const offer = monthOffer(reading.choice, setting);
  switch (reading.kind) {
    case "recount":
      return reply({ offer, clash: undefined });
    case "clash":
      return reply({ offer, clash: { taken: reading.taken, offers: reading.offers } }, 422);
    case "chosen": {
      const { programmes, start, months } = reading.choice;
      const change = { programmes: PACKAGES[programmes], startMonth: start, months };
      await changeCartLine(world.db, visit.cart.id, line.id, change);
      await saveCartTouch(world.db, visit.cart.id, world.clock.now());
      throw redirect(new URL(request.url).searchParams.has("periksa") ? "/periksa" : "/keranjang");
    }
  }
}

export default function ChangeMonths() {
  const t = useWords();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageTitle>{t("worker.months.title", { name: page.name })}</PageTitle>
      <MonthForm
        action={page.action}
        offer={answer?.offer ?? page.offer}
        covered={page.covered}
        held={page.held}
        clash={answer?.clash}
        submit={t("order.cart.saveMonths")}
        backHref="/keranjang"
      />
    </>
  );
}
