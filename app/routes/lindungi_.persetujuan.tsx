/** /lindungi/persetujuan: what the worker was told, and how they agreed. */
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
import { getWorld } from "~/platform/world.server";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";
import { ConsentFields } from "~/workers/consent-form";
import { loadStatementSetting } from "~/workers/statement-setting.server";
import { readConsentStep, STEP_FIELDS } from "~/workers/statement-steps";
import { sayFieldErrors } from "~/workers/statement-words";
import { mistakesOf, StepForm, StepFrame } from "~/workers/worker-steps";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];
export const headers = privatePage;

export function loader({ request }: LoaderFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const { id, answers } = requireDraft(world, request, "consent");
  const name = answers.name ?? "";
  return {
    title: t("worker.pageTitle", { title: t("worker.consent.title", { name }) }),
    name,
    draftId: id,
    values: { consentManner: answers.consentManner, consentStated: answers.consentStated },
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const world = getWorld();
  const form = await request.formData();
  const draft = requireOwnDraft(world, request, "consent", form);
  const { setting } = await loadStatementSetting(world, draft.answers.mulai);
  const reading = readConsentStep(form, setting);
  if (reading.kind === "accepted") {
    const next = { ...draft, answers: { ...draft.answers, ...reading.answers } };
    throw redirect(STEP_PATHS.months, { headers: { "Set-Cookie": keepDraft(world, next) } });
  }
  const values = Object.fromEntries(STEP_FIELDS.consent.map((name) => [name, String(form.get(name) ?? "")]));
  const errors = reading.kind === "errors" ? sayFieldErrors(createWords("id").t, "id", reading.errors) : {};
  return reply({ values, errors }, { status: 422 });
}

export default function ConsentStep() {
  const t = useWords();
  const { name, draftId, values } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <StepFrame
      step={3}
      title={t("worker.consent.title", { name })}
      lead={t("worker.consent.lead", { name })}
      mistakes={mistakesOf(errors)}
    >
      <StepForm action="/lindungi/persetujuan" draftId={draftId} backHref="/lindungi/pekerjaan">
        <ConsentFields name={name} values={answer?.values ?? values} errors={errors} />
      </StepForm>
    </StepFrame>
  );
}
