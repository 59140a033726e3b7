/** Matches with why they were made; each can be taken back with a reason. */
import { formatInstantWib } from "~/calendar/wib";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { EmptyState, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import { formatSen } from "./bank-amount";
import type { ListedMatch } from "./bank-list-queries.server";
import { ReconciliationTabs } from "./reconciliation-tabs";

type Props = {
  readonly matches: readonly ListedMatch[];
  readonly nextHref?: string | undefined;
  readonly mayAct: boolean;
  readonly done: boolean;
  readonly wrong?: { readonly matchId: string; readonly message: string } | undefined;
};

export function MatchList({ matches, nextHref, mayAct, done, wrong }: Props) {
  const t = useWords();
  return (
    <>
      {wrong && <ErrorSummary mistakes={[{ field: `alasan-${wrong.matchId}`, message: wrong.message }]} />}
      <PageTitle lead={t("reconciliation.matches.lead")}>{t("reconciliation.matches.title")}</PageTitle>
      <ReconciliationTabs current="matches" />
      {done && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("reconciliation.matches.undone")}
          </Notice>
        </div>
      )}
      <DataTable
        caption={t("reconciliation.matches.caption")}
        quietCaption
        rows={matches}
        rowKey={(match) => match.id}
        empty={
          <EmptyState title={t("reconciliation.matches.none")}>
            {t("reconciliation.matches.noneBody")}
          </EmptyState>
        }
        columns={[
          {
            key: "why",
            head: t("reconciliation.matches.why"),
            cell: (match) => (
              <span className="block min-w-40">
                <span className="font-semibold">
                  {sayOr(t, `reconciliation.rule.${match.rule}`, match.rule)}
                </span>
                {match.key && (
                  <span className="figures block text-small text-ink-soft [overflow-wrap:anywhere]">
                    {match.key}
                  </span>
                )}
              </span>
            ),
          },
          {
            key: "amount",
            head: t("reconciliation.rows.amount"),
            numeric: true,
            cell: (match) => (match.amountSen === null ? "" : formatSen(match.amountSen)),
          },
          {
            key: "sides",
            head: t("reconciliation.matches.sides"),
            cell: (match) => (
              <span className="block min-w-56">
                <span className="[overflow-wrap:anywhere]">{match.rows}</span>
                {match.expected && (
                  <span className="figures block text-small text-ink-soft [overflow-wrap:anywhere]">
                    {match.expected}
                  </span>
                )}
              </span>
            ),
          },
          {
            key: "made",
            head: t("reconciliation.matches.made"),
            cell: (match) => (
              <>
                {formatInstantWib(match.madeAt, "id")}
                <span className="block text-small text-ink-soft">
                  {sayOr(t, `reconciliation.by.${match.madeBy}`, match.madeBy)}
                </span>
              </>
            ),
          },
          {
            key: "undo",
            head: t("reconciliation.matches.undo"),
            cell: (match) =>
              match.undoneAt ? (
                <span className="text-small text-ink-soft">
                  {sayOr(t, `reconciliation.by.${match.undoneBy}`, match.undoneBy ?? "")}:{" "}
                  {match.undoneBecause}
                </span>
              ) : mayAct ? (
                <UndoForm match={match} message={wrong?.matchId === match.id ? wrong.message : undefined} />
              ) : null,
          },
        ]}
      />
      <Pager nextHref={nextHref} />
    </>
  );
}

function UndoForm({
  match,
  message,
}: {
  readonly match: ListedMatch;
  readonly message?: string | undefined;
}) {
  const t = useWords();
  return (
    <details open={message !== undefined}>
      <summary className="link inline-flex min-h-11 cursor-pointer items-center">
        {t("reconciliation.undo.open")}
      </summary>
      <form method="post" action="/admin/rekonsiliasi/cocok" noValidate className="min-w-56 space-y-3 pb-2">
        <input type="hidden" name="pencocokan" value={match.id} />
        <p className="text-small text-ink-soft">{t("reconciliation.undo.hint")}</p>
        <TextField
          id={`alasan-${match.id}`}
          name="alasan"
          label={t("reconciliation.undo.reason")}
          error={message}
          maxLength={500}
        />
        <Button look="danger">{t("reconciliation.undo.confirm")}</Button>
      </form>
    </details>
  );
}
