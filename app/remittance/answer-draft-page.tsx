/** An uploaded file of answers: which column is what, then what it will do, before anything is posted. */
import { formatRupiah } from "~/rupiah/rupiah";
import { Button } from "~/ui/button";
import { RadioGroup } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { FormColumn, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import {
  type AnswerMapping,
  defaultAcceptedWords,
  defaultRefusedWords,
  type MappingMistake,
  type RowProblem,
} from "./answer-rows";
import {
  ColumnSelect,
  type Columns,
  MappingMistakes,
  PreviewButtons,
  RowProblems,
  useMappingError,
} from "./import-parts";
import type { SkipReason } from "./plan-answers";
import { RemittanceTabs } from "./remittance-tabs";

export type AnswerSummary = {
  readonly accepted: number;
  readonly refused: number;
  readonly returnedRupiah: number;
  readonly skipped: readonly {
    readonly why: SkipReason;
    readonly lines: readonly number[];
    readonly count: number;
  }[];
  readonly problems: readonly RowProblem[];
  readonly importedBefore: boolean;
};

type Props = {
  readonly id: string;
  readonly fileName: string;
  readonly columns: Columns;
  readonly mapping?: Partial<AnswerMapping> | undefined;
  readonly summary?: AnswerSummary | undefined;
  readonly mistakes: readonly MappingMistake[];
  readonly refused?: "gone" | "unmapped" | "problems" | "nothing_of_ours" | "imported_before" | undefined;
};

export function AnswerDraftPage(props: Props) {
  const t = useWords();
  const { summary, fileName, mistakes, refused } = props;
  return (
    <>
      <MappingMistakes mistakes={mistakes} />
      {refused && (
        <ErrorSummary
          mistakes={[{ field: "hasil-impor", message: t(`remittance.answers.refusal.${refused}`) }]}
        />
      )}
      <PageTitle kicker={fileName}>
        {t(summary ? "remittance.upload.preview" : "remittance.upload.mapping")}
      </PageTitle>
      <RemittanceTabs at="answers" />
      {summary ? <Preview {...props} summary={summary} /> : <MappingForm {...props} />}
    </>
  );
}

function Preview({ id, summary }: Props & { readonly summary: AnswerSummary }) {
  const t = useWords();
  const { accepted, refused, returnedRupiah, skipped, problems, importedBefore } = summary;
  const stopped = problems.length > 0 || importedBefore;
  return (
    <div id="hasil-impor">
      {importedBefore && <Notice kind="danger">{t("remittance.upload.importedBefore")}</Notice>}
      {problems.length > 0 && (
        <Notice kind="danger" title={t("remittance.upload.problems")}>
          <RowProblems problems={problems} />
        </Notice>
      )}
      <ul className="my-6 grid gap-2 text-lead">
        {(accepted > 0 || !stopped) && <li>{t("remittance.answers.willAccept", { count: accepted })}</li>}
        {refused > 0 && <li>{t("remittance.answers.willRefuse", { count: refused })}</li>}
        {returnedRupiah > 0 && (
          <li>
            {t("remittance.answers.willReturn")}: <strong>{formatRupiah(returnedRupiah)}</strong>
          </li>
        )}
      </ul>
      {skipped.length > 0 && (
        <Notice
          kind="warning"
          title={t("remittance.answers.willSkip", {
            count: skipped.reduce((sum, group) => sum + group.count, 0),
          })}
        >
          <ul>
            {skipped.map(({ why, lines, count }) => (
              <li key={why}>
                {t("remittance.answers.skippedLines", {
                  why: t(`remittance.answers.skipped.${why}`),
                  lines: lines.join(", ") + (count > lines.length ? ", …" : ""),
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <PreviewButtons
        href={`/admin/jawaban-bpjs/unggahan/${id}`}
        mayRun={!stopped && accepted + refused > 0}
      />
    </div>
  );
}

function MappingForm({ id, columns, mapping = {}, mistakes }: Props) {
  const t = useWords();
  const errorOf = useMappingError(mistakes);
  const common = { columns };
  return (
    <form method="post" action={`/admin/jawaban-bpjs/unggahan/${id}`} noValidate>
      <input type="hidden" name="apa" value="kolom" />
      <p className="mb-6 max-w-read text-ink-soft">{t("remittance.upload.mappingLead")}</p>
      <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
        <FormColumn>
          <ColumnSelect
            {...common}
            name="nik"
            label={t("remittance.answers.nik")}
            error={errorOf("nik")}
            chosen={mapping.nik}
          />
          <ColumnSelect
            {...common}
            name="rujukan"
            label={t("remittance.answers.reference")}
            hint={t("remittance.answers.referenceHint")}
            chosen={mapping.reference}
          />
          <ColumnSelect
            {...common}
            name="bulan"
            label={t("remittance.answers.month")}
            error={errorOf("bulan")}
            chosen={mapping.month}
          />
          <TextField
            name="bulanTetap"
            label={t("remittance.answers.fixedMonth")}
            hint={t("remittance.answers.fixedMonthHint")}
            defaultValue={mapping.fixedMonth}
            width="8"
            maxLength={7}
            optional
          />
        </FormColumn>
        <FormColumn>
          <ColumnSelect
            {...common}
            name="hasil"
            label={t("remittance.answers.outcome")}
            hint={t("remittance.answers.outcomeHint")}
            chosen={mapping.outcome}
          />
          <TextField
            name="diterima"
            label={t("remittance.answers.accepted")}
            hint={t("remittance.answers.wordsHint")}
            error={errorOf("diterima")}
            defaultValue={(mapping.acceptedWords ?? defaultAcceptedWords).join(", ")}
            maxLength={500}
          />
          <TextField
            name="ditolak"
            label={t("remittance.answers.refused")}
            hint={t("remittance.answers.wordsHint")}
            defaultValue={(mapping.refusedWords ?? defaultRefusedWords).join(", ")}
            maxLength={500}
          />
          <ColumnSelect
            {...common}
            name="alasan"
            label={t("remittance.answers.reason")}
            chosen={mapping.reason}
          />
          <ColumnSelect {...common} name="kpj" label={t("remittance.answers.kpj")} chosen={mapping.kpj} />
          <ColumnSelect
            {...common}
            name="jumlah"
            label={t("remittance.answers.amount")}
            hint={t("remittance.answers.amountHint")}
            chosen={mapping.amount}
          />
          <RadioGroup
            name="bentukJumlah"
            label={t("remittance.answers.amountFormat")}
            defaultValue={mapping.amountFormat ?? "any"}
            choices={(["any", "id", "en"] as const).map((format) => ({
              value: format,
              label: t(`remittance.answers.amountFormats.${format}`),
            }))}
          />
        </FormColumn>
      </div>
      <div className="mt-8">
        <Button>{t("remittance.upload.keep")}</Button>
      </div>
    </form>
  );
}
