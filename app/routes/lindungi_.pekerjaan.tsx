/** /lindungi/pekerjaan: what the worker does, where, and for how much. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireDraft, requireOwnDraft, STEP_PATHS } from "~/orders/draft-steps.server";
import { privatePage } from "~/orders/private-page.server";
import { keepDraft } from "~/orders/worker-draft.server";
import { kecamatanWithVillages } from "~/places/place";
import { getWorld } from "~/platform/world.server";
import { bracketsOf } from "~/tariff/tariff";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";
import { loadStatementSetting } from "~/workers/statement-setting.server";
import { readWorkStep, STEP_FIELDS } from "~/workers/statement-steps";
import { sayFieldErrors } from "~/workers/statement-words";
import { WorkFields } from "~/workers/work-form";
import { mistakesOf, StepForm, StepFrame } from "~/workers/worker-steps";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];
export const headers = privatePage;

export async function loader({ request }: LoaderFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const { id, answers } = requireDraft(world, request, "work");
  const { setting, occupations, places } = await loadStatementSetting(world, answers.mulai);
  const name = answers.name ?? "";
  return {
    title: t("worker.pageTitle", { title: t("worker.work.title", { name }) }),
    name,
    draftId: id,
    occupations: occupations.map(({ code, group, name }) => ({ code, group, name })),
    brackets: bracketsOf(setting.firstMonth, setting.tariff).map(({ number, incomeFrom }) => ({
      number,
      incomeFrom,
    })),
    kecamatan: kecamatanWithVillages(places),
    values: {
      occupation: answers.occupation ?? answers.pekerjaan,
      place: answers.place,
      bracket: answers.bracket ?? answers.penghasilan,
    },
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const world = getWorld();
  const form = await request.formData();
  const draft = requireOwnDraft(world, request, "work", form);
  const { setting } = await loadStatementSetting(world, draft.answers.mulai);
  const reading = readWorkStep(form, setting);
  if (reading.kind === "accepted") {
    const next = { ...draft, answers: { ...draft.answers, ...reading.answers } };
    throw redirect(STEP_PATHS.consent, { headers: { "Set-Cookie": keepDraft(world, next) } });
  }
  const values = Object.fromEntries(STEP_FIELDS.work.map((name) => [name, String(form.get(name) ?? "")]));
  const errors = reading.kind === "errors" ? sayFieldErrors(createWords("id").t, "id", reading.errors) : {};
  return reply({ values, errors }, { status: 422 });
}

export default function WorkStep() {
  const t = useWords();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <StepFrame
      step={2}
      title={t("worker.work.title", { name: page.name })}
      lead={t("worker.work.lead")}
      mistakes={mistakesOf(errors)}
    >
      <StepForm action="/lindungi/pekerjaan" draftId={page.draftId} backHref="/lindungi">
        <WorkFields
          values={answer?.values ?? page.values}
          errors={errors}
          occupations={page.occupations}
          brackets={page.brackets}
          kecamatan={page.kecamatan}
        />
      </StepForm>
    </StepFrame>
  );
}
