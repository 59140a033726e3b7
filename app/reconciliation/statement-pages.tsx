/** Statements of banks: handing a file in, what it holds before it counts, confirming and taking back. */
import { formatDayShort } from "~/calendar/day";
import { formatInstantWib } from "~/calendar/wib";
import { Button, ButtonRow } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { Disclosure } from "~/ui/disclosure";
import { ErrorSummary } from "~/ui/error-summary";
import { boxClass, Field, SelectField, TextField } from "~/ui/field";
import { EmptyState, FormColumn, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { StateMark } from "~/ui/state-mark";
import { SummaryList } from "~/ui/summary-list";
import { useWords } from "~/words/use-words";
import { formatSen } from "./bank-amount";
import { useBankProblem } from "./bank-problem";
import type { BankProblem } from "./bank-row";
import type { Statement } from "./bank-statement-queries.server";
import { ReconciliationTabs } from "./reconciliation-tabs";

type ListProps = {
  readonly statements: readonly Statement[];
  readonly accounts: readonly { readonly id: string; readonly name: string; readonly bank: string }[];
  readonly mayAct: boolean;
  readonly problems: readonly BankProblem[];
  readonly refused?: "file_missing" | "too_large" | "account_missing" | undefined;
  readonly gone: boolean;
};

export function StatementList({ statements, accounts, mayAct, problems, refused, gone }: ListProps) {
  const t = useWords();
  const say = useBankProblem();
  const mistakes = [
    ...(refused
      ? [
          {
            field: refused === "account_missing" ? "rekening" : "berkas",
            message: t(`reconciliation.refused.${refused}`),
          },
        ]
      : []),
    ...problems.map((one) => ({ field: "berkas", message: say(one) })),
  ];
  return (
    <>
      {mistakes.length > 0 && <ErrorSummary mistakes={mistakes} />}
      <PageTitle lead={t("reconciliation.statements.lead")}>{t("reconciliation.statements.title")}</PageTitle>
      <ReconciliationTabs current="statements" />
      {gone && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("reconciliation.statements.discarded")}
          </Notice>
        </div>
      )}
      {mayAct && accounts.length === 0 && (
        <Notice kind="info" title={t("reconciliation.statements.noAccount")}>
          <a className="link" href="/admin/rekonsiliasi/rekening">
            {t("reconciliation.statements.addAccount")}
          </a>
        </Notice>
      )}
      {mayAct && accounts.length > 0 && (
        <form method="post" action="/admin/rekonsiliasi/koran?index" encType="multipart/form-data" noValidate>
          <FormColumn>
            <SelectField
              name="rekening"
              label={t("reconciliation.statements.account")}
              choices={accounts.map((one) => ({ value: one.id, label: `${one.name} (${one.bank})` }))}
            />
            <Field
              id="berkas"
              label={t("reconciliation.statements.file")}
              hint={t("reconciliation.statements.fileHint")}
              error={mistakes.find(({ field }) => field === "berkas")?.message}
            >
              {(control) => (
                <input
                  type="file"
                  name="berkas"
                  accept=".csv,.txt,.sta,.mt940,.940,text/csv,text/plain"
                  {...control}
                  className={`${boxClass("full", mistakes.length > 0)} file:mr-4 file:rounded-small file:border-0 file:bg-leaf-wash file:px-3 file:py-1 file:font-semibold file:text-leaf`}
                />
              )}
            </Field>
          </FormColumn>
          <ButtonRow>
            <Button>{t("reconciliation.statements.read")}</Button>
          </ButtonRow>
        </form>
      )}
      <Section title={t("reconciliation.statements.list")}>
        <DataTable
          caption={t("reconciliation.statements.caption")}
          quietCaption
          rows={statements}
          rowKey={(one) => one.id}
          empty={
            <EmptyState title={t("reconciliation.statements.none")}>
              {t("reconciliation.statements.noneBody")}
            </EmptyState>
          }
          columns={[
            {
              key: "file",
              head: t("reconciliation.statements.file"),
              cell: (one) => (
                <>
                  <a
                    className="link font-semibold [overflow-wrap:anywhere]"
                    href={`/admin/rekonsiliasi/koran/${one.id}`}
                  >
                    {one.fileName}
                  </a>
                  <span className="block text-small text-ink-soft">{one.accountName}</span>
                </>
              ),
            },
            {
              key: "days",
              head: t("reconciliation.statements.days"),
              nowrap: true,
              cell: (one) => `${formatDayShort(one.firstDay, "id")} – ${formatDayShort(one.lastDay, "id")}`,
            },
            {
              key: "rows",
              head: t("reconciliation.statements.rows"),
              numeric: true,
              cell: (one) => one.rows,
            },
            {
              key: "state",
              head: t("reconciliation.statements.state"),
              cell: (one) => <StatementState statement={one} />,
            },
            {
              key: "read",
              head: t("reconciliation.statements.readAt"),
              cell: (one) => (
                <>
                  {formatInstantWib(one.readAt, "id")}
                  <span className="block text-small text-ink-soft">{one.readBy}</span>
                </>
              ),
            },
          ]}
        />
      </Section>
    </>
  );
}

