/** What both imports share: the upload, the choice of columns, the problems, and taking one back. */
import type { ReactNode } from "react";
import type { FileProblem } from "~/sheets/sheet-problems";
import { useFileProblem } from "~/sheets/sheet-problems";
import { Button, ButtonRow } from "~/ui/button";
import { Disclosure } from "~/ui/disclosure";
import { ErrorSummary } from "~/ui/error-summary";
import { boxClass, Field, SelectField, TextAreaField } from "~/ui/field";
import { FormColumn } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import type { MappingMistake, RowProblem } from "./answer-rows";

export type UploadAnswer = { readonly problems: readonly FileProblem[] } | { readonly missing: true };

/** Why a file was not taken, above the page. */
export function UploadProblems({ answer }: { readonly answer?: UploadAnswer | undefined }) {
  const t = useWords();
  const say = useFileProblem();
  if (!answer) return null;
  const messages = "missing" in answer ? [t("remittance.upload.missing")] : answer.problems.map(say);
  return <ErrorSummary mistakes={messages.map((message) => ({ field: "berkas", message }))} />;
}

export function UploadForm({
  action,
  answer,
}: {
  readonly action: string;
  readonly answer?: UploadAnswer | undefined;
}) {
  const t = useWords();
  const error = answer
    ? t("missing" in answer ? "remittance.upload.missing" : "remittance.upload.nothingSaved")
    : undefined;
  return (
    <form method="post" action={action} encType="multipart/form-data" noValidate>
      <FormColumn>
        <Field
          id="berkas"
          label={t("remittance.upload.file")}
          hint={t("remittance.upload.fileHint")}
          error={error}
        >
          {(control) => (
            <input
              type="file"
              name="berkas"
              accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              {...control}
              className={boxClass("full", Boolean(error))}
            />
          )}
        </Field>
        <Button>{t("remittance.upload.upload")}</Button>
      </FormColumn>
    </form>
  );
}

export type Columns = readonly { readonly letter: string; readonly name: string }[];

/** Which column of the file it is. */
export function ColumnSelect(props: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly columns: Columns;
  readonly chosen?: string | undefined;
}) {
  const t = useWords();
  const { columns, chosen, ...rest } = props;
  return (
    <SelectField
      {...rest}
      empty={t("remittance.upload.noColumn")}
      defaultValue={chosen ?? ""}
      choices={columns.map((column) => ({
        value: column.letter,
        label: t("remittance.upload.columnNamed", column),
      }))}
    />
  );
}

export function useMappingError(mistakes: readonly MappingMistake[]) {
  const t = useWords();
  return (field: string) => {
    const mistake = mistakes.find((each) => each.field === field);
    return mistake && t(`remittance.upload.mistake.${mistake.rule}`);
  };
}

export function MappingMistakes({ mistakes }: { readonly mistakes: readonly MappingMistake[] }) {
  const t = useWords();
  return (
    <ErrorSummary
      mistakes={mistakes.map(({ field, rule }) => ({
        field,
        message: t(`remittance.upload.mistake.${rule}`),
      }))}
    />
  );
}

const ownRules = [
  "unknown_outcome",
  "nik_impossible",
  "no_one_named",
  "twice",
  "more_than_sent",
  "amount_unclear",
] as const;

/** The rows that cannot be run, each with its line and column. */
export function RowProblems({ problems }: { readonly problems: readonly RowProblem[] }) {
  const t = useWords();
  return (
    <ul className="grid gap-2">
      {problems.map(({ line, column, name, rule }) => {
        const own = ownRules.find((each) => each === rule);
        const what = own ? t(`remittance.row.${own}`) : t(`sheets.cell.${rule as "empty"}`);
        return (
          <li key={`${line} ${column} ${rule}`}>
            <span className="figures font-semibold">{t("sheets.at.cell", { line, column })}</span>
            {name && ` (${name})`}: {what}
          </li>
        );
      })}
    </ul>
  );
}

type UndoProps = {
  readonly action: string;
  readonly lead: string;
  readonly error?: string | undefined;
};

/** Taking an import back, with what will happen and the reason. */
export function UndoForm({ action, lead, error }: UndoProps) {
  const t = useWords();
  return (
    <div className="mt-8">
      <Disclosure summary={t("remittance.upload.undo")} open={Boolean(error)}>
        <form method="post" action={action} noValidate>
          <FormColumn>
            <p>{lead}</p>
            <TextAreaField
              name="alasan"
              rows={2}
              label={t("remittance.upload.undoReason")}
              hint={t("remittance.batch.reasonHint")}
              error={error}
              maxLength={500}
            />
            <Button look="danger">{t("remittance.upload.undo")}</Button>
          </FormColumn>
        </form>
      </Disclosure>
    </div>
  );
}

/** The two ways on from a preview: run it, or look at the columns again. */
export function PreviewButtons({
  href,
  mayRun,
}: {
  readonly href: string;
  readonly mayRun: boolean;
}): ReactNode {
  const t = useWords();
  return (
    <form method="post" action={href}>
      <input type="hidden" name="apa" value="jalankan" />
      <ButtonRow>
        {mayRun && <Button>{t("remittance.upload.confirm")}</Button>}
        <a className="link inline-flex min-h-11 items-center" href={`${href}?kolom`}>
          {t("remittance.upload.change")}
        </a>
      </ButtonRow>
    </form>
  );
}
