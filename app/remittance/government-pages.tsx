/** Lists of the government: all of them, an uploaded one before it is run, and one that was. */
import { formatMonths, monthRange } from "~/calendar/iuran-month";
import { formatInstantWib } from "~/calendar/wib";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { EmptyState, FormColumn, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { StateMark } from "~/ui/state-mark";
import { SummaryList } from "~/ui/summary-list";
import { useWords } from "~/words/use-words";
import type { MappingMistake, RowProblem } from "./answer-rows";
import type { GovernmentList, ListLook } from "./government-queries.server";
import type { GovernmentMapping } from "./government-rows";
import {
  ColumnSelect,
  type Columns,
  MappingMistakes,
  PreviewButtons,
  RowProblems,
  UndoForm,
  type UploadAnswer,
  UploadForm,
  UploadProblems,
  useMappingError,
} from "./import-parts";
import { Downloads, ListFilter, RemittanceTabs } from "./remittance-tabs";

const periodOf = (list: { readonly fromMonth: string; readonly toMonth: string }) =>
  formatMonths(monthRange(list.fromMonth, list.toMonth), "id");

type ListProps = {
  readonly lists: readonly GovernmentList[];
  readonly mayAct: boolean;
  readonly typed: Readonly<Record<string, string>>;
  readonly nextHref?: string | undefined;
  readonly answer?: UploadAnswer | undefined;
};

export function GovernmentLists({ lists, mayAct, typed, nextHref, answer }: ListProps) {
  const t = useWords();
  return (
    <>
      <UploadProblems answer={answer} />
      <PageTitle lead={t("remittance.government.lead")}>{t("remittance.government.title")}</PageTitle>
      <RemittanceTabs at="government" />
      {mayAct && (
        <div className="mb-10">
          <UploadForm action="/admin/daftar-pemerintah" answer={answer} />
        </div>
      )}
      <ListFilter
        action="/admin/daftar-pemerintah"
        searchLabel={t("remittance.government.searchLabel")}
        typed={typed}
      />
      <DataTable
        caption={t("remittance.government.caption")}
        quietCaption
        rows={lists}
        rowKey={(list) => list.id}
        empty={
          <EmptyState title={t("remittance.government.none")}>
            {t("remittance.government.noneBody")}
          </EmptyState>
        }
        columns={[
          {
            key: "source",
            head: t("remittance.government.source"),
            cell: (list) => (
              <>
                <a className="link font-semibold" href={`/admin/daftar-pemerintah/${list.id}`}>
                  {list.sourceName}
                </a>
                <span className="block text-small font-normal text-ink-soft [overflow-wrap:anywhere]">
                  {list.fileName}
                </span>
                {list.undoneAt && <StateMark tone="neutral">{t("remittance.answers.undone")}</StateMark>}
              </>
            ),
          },
          { key: "period", head: t("remittance.government.period"), cell: periodOf },
          {
            key: "rows",
            head: t("remittance.government.rows"),
            numeric: true,
            cell: (list) => list.rowCount,
          },
          {
            key: "findings",
            head: t("remittance.government.findings"),
            numeric: true,
            cell: (list) => list.openFindings,
          },
          {
            key: "by",
            head: t("remittance.answers.importedBy"),
            cell: (list) => (
              <>
                {list.importedBy}
                <span className="block text-small text-ink-soft">
                  {formatInstantWib(list.importedAt, "id")}
                </span>
              </>
            ),
          },
        ]}
      />
      <Downloads base={`/admin/setoran/unduh/daftar?q=${encodeURIComponent(typed.q ?? "")}`} />
      <Pager nextHref={nextHref} />
    </>
  );
}

type DraftProps = {
  readonly id: string;
  readonly fileName: string;
  readonly columns: Columns;
  readonly mapping?: Partial<GovernmentMapping> | undefined;
  readonly preview?:
    | {
        readonly look: ListLook;
        readonly problems: readonly RowProblem[];
        readonly importedBefore: boolean;
        readonly sourceName: string;
        readonly fromMonth?: string;
        readonly toMonth?: string;
      }
    | undefined;
  readonly mistakes: readonly MappingMistake[];
  readonly refused?: "gone" | "unmapped" | "problems" | "imported_before" | undefined;
};

export function GovernmentDraftPage(props: DraftProps) {
  const t = useWords();
  const { preview, mistakes, refused, fileName } = props;
  return (
    <>
      <MappingMistakes mistakes={mistakes} />
      {refused && (
        <ErrorSummary
          mistakes={[{ field: "hasil-impor", message: t(`remittance.answers.refusal.${refused}`) }]}
        />
      )}
      <PageTitle kicker={fileName}>
        {t(preview ? "remittance.upload.preview" : "remittance.upload.mapping")}
      </PageTitle>
      <RemittanceTabs at="government" />
      {preview ? <Preview id={props.id} preview={preview} /> : <MappingForm {...props} />}
    </>
  );
}

function Preview({
  id,
  preview,
}: {
  readonly id: string;
  readonly preview: NonNullable<DraftProps["preview"]>;
}) {
  const t = useWords();
  const { look, problems, importedBefore, fromMonth, toMonth, sourceName } = preview;
  const stopped = problems.length > 0 || importedBefore || look.people === 0;
  return (
    <div id="hasil-impor">
      {importedBefore && <Notice kind="danger">{t("remittance.upload.importedBefore")}</Notice>}
      {problems.length > 0 && (
        <Notice kind="danger" title={t("remittance.upload.problems")}>
          <RowProblems problems={problems} />
        </Notice>
      )}
      <ul className="my-6 grid gap-2 text-lead">
        <li>
          <strong>{sourceName}</strong>: {t("remittance.government.people", { count: look.people })},{" "}
          {t("remittance.government.known", { count: look.known })}
        </li>
        {fromMonth && toMonth && (
          <li>{t("remittance.government.willBlock", { period: periodOf({ fromMonth, toMonth }) })}</li>
        )}
        {look.paidMonths > 0 && (
          <li>
            {t("remittance.government.willFind", { count: look.paidMonths })}
            {look.sentMonths > 0 && `, ${t("remittance.government.sent", { count: look.sentMonths })}`}
          </li>
        )}
      </ul>
      <PreviewButtons href={`/admin/daftar-pemerintah/unggahan/${id}`} mayRun={!stopped} />
    </div>
  );
}

function MappingForm({ id, columns, mapping = {}, mistakes }: DraftProps) {
  const t = useWords();
  const errorOf = useMappingError(mistakes);
  const common = { columns };
  return (
    <form method="post" action={`/admin/daftar-pemerintah/unggahan/${id}`} noValidate>
      <input type="hidden" name="apa" value="kolom" />
      <p className="mb-6 max-w-read text-ink-soft">{t("remittance.upload.mappingLead")}</p>
      <FormColumn>
        <TextField
          name="sumber"
          label={t("remittance.government.source")}
          hint={t("remittance.government.sourceHint")}
          error={errorOf("sumber")}
          defaultValue={mapping.sourceName}
          maxLength={100}
        />
        <ColumnSelect
          {...common}
          name="nik"
          label={t("remittance.government.nik")}
          error={errorOf("nik")}
          chosen={mapping.nik}
        />
        <ColumnSelect
          {...common}
          name="mulai"
          label={t("remittance.government.from")}
          error={errorOf("mulai")}
          chosen={mapping.fromMonth}
        />
        <ColumnSelect
          {...common}
          name="sampai"
          label={t("remittance.government.to")}
          hint={t("remittance.government.toHint")}
          chosen={mapping.toMonth}
        />
        <TextField
          name="mulaiTetap"
          label={t("remittance.government.fixedFrom")}
          hint={t("remittance.government.fixedHint")}
          defaultValue={mapping.fixedFrom}
          width="8"
          maxLength={7}
          optional
        />
        <TextField
          name="sampaiTetap"
          label={t("remittance.government.fixedTo")}
          hint={t("remittance.government.fixedHint")}
          error={errorOf("sampaiTetap")}
          defaultValue={mapping.fixedTo}
          width="8"
          maxLength={7}
          optional
        />
        <Button>{t("remittance.upload.keep")}</Button>
      </FormColumn>
    </form>
  );
}

type PageProps = {
  readonly list: GovernmentList;
  readonly mayAct: boolean;
  readonly isNew: boolean;
  readonly refused?: "unknown" | "undone_before" | "reason_missing" | undefined;
};

export function GovernmentListPage({ list, mayAct, isNew, refused }: PageProps) {
  const t = useWords();
  const refusal = refused && t(`remittance.answers.refusal.${refused}`);
  return (
    <>
      {refusal && <ErrorSummary mistakes={[{ field: "alasan", message: refusal }]} />}
      <PageTitle>{list.sourceName}</PageTitle>
      <RemittanceTabs at="government" />
      {isNew && !refusal && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("remittance.government.imported")}
          </Notice>
        </div>
      )}
      {list.undoneAt && (
        <div className="mb-6">
          <Notice kind="warning">
            {t("remittance.upload.undone", {
              by: list.undoneBy ?? "",
              at: formatInstantWib(list.undoneAt, "id"),
              reason: list.undoneReason ?? "",
            })}
          </Notice>
        </div>
      )}
      <div className="max-w-read">
        <SummaryList
          lines={[
            { term: t("remittance.answers.file"), value: list.fileName },
            { term: t("remittance.government.period"), value: periodOf(list) },
            { term: t("remittance.government.rows"), value: String(list.rowCount) },
            {
              term: t("remittance.government.findings"),
              value: (
                <a className="link" href="/admin/temuan">
                  {list.openFindings}
                </a>
              ),
            },
            {
              term: t("remittance.answers.importedBy"),
              value: `${list.importedBy}, ${formatInstantWib(list.importedAt, "id")}`,
            },
          ]}
        />
      </div>
      {mayAct && !list.undoneAt && (
        <UndoForm
          action={`/admin/daftar-pemerintah/${list.id}`}
          lead={t("remittance.government.undoLead")}
          error={refusal}
        />
      )}
    </>
  );
}
