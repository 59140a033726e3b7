/** /lindungi/bulan: which months, at what price; then the worker is recorded and in the cart. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findOpenCart, keepCart } from "~/orders/cart-visit.server";
import { requireDraft, requireOwnDraft, STEP_PATHS } from "~/orders/draft-steps.server";
import { finishDraft } from "~/orders/finish-draft.server";
import { gatherMonthSetting } from "~/orders/gather-month-setting.server";
import { monthOffer, readMonthForm, usualChoice } from "~/orders/month-choice";
import { MonthForm } from "~/orders/month-form";
import { privatePage } from "~/orders/private-page.server";
import { monthsOf } from "~/orders/taken-months.server";
import { forgetDraft } from "~/orders/worker-draft.server";
import { getWorld } from "~/platform/world.server";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";
import { sayFieldErrors } from "~/workers/statement-words";
import { StepFrame } from "~/workers/worker-steps";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];
export const headers = privatePage;

export async function loader({ request }: LoaderFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const draft = requireDraft(world, request, "months");
  const visit = await findOpenCart(world, request);
  const { setting, taken } = await gatherMonthSetting(world, draft, visit?.order?.id);
  const name = draft.answers.name ?? "";
  return {
    title: t("worker.pageTitle", { title: t("worker.months.title", { name }) }),
    name,
    draftId: draft.id,
    covered: monthsOf(taken.covered),
    held: monthsOf(taken.held),
    offer: monthOffer(usualChoice(draft.answers, setting), setting),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const form = await request.formData();
  const draft = requireOwnDraft(world, request, "months", form);
  const visit = await findOpenCart(world, request);
  const { setting } = await gatherMonthSetting(world, draft, visit?.order?.id);
  const reading = readMonthForm(form, setting);
  const offer = monthOffer(reading.choice, setting);
  switch (reading.kind) {
    case "recount":
      return reply({ offer, clash: undefined, refused: undefined });
    case "clash":
      return reply(
        { offer, clash: { taken: reading.taken, offers: reading.offers }, refused: undefined },
        422,
      );
    case "chosen": {
      const done = await finishDraft(world, draft, reading.choice, visit);
      if (done.kind === "unconfirmed") throw redirect(STEP_PATHS.who);
      if (done.kind === "errors") {
        const refused = Object.values(sayFieldErrors(t, "id", done.errors)).join(". ");
        return reply({ offer, clash: undefined, refused }, 422);
      }
      if (done.kind === "cart_full")
        return reply(
          { offer, clash: undefined, refused: t("worker.months.full", { count: done.limit }) },
          422,
        );
      const headers = new Headers();
      headers.append("Set-Cookie", keepCart(world, done.token));
      headers.append("Set-Cookie", forgetDraft(world));
      throw redirect("/keranjang", { headers });
    }
  }
}

export default function MonthStep() {
  const t = useWords();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <StepFrame
      step={4}
      title={t("worker.months.title", { name: page.name })}
      lead={t("worker.months.lead")}
      mistakes={[]}
      notice={answer?.refused}
    >
      <MonthForm
        action="/lindungi/bulan"
        draftId={page.draftId}
        offer={answer?.offer ?? page.offer}
        covered={page.covered}
        held={page.held}
        clash={answer?.clash}
        submit={t("worker.months.save")}
        backHref="/lindungi/persetujuan"
      />
    </StepFrame>
  );
}
