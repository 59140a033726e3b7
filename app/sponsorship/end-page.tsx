/** Stopping a sponsorship: its effect first, then what could be done instead, then why, and the button. */
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { RadioGroup } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextAreaField } from "~/ui/field";
import { FormColumn, PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { BackLink, EffectBox } from "./area-parts";
import type { StandingView } from "./area-view";
import { ENDED_CHOICES, type EndedChoice } from "./ended-choice";
import type { Preview } from "./preview-change";

type EndPageProps = {
  readonly view: StandingView;
  readonly preview: Preview;
  /** What was typed before, when it was too long. */
  readonly given?: { readonly note: string; readonly choice?: EndedChoice | undefined } | undefined;
};

export function EndPage({ view, preview, given }: EndPageProps) {
  const t = useWords();
  const base = `/saya/perlindungan/${view.id}`;
  const error = given && t("promise.end.noteLong");
  return (
    <div className="max-w-read">
      <BackLink href={base}>{t("promise.one.title", { name: view.name })}</BackLink>
      {error && <ErrorSummary mistakes={[{ field: "catatan", message: error }]} />}
      <PageTitle>{t("promise.end.title", { name: view.name })}</PageTitle>
      <EffectBox
        title={t("promise.effect.title", { name: view.name })}
        sentence={preview.sentence}
        lines={preview.lines}
      />
      <div className="mt-6">
        <p>{t("promise.end.instead")}</p>
        <div className="mt-2 flex flex-wrap gap-x-6">
          <a href={`${base}/jeda`} className="link inline-flex min-h-11 items-center">
            {t("promise.end.pause")}
          </a>
          <a href={`${base}/serahkan`} className="link inline-flex min-h-11 items-center">
            {t("promise.end.entrust")}
          </a>
        </div>
      </div>
      <form method="post" action={`${base}/berhenti`} noValidate className="mt-8">
        <input type="hidden" name="akibat" value={preview.key} />
        <FormColumn>
          <RadioGroup
            name="sebab"
            optional
            label={t("promise.end.why")}
            hint={t("promise.end.whyHint")}
            defaultValue={given?.choice}
            choices={ENDED_CHOICES.map((choice) => ({
              value: choice,
              label: t(`promise.end.choices.${choice}`),
            }))}
          />
          <TextAreaField
            name="catatan"
            optional
            label={t("promise.end.note")}
            hint={t("promise.end.noteHint")}
            error={error}
            defaultValue={given?.note}
          />
        </FormColumn>
        <ButtonRow>
          <Button look="danger">{t("promise.end.do")}</Button>
          <ButtonLink look="quiet" href={base}>
            {t("promise.form.cancel")}
          </ButtonLink>
        </ButtonRow>
      </form>
    </div>
  );
}
