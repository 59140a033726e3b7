/** Who goes on with the worker: the question, then everything once more with its effect, then the button. */
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { CheckboxField, RadioGroup } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextAreaField, TextField } from "~/ui/field";
import { FormColumn, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { SummaryList } from "~/ui/summary-list";
import { useWords } from "~/words/use-words";
import { BackLink, EffectBox } from "./area-parts";
import type { StandingView } from "./area-view";
import type { HandOverMistake } from "./hand-over-form";
import type { Preview } from "./preview-change";

/** Answers that are in order, to be confirmed; without an address the house looks for somebody. */
export type HandOverChecked = { readonly preview: Preview; readonly to?: string | undefined };

type HandOverPageProps = {
  readonly view: StandingView;
  readonly answer?:
    | {
        readonly given: Readonly<Record<string, string>>;
        readonly mistakes?: readonly HandOverMistake[];
        readonly checked?: HandOverChecked;
        readonly trouble?: "already" | "tooOften";
      }
    | undefined;
};

export function HandOverPage({ view, answer }: HandOverPageProps) {
  const t = useWords();
  const base = `/saya/perlindungan/${view.id}`;
  const messages = (answer?.mistakes ?? []).map(({ field, message }) => ({
    field,
    message: t(`promise.handOver.${message}`),
  }));
  return (
    <div className="max-w-read">
      <BackLink href={base}>{t("promise.one.title", { name: view.name })}</BackLink>
      <ErrorSummary mistakes={messages} />
      <PageTitle lead={answer?.checked ? undefined : t("promise.handOver.lead")}>
        {t("promise.handOver.title", { name: view.name })}
      </PageTitle>
      {answer?.trouble && (
        <div className="mb-6">
          <Notice kind="warning" live>
            {t(`promise.handOver.${answer.trouble}`)}
          </Notice>
        </div>
      )}
      {answer?.checked ? (
        <Checked view={view} given={answer.given} checked={answer.checked} />
      ) : (
        <Questions view={view} given={answer?.given ?? {}} messages={messages} />
      )}
    </div>
  );
}

type Given = Readonly<Record<string, string>>;

function Questions({
  view,
  given,
  messages,
}: {
  readonly view: StandingView;
  readonly given: Given;
  readonly messages: readonly { readonly field: string; readonly message: string }[];
}) {
  const t = useWords();
  const error = (field: string) => messages.find((each) => each.field === field)?.message;
  const base = `/saya/perlindungan/${view.id}`;
  return (
    <form method="post" action={`${base}/serahkan`} noValidate>
      <FormColumn>
        <RadioGroup
          name="kepada"
          label={t("promise.handOver.question")}
          error={error("kepada")}
          defaultValue={given.kepada ?? "orang"}
          choices={[
            { value: "orang", label: t("promise.handOver.person"), hint: t("promise.handOver.personHint") },
            { value: "titip", label: t("promise.handOver.pool"), hint: t("promise.handOver.poolHint") },
          ]}
        />
        <TextField
          name="email"
          type="email"
          inputMode="email"
          autoComplete="off"
          label={t("promise.handOver.email")}
          hint={t("promise.handOver.emailHint")}
          error={error("email")}
          defaultValue={given.email}
        />
        <TextAreaField
          name="pesan"
          optional
          rows={3}
          label={t("promise.handOver.words")}
          hint={t("promise.handOver.wordsHint")}
          error={error("pesan")}
          defaultValue={given.pesan}
        />
        <CheckboxField
          name="setuju"
          value="ya"
          label={t("promise.handOver.consent", { name: view.name })}
          error={error("setuju")}
          defaultChecked={given.setuju === "ya"}
        />
      </FormColumn>
      <ButtonRow>
        <Button>{t("promise.handOver.check")}</Button>
        <ButtonLink look="quiet" href={base}>
          {t("promise.form.cancel")}
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}

type CheckedProps = {
  readonly view: StandingView;
  readonly given: Given;
  readonly checked: HandOverChecked;
};

function Checked({ view, given, checked: { preview, to } }: CheckedProps) {
  const t = useWords();
  const base = `/saya/perlindungan/${view.id}`;
  return (
    <>
      <SummaryList
        lines={[
          { term: t("promise.handOver.to"), value: to ?? t("promise.handOver.poolName") },
          ...(given.pesan ? [{ term: t("promise.handOver.words"), value: given.pesan }] : []),
        ]}
      />
      <div className="mt-6">
        <EffectBox title={t("promise.effect.title", { name: view.name })} lines={preview.lines} />
      </div>
      {to && <p className="mt-4 text-ink-soft">{t("promise.handOver.untilThen")}</p>}
      <form method="post" action={`${base}/serahkan`}>
        {Object.entries(given).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="akibat" value={preview.key} />
        <ButtonRow>
          <Button name="aksi" value="lakukan">
            {t(to ? "promise.handOver.offer" : "promise.handOver.entrust")}
          </Button>
          <ButtonLink look="quiet" href={`${base}/serahkan`}>
            {t("promise.form.other")}
          </ButtonLink>
        </ButtonRow>
      </form>
    </>
  );
}