function StatementState({ statement }: { readonly statement: Statement }) {
  const t = useWords();
  if (statement.undoneAt)
    return <StateMark tone="neutral">{t("reconciliation.statementState.undone")}</StateMark>;
  if (statement.postedAt)
    return <StateMark tone="good">{t("reconciliation.statementState.posted")}</StateMark>;
  return <StateMark tone="waiting">{t("reconciliation.statementState.draft")}</StateMark>;
}

type PageProps = {
  readonly statement: Statement;
  readonly first: readonly {
    readonly line: number;
    readonly onDay: string;
    readonly amountSen: number;
    readonly reference: string;
    readonly description: string;
  }[];
  readonly lookAlikes: number;
  readonly mayAct: boolean;
  readonly known: boolean;
  readonly posted?: number | undefined;
  readonly wrong?: { readonly field: string; readonly message: string } | undefined;
};

export function StatementPage({ statement, first, lookAlikes, mayAct, known, posted, wrong }: PageProps) {
  const t = useWords();
  const draft = !statement.postedAt;
  const action = `/admin/rekonsiliasi/koran/${statement.id}`;
  return (
    <>
      {wrong && <ErrorSummary mistakes={[wrong]} />}
      <PageTitle kicker={<StatementState statement={statement} />} lead={statement.accountName}>
        {statement.fileName}
      </PageTitle>
      <ReconciliationTabs current="statements" />
      {known && (
        <div className="mb-6">
          <Notice kind="info" live>
            {t("reconciliation.statements.knownFile")}
          </Notice>
        </div>
      )}
      {posted !== undefined && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("reconciliation.statements.postedNow", { count: posted })}
          </Notice>
        </div>
      )}
      <div className="max-w-read">
        <SummaryList
          lines={[
            {
              term: t("reconciliation.statements.days"),
              value: `${formatDayShort(statement.firstDay, "id")} – ${formatDayShort(statement.lastDay, "id")}`,
            },
            {
              term: t("reconciliation.statements.rows"),
              value: t("reconciliation.statements.rowsOf", {
                count: statement.rows - statement.knownRows,
                known: statement.knownRows,
              }),
            },
            { term: t("reconciliation.statements.in"), value: formatSen(statement.inSen) },
            { term: t("reconciliation.statements.out"), value: formatSen(statement.outSen) },
            ...(statement.undoneAt
              ? [
                  {
                    term: t("reconciliation.statementState.undone"),
                    value: `${statement.undoneBy}, ${formatInstantWib(statement.undoneAt, "id")}: ${statement.undoneBecause}`,
                  },
                ]
              : []),
          ]}
        />
      </div>
      {draft && lookAlikes > 0 && (
        <div className="mt-6 max-w-read">
          <Notice kind="warning" title={t("reconciliation.statements.alike", { count: lookAlikes })}>
            {t("reconciliation.statements.alikeBody")}
          </Notice>
        </div>
      )}
      {draft && (
        <>
          <Section title={t("reconciliation.statements.preview")}>
            <DataTable
              caption={t("reconciliation.statements.preview")}
              quietCaption
              rows={first}
              rowKey={(row) => String(row.line)}
              columns={[
                { key: "line", head: t("reconciliation.rows.line"), numeric: true, cell: (row) => row.line },
                {
                  key: "day",
                  head: t("reconciliation.rows.day"),
                  nowrap: true,
                  cell: (row) => formatDayShort(row.onDay, "id"),
                },
                {
                  key: "amount",
                  head: t("reconciliation.rows.amount"),
                  numeric: true,
                  cell: (row) => formatSen(row.amountSen),
                },
                { key: "reference", head: t("reconciliation.rows.reference"), cell: (row) => row.reference },
                {
                  key: "text",
                  head: t("reconciliation.rows.text"),
                  cell: (row) => <span className="block min-w-48">{row.description}</span>,
                },
              ]}
            />
          </Section>
          {mayAct && (
            <form method="post" action={action} className="mt-6">
              <p className="max-w-read">{t("reconciliation.statements.confirmHint")}</p>
              <ButtonRow>
                <Button name="langkah" value="bukukan">
                  {t("reconciliation.statements.confirm", { count: statement.rows - statement.knownRows })}
                </Button>
                <Button look="secondary" name="langkah" value="buang">
                  {t("reconciliation.statements.discard")}
                </Button>
              </ButtonRow>
            </form>
          )}
        </>
      )}
      {!draft && !statement.undoneAt && mayAct && (
        <div className="mt-8">
          <Disclosure summary={t("reconciliation.statements.undo")} open={wrong !== undefined}>
            <form method="post" action={action} noValidate>
              <input type="hidden" name="langkah" value="batalkan" />
              <p className="mb-4 max-w-read">{t("reconciliation.statements.undoHint")}</p>
              <FormColumn>
                <TextField
                  name="alasan"
                  label={t("reconciliation.undo.reason")}
                  error={wrong?.field === "alasan" ? wrong.message : undefined}
                  maxLength={500}
                />
              </FormColumn>
              <ButtonRow>
                <Button look="danger">{t("reconciliation.statements.undoIt")}</Button>
              </ButtonRow>
            </form>
          </Disclosure>
        </div>
      )}
    </>
  );
}
