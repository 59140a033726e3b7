/** The frame of every step of the worker's form: where one is, what went wrong, the one way on. */
import type { ReactNode } from "react";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { ErrorSummary, type FieldMistake } from "~/ui/error-summary";
import { FormColumn, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { Steps } from "~/ui/steps";
import { useWords } from "~/words/use-words";

type StepFrameProps = {
  /** From 1. */
  readonly step: 1 | 2 | 3 | 4;
  readonly title: string;
  readonly lead?: string;
  readonly mistakes: readonly FieldMistake[];
  readonly notice?: string | undefined;
  readonly children: ReactNode;
};

export function StepFrame({ step, title, lead, mistakes, notice, children }: StepFrameProps) {
  const t = useWords();
  const names = [
    t("worker.steps.who"),
    t("worker.steps.work"),
    t("worker.steps.consent"),
    t("worker.steps.months"),
  ];
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      {notice && (
        <div className="mb-6 max-w-form">
          <Notice kind="warning">{notice}</Notice>
        </div>
      )}
      <div className="max-w-form">
        <Steps steps={names} current={step} />
      </div>
      <PageTitle lead={lead}>{title}</PageTitle>
      {children}
    </>
  );
}

type StepFormProps = {
  readonly action: string;
  /** Binds the form to its draft; none for the first step of a new one. */
  readonly draftId: string | undefined;
  readonly backHref?: string;
  readonly children: ReactNode;
};

export function StepForm({ action, draftId, backHref, children }: StepFormProps) {
  const t = useWords();
  return (
    <form method="post" action={action} noValidate autoComplete="off">
      {draftId && <input type="hidden" name="isian" value={draftId} />}
      <FormColumn>{children}</FormColumn>
      <ButtonRow>
        <Button>{t("worker.next")}</Button>
        {backHref && (
          <ButtonLink look="quiet" href={backHref}>
            {t("worker.back")}
          </ButtonLink>
        )}
      </ButtonRow>
    </form>
  );
}

/** Where each field's first control is, for the links of the summary. */
const CONTROLS: Readonly<Record<string, string>> = {
  bornOn: "bornOn-day",
  relationship: "relationship-first",
  income: "bracket",
  consentManner: "consentManner-first",
  consentTextVersion: "consentStated",
};

/** The mistakes of a form, in the order of its questions. */
export function mistakesOf(errors: Readonly<Record<string, string | undefined>>): FieldMistake[] {
  return Object.entries(errors).flatMap(([field, message]) =>
    message ? [{ field: CONTROLS[field] ?? field, message }] : [],
  );
}
