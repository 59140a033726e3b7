/** The imports of answers as a list, and one of them. */
import { formatMonthShort } from "~/calendar/iuran-month";
import { formatInstantWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { EmptyState, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { StateMark } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";
import type { ListedAnswer } from "./answer-list-queries.server";
import type { AnswerImport } from "./answer-queries.server";
import { UndoForm, type UploadAnswer, UploadForm, UploadProblems } from "./import-parts";
import { Downloads, ListFilter, RemittanceTabs } from "./remittance-tabs";
import type { UndoRefusal } from "./undo-import.server";

type ListProps = {
  readonly imports: readonly AnswerImport[];
  readonly mayAct: boolean;
  readonly typed: Readonly<Record<string, string>>;
  readonly nextHref?: string | undefined;
  readonly answer?: UploadAnswer | undefined;
};

export function AnswerImports({ imports, mayAct, typed, nextHref, answer }: ListProps) {
  const t = useWords();
  return (
    <>
      <UploadProblems answer={answer} />
      <PageTitle lead={t("remittance.answers.lead")}>{t("remittance.answers.title")}</PageTitle>
      <RemittanceTabs at="answers" />
      {mayAct && (
        <div className="mb-10">
          <UploadForm action="/admin/jawaban-bpjs" answer={answer} />
        </div>
      )}
      <ListFilter
        action="/admin/jawaban-bpjs"
        searchLabel={t("remittance.answers.searchLabel")}
        typed={typed}
      />
      <DataTable
        caption={t("remittance.answers.caption")}
        quietCaption
        rows={imports}
        rowKey={(each) => each.id}
        empty={
          <EmptyState title={t("remittance.answers.none")}>{t("remittance.answers.noneBody")}</EmptyState>
        }
        columns={[
          {
            key: "file",
            head: t("remittance.answers.file"),
            cell: (each) => (
              <a
                className="link font-semibold [overflow-wrap:anywhere]"
                href={`/admin/jawaban-bpjs/${each.id}`}
              >
                {each.fileName}
              </a>
            ),
          },
          {
            key: "result",
            head: t("remittance.answers.result"),
            cell: (each) => (
              <>
                {t("remittance.answers.resultOf", each)}
                {each.undoneAt && (
                  <span className="block">
                    <StateMark tone="neutral">{t("remittance.answers.undone")}</StateMark>
                  </span>
                )}
              </>
            ),
          },
          {
            key: "by",
            head: t("remittance.answers.importedBy"),
            cell: (each) => (
              <>
                {each.importedBy}
                <span className="block text-small text-ink-soft">
                  {formatInstantWib(each.importedAt, "id")}
                </span>
              </>
            ),
          },
        ]}
      />
      <Downloads base={`/admin/setoran/unduh/impor?q=${encodeURIComponent(typed.q ?? "")}`} />
      <Pager nextHref={nextHref} />
    </>
  );
}

type PageProps = {
  readonly found: AnswerImport;
  readonly answers: readonly ListedAnswer[];
  readonly typed: Readonly<Record<string, string>>;
  readonly mayAct: boolean;
  readonly isNew: boolean;
  readonly nextHref?: string | undefined;
  readonly listHref: string;
  readonly refused?: UndoRefusal | undefined;
};

export function AnswerImportPage({
  found,
  answers,
  typed,
  mayAct,
  isNew,
  nextHref,
  listHref,
  refused,
}: PageProps) {
  const t = useWords();
  const refusal = refused && t(`remittance.answers.refusal.${refused}`);
  return (
    <>
      {refusal && <ErrorSummary mistakes={[{ field: "alasan", message: refusal }]} />}
      <PageTitle
        kicker={`${found.importedBy}, ${formatInstantWib(found.importedAt, "id")}`}
        lead={t("remittance.answers.resultOf", found)}
      >
        <span className="[overflow-wrap:anywhere]">{found.fileName}</span>
      </PageTitle>
      <RemittanceTabs at="answers" />
      {isNew && !refusal && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("remittance.answers.imported")}
          </Notice>
        </div>
      )}
      {found.undoneAt && (
        <div className="mb-6">
          <Notice kind="warning">
            {t("remittance.upload.undone", {
              by: found.undoneBy ?? "",
              at: formatInstantWib(found.undoneAt, "id"),
              reason: found.undoneReason ?? "",
            })}
          </Notice>
        </div>
      )}
      <Section title={t("remittance.answers.rows")}>
        <ListFilter
          action={`/admin/jawaban-bpjs/${found.id}`}
          searchLabel={t("remittance.waiting.searchLabel")}
          typed={typed}
        />
        <DataTable
          caption={t("remittance.answers.rows")}
          quietCaption
          rows={answers}
          rowKey={(answer) => String(answer.itemId)}
          empty={<EmptyState title={t("remittance.none")}>{t("remittance.noneBody")}</EmptyState>}
          columns={[
            {
              key: "worker",
              head: t("remittance.waiting.worker"),
              cell: (answer) => (
                <>
                  {answer.workerName}
                  <span className="figures block text-small font-normal text-ink-soft">
                    {answer.nikMasked}
                  </span>
                  <a className="link figures block text-small" href={`/admin/pesanan/${answer.orderCode}`}>
                    {answer.orderCode}
                  </a>
                </>
              ),
            },
            {
              key: "month",
              head: t("remittance.home.month"),
              nowrap: true,
              cell: (answer) => formatMonthShort(answer.month, "id"),
            },
            {
              key: "outcome",
              head: t("remittance.batch.outcome"),
              cell: (answer) => (
                <>
                  <StateMark tone={answer.outcome === "accepted" ? "good" : "bad"}>
                    {t(`remittance.standing.${answer.outcome}`)}
                  </StateMark>
                  {answer.reason && <span className="block text-small text-ink-soft">{answer.reason}</span>}
                  {answer.kpj && (
                    <span className="figures block text-small text-ink-soft">KPJ {answer.kpj}</span>
                  )}
                </>
              ),
            },
            {
              key: "returned",
              head: t("remittance.answers.willReturn"),
              numeric: true,
              wideOnly: true,
              cell: (answer) => (answer.returnedRupiah > 0 ? formatRupiah(answer.returnedRupiah) : ""),
            },
          ]}
        />
        <Downloads base={listHref} />
        <Pager nextHref={nextHref} note={t("remittance.count", { count: answers.length })} />
      </Section>
      {mayAct && !found.undoneAt && (
        <UndoForm
          action={`/admin/jawaban-bpjs/${found.id}`}
          lead={t("remittance.answers.undoLead")}
          error={refusal}
        />
      )}
    </>
  );
}
