/** /lindungi: the first step of naming a worker. What was chosen in the calculator comes along in the address. */
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  data as reply,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { countAttempt } from "~/access/attempt-queries.server";
import { clientAddress } from "~/access/visitor.server";
import { formatDay } from "~/calendar/day";
import { EXPIRED, STEP_PATHS, SWAPPED } from "~/orders/draft-steps.server";
import { privatePage } from "~/orders/private-page.server";
import { keepDraft, readDraft } from "~/orders/worker-draft.server";
import { maskBirthDate, maskNik, maskPhone } from "~/people/masking";
import { readPhone } from "~/people/phone";
import { getWorld } from "~/platform/world.server";
import { PRICE_FIELDS } from "~/tariff/price-choice";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";
import { loadStatementSetting } from "~/workers/statement-setting.server";
import { formatTypedNik, readWhoStep } from "~/workers/statement-steps";
import { sayDays, sayFieldErrors } from "~/workers/statement-words";
import { WhoFields } from "~/workers/who-form";
import { mistakesOf, StepForm, StepFrame } from "~/workers/worker-steps";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];
export const headers = privatePage;

/** One address may look up this many NIKs an hour; an office behind one address fits in. */
const LOOKUPS = { name: "worker-form", times: 300, windowSeconds: 3600 };

export function loader({ request }: LoaderFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const query = new URL(request.url).searchParams;
  const draft = query.has("baru") ? undefined : readDraft(world, request);
  const carried = Object.values(PRICE_FIELDS).flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value.slice(0, 60)] as const] : [];
  });
  return {
    title: t("worker.pageTitle", { title: t("worker.who.title") }),
    draftId: draft?.id,
    carried,
    values: { name: draft?.answers.name, relationship: draft?.answers.relationship },
    kept: draft?.answers.nik ? keptOf(draft.answers) : undefined,
    notice: query.has(SWAPPED) ? t("worker.swapped") : query.has(EXPIRED) ? t("worker.expired") : undefined,
  };
}

function keptOf({ nik = "", bornOn = "", phone = "" }: Readonly<Record<string, string>>) {
  const reading = readPhone(phone);
  return {
    nik: maskNik(nik),
    bornOn: maskBirthDate(bornOn),
    phone: maskPhone(reading.kind === "phone" ? reading.phone : ""),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const world = getWorld();
  const { t } = createWords("id");
  const form = await request.formData();
  const tried = await countAttempt(world.db, LOOKUPS, clientAddress(request));
  if (tried.kind === "too_often") throw new Response(t("worker.busy"), { status: 429 });

  const draft = readDraft(world, request);
  const given = form.get("isian");
  if (given && !draft) throw redirect(`${STEP_PATHS.who}?${EXPIRED}`);
  if (given && given !== draft?.id) throw redirect(`${STEP_PATHS.who}?${SWAPPED}`);
  const own = given ? draft : undefined;
  const carried = carriedAnswers(form);
  const { setting } = await loadStatementSetting(world, (carried.mulai || own?.answers.mulai) ?? "");
  const reading = readWhoStep(form, own?.answers ?? {}, setting);
  if (reading.kind === "accepted") {
    const answers = { ...own?.answers, ...carried, ...reading.answers };
    const next = {
      id: own?.id ?? world.chance.id(),
      answers,
      confirmedWarnings: [...(reading.confirmedWarnings ?? [])],
      ...(own?.lineId && { lineId: own.lineId }),
    };
    throw redirect(STEP_PATHS.work, { headers: { "Set-Cookie": keepDraft(world, next) } });
  }
  const typed = (name: string) => String(form.get(name) ?? "").slice(0, 200);
  const stated = ["day", "month", "year"].map((part) => typed(`bornOn-${part}`));
  return reply(
    {
      carried: Object.entries(carried),
      values: {
        name: typed("name"),
        nik: formatTypedNik(typed("nik")),
        bornDay: stated[0],
        bornMonth: stated[1],
        bornYear: stated[2],
        phone: typed("phone"),
        relationship: typed("relationship"),
      },
      errors:
        reading.kind === "errors" ? sayFieldErrors(t, "id", reading.errors) : ({} as Record<string, string>),
      warnings:
        reading.kind === "unconfirmed"
          ? reading.warnings.map((warning) => ({
              token: warning.token,
              words:
                warning.kind === "birth_date_differs"
                  ? t("worker.warning.birth_date_differs", {
                      days: sayDays(
                        t,
                        "id",
                        warning.possibleBirthDays.filter((day) => day <= setting.today),
                      ),
                      stated: formatDay(warning.token.split(":")[2] ?? "", "id"),
                    })
                  : t("worker.warning.sex_differs"),
            }))
          : [],
    },
    { status: 422 },
  );
}

/** The calculator's choice, for the draft. */
function carriedAnswers(form: FormData): Record<string, string> {
  return Object.fromEntries(
    Object.values(PRICE_FIELDS).flatMap((name) => {
      const value = form.get(name);
      return typeof value === "string" && value ? [[name, value.slice(0, 60)]] : [];
    }),
  );
}

export default function NameWorker() {
  const t = useWords();
  const { draftId, carried, values, kept, notice } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer?.errors ?? {};
  const warnings = answer?.warnings ?? [];
  const mistakes = [
    ...mistakesOf(errors),
    ...warnings.map(({ token }) => ({
      field: `confirm-${token.split(":")[0]}`,
      message: t("worker.warning.summary"),
    })),
  ];
  return (
    <StepFrame
      step={1}
      title={t("worker.who.title")}
      lead={t("worker.who.lead")}
      mistakes={mistakes}
      notice={notice}
    >
      <StepForm action="/lindungi" draftId={draftId}>
        {(answer?.carried ?? carried).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <WhoFields values={answer?.values ?? values} kept={kept} errors={errors} warnings={warnings} />
      </StepForm>
      {kept && (
        <p className="mt-4">
          <a className="link inline-flex min-h-11 items-center" href="/lindungi?baru">
            {t("worker.who.startOver")}
          </a>
        </p>
      )}
    </StepFrame>
  );
}
