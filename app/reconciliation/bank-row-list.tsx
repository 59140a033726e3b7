/** The bank's rows, and bringing open ones together with what is expected, by hand. */
import { formatDayShort } from "~/calendar/day";
import { Button, ButtonRow } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { EmptyState, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { StateMark } from "~/ui/state-mark";
import { Tabs } from "~/ui/tabs";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import { formatSen } from "./bank-amount";
import type { ListedExpectation, ListedRow } from "./bank-list-queries.server";
import { ReconciliationTabs } from "./reconciliation-tabs";

type Props = {
  readonly rows: readonly ListedRow[];
  readonly expectations: readonly ListedExpectation[];
  readonly openOnly: boolean;
  readonly text: string;
  readonly nextHref?: string | undefined;
  readonly mayAct: boolean;
  readonly done: boolean;
  readonly message?: string | undefined;
};

export function BankRowList(props: Props) {
  const { rows, expectations, openOnly, text, nextHref, mayAct, done, message } = props;
  const t = useWords();
  const choosing = mayAct && openOnly;
  return (
    <>
      {message && <ErrorSummary mistakes={[{ field: "baris", message }]} />}
      <PageTitle lead={t("reconciliation.rows.lead")}>{t("reconciliation.rows.title")}</PageTitle>
      <ReconciliationTabs current="rows" />
      {done && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("reconciliation.rows.matched")}
          </Notice>
        </div>
      )}
      <Tabs
        label={t("reconciliation.rows.views")}
        tabs={[
          { href: "/admin/rekonsiliasi/baris", label: t("reconciliation.rows.open"), current: openOnly },
          {
            href: "/admin/rekonsiliasi/baris?lihat=semua",
            label: t("reconciliation.rows.all"),
            current: !openOnly,
          },
        ]}
      />
      <form method="get" action="/admin/rekonsiliasi/baris" className="mb-6 flex flex-wrap items-end gap-3">
        {!openOnly && <input type="hidden" name="lihat" value="semua" />}
        <TextField
          name="kata"
          label={t("reconciliation.rows.search")}
          defaultValue={text}
          width="16"
          maxLength={100}
        />
        <Button look="secondary">{t("ui.search")}</Button>
      </form>
      <form method="post" action="/admin/rekonsiliasi/baris" noValidate>
        <div id="baris" tabIndex={-1}>
          <DataTable
            caption={t("reconciliation.rows.caption")}
            quietCaption
            rows={rows}
            rowKey={(row) => String(row.id)}
            empty={
              <EmptyState title={t("reconciliation.rows.none")}>
                {t("reconciliation.rows.noneBody")}
              </EmptyState>
            }
            columns={[
              ...(choosing
                ? [
                    {
                      key: "choose",
                      head: <span className="sr-only">{t("reconciliation.rows.choose")}</span>,
                      cell: (row: ListedRow) => (
                        <Choose
                          name="baris"
                          id={row.id}
                          label={t("reconciliation.rows.chooseRow", {
                            amount: formatSen(row.amountSen),
                            day: formatDayShort(row.onDay, "id"),
                          })}
                        />
                      ),
                    },
                  ]
                : []),
              {
                key: "day",
                head: t("reconciliation.rows.day"),
                nowrap: true,
                rowHead: true,
                cell: (row: ListedRow) => formatDayShort(row.onDay, "id"),
              },
              {
                key: "amount",
                head: t("reconciliation.rows.amount"),
                numeric: true,
                cell: (row: ListedRow) => formatSen(row.amountSen),
              },
              {
                key: "text",
                head: t("reconciliation.rows.text"),
                cell: (row: ListedRow) => (
                  <span className="block min-w-48">
                    <span className="[overflow-wrap:anywhere]">{row.description}</span>
                    <span className="figures block text-small text-ink-soft [overflow-wrap:anywhere]">
                      {[row.reference, row.account].filter(Boolean).join(" · ")}
                    </span>
                  </span>
                ),
              },
              {
                key: "state",
                head: t("reconciliation.rows.state"),
                cell: (row: ListedRow) =>
                  row.rule ? (
                    <StateMark tone="good">{sayOr(t, `reconciliation.rule.${row.rule}`, row.rule)}</StateMark>
                  ) : (
                    <StateMark tone="waiting">{t("reconciliation.rows.unmatched")}</StateMark>
                  ),
              },
            ]}
          />
        </div>
        <Pager nextHref={nextHref} />
        {choosing && rows.length > 0 && (
          <Section title={t("reconciliation.rows.expected")}>
            <DataTable
              caption={t("reconciliation.rows.expectedCaption")}
              quietCaption
              rows={expectations}
              rowKey={(one) => String(one.id)}
              empty={
                <EmptyState title={t("reconciliation.rows.nothingExpected")}>
                  {t("reconciliation.rows.nothingExpectedBody")}
                </EmptyState>
              }
              columns={[
                {
                  key: "choose",
                  head: <span className="sr-only">{t("reconciliation.rows.choose")}</span>,
                  cell: (one) => (
                    <Choose
                      name="harapan"
                      id={one.id}
                      label={t("reconciliation.rows.chooseExpected", { what: one.label })}
                    />
                  ),
                },
                {
                  key: "day",
                  head: t("reconciliation.rows.day"),
                  nowrap: true,
                  cell: (one) => formatDayShort(one.expectedOn, "id"),
                },
                {
                  key: "amount",
                  head: t("reconciliation.rows.amount"),
                  numeric: true,
                  cell: (one) => formatSen(one.amountSen),
                },
                {
                  key: "what",
                  head: t("reconciliation.rows.what"),
                  rowHead: true,
                  cell: (one) => (
                    <span className="block min-w-40">
                      {t(`reconciliation.expectation.${one.kind}`)}
                      <span className="figures block text-small text-ink-soft [overflow-wrap:anywhere]">
                        {one.label}
                      </span>
                    </span>
                  ),
                },
              ]}
            />
            <p className="mt-4 max-w-read">{t("reconciliation.rows.matchHint")}</p>
            <ButtonRow>
              <Button>{t("reconciliation.rows.match")}</Button>
            </ButtonRow>
          </Section>
        )}
      </form>
    </>
  );
}

function Choose({ name, id, label }: { readonly name: string; readonly id: number; readonly label: string }) {
  return (
    <label className="inline-flex min-h-11 min-w-11 cursor-pointer items-center justify-center">
      <input type="checkbox" name={name} value={id} className="tick size-5 rounded-small" />
      <span className="sr-only">{label}</span>
    </label>
  );
}
