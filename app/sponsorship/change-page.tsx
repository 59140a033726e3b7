/** The page of one change: first the question, then what the answer does, and one button that makes it so. */
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { FormColumn, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { BackLink, EffectBox } from "./area-parts";
import type { StandingView } from "./area-view";
import { QuestionFields } from "./change-questions";
import { intervalInWords, lowerFirst } from "./effect-words";
import type { ChangePageView } from "./gather-change-page.server";

type PageProps = { readonly view: StandingView; readonly page: ChangePageView };

export function ChangePage({ view, page }: PageProps) {
  const t = useWords();
  const mistake = useMistake(page);
  const back = `/saya/perlindungan/${view.id}`;
  return (
    <div className="max-w-read">
      <BackLink href={back}>{t("promise.one.title", { name: view.name })}</BackLink>
      {mistake && <ErrorSummary mistakes={[mistake]} />}
      <PageTitle>
        <Title view={view} page={page} />
      </PageTitle>
      {page.isImpossible ? (
        <Impossible page={page} back={back} />
      ) : page.confirm && !page.mistake ? (
        <Confirm view={view} page={page} confirm={page.confirm} back={back} />
      ) : (
        <form method="get" action={`${back}/${page.subject}`} noValidate>
          <FormColumn>
            <QuestionFields view={view} page={page} error={mistake?.message} />
          </FormColumn>
          <ButtonRow>
            <Button name="lihat" value="ya">
              {t("promise.form.see")}
            </Button>
            <ButtonLink look="quiet" href={back}>
              {t("promise.form.cancel")}
            </ButtonLink>
          </ButtonRow>
        </form>
      )}
    </div>
  );
}

function Title({ view: { name }, page: { subject, confirm } }: PageProps) {
  const t = useWords();
  switch (subject) {
    case "lewati":
      return t(confirm?.kind === "unskip" ? "promise.skip.undoTitle" : "promise.skip.title", { name });
    case "jeda":
      return t("promise.pause.title", { name });
    case "lanjutkan":
      return t("promise.resume.title", { name });
    case "selang":
      return t("promise.interval.title", { name });
    case "program":
      return t("promise.programmes.title", { name });
    case "sampai":
      return t("promise.until.title", { name });
    case "bayar":
      return t("promise.pay.title", { name });
  }
}

function useMistake({ mistake, tooSmall }: ChangePageView) {
  const t = useWords();
  if (!mistake) return undefined;
  const { field, message } = mistake;
  switch (message) {
    case "same":
      return { field, message: t("promise.form.same") };
    case "tooSmall":
      return {
        field,
        message: t("promise.pay.tooSmall", {
          amount: tooSmall?.amount ?? "",
          minimum: tooSmall?.minimum ?? "",
        }),
      };
    default:
      return { field, message: t(`promise.${message}`) };
  }
}

function Impossible({ page, back }: { readonly page: ChangePageView; readonly back: string }) {
  const t = useWords();
  return (
    <>
      <Notice kind="warning">
        {t(page.subject === "jeda" ? "promise.pause.impossible" : "promise.refused.outdated")}
      </Notice>
      <ButtonRow>
        <ButtonLink href={back}>{t("promise.one.back")}</ButtonLink>
      </ButtonRow>
    </>
  );
}

type ConfirmProps = PageProps & {
  readonly confirm: NonNullable<ChangePageView["confirm"]>;
  readonly back: string;
};

function Confirm({ view, page, confirm, back }: ConfirmProps) {
  const t = useWords();
  const { preview, fields } = confirm;
  const hasChoice = !["lewati", "lanjutkan"].includes(page.subject);
  return (
    <>
      <EffectBox
        title={t("promise.effect.title", { name: view.name })}
        sentence={preview.sentence}
        lines={preview.lines}
      />
      <form method="post" action={`${back}/${page.subject}${queryOf(fields)}`}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="akibat" value={preview.key} />
        <ButtonRow>
          <Button>
            <DoWords page={page} confirm={confirm} />
          </Button>
          <ButtonLink look="quiet" href={hasChoice ? `${back}/${page.subject}` : back}>
            {t(hasChoice ? "promise.form.other" : "promise.form.cancel")}
          </ButtonLink>
        </ButtonRow>
      </form>
    </>
  );
}

/** The address keeps the answer, so that the page can be shown anew when the change is refused. */
function queryOf(fields: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(fields).toString();
  return query ? `?${query}` : "";
}

function DoWords({ page, confirm }: Pick<ConfirmProps, "page" | "confirm">) {
  const t = useWords();
  const { fields } = confirm;
  switch (page.subject) {
    case "lewati":
      return t(confirm.kind === "unskip" ? "promise.skip.undo" : "promise.skip.do");
    case "jeda":
      return t("promise.pause.do", { count: Number(fields.lama) });
    case "lanjutkan":
      return t("promise.resume.do");
    case "selang":
      return t("promise.interval.do", { interval: lowerFirst(intervalInWords(t, Number(fields.selang))) });
    case "program":
      return t("promise.programmes.do");
    case "sampai":
      return t("promise.until.do");
    case "bayar":
      return t("promise.pay.do");
  }
}
