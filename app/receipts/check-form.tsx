/** The public form in which anyone types the check code of a paper. Sent with GET: it changes nothing. */
import { Button, ButtonRow } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { FormColumn, PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";

export function CheckForm({ typed, wrong }: { readonly typed: string; readonly wrong: boolean }) {
  const t = useWords();
  const error = wrong ? t("receipt.check.codeWrong") : undefined;
  return (
    <>
      <ErrorSummary mistakes={error ? [{ field: "kode", message: error }] : []} />
      <PageTitle lead={t("receipt.check.lead")}>{t("receipt.check.title")}</PageTitle>
      <form method="get" action="/cek">
        <FormColumn>
          <TextField
            name="kode"
            label={t("receipt.check.code")}
            hint={t("receipt.check.codeHint")}
            error={error}
            defaultValue={typed}
            width="16"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
          />
        </FormColumn>
        <ButtonRow>
          <Button icon="search">{t("receipt.check.button")}</Button>
        </ButtonRow>
      </form>
    </>
  );
}
