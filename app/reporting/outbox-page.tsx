/** Letters and chores that wait for a person: what, why, and a button to try again. */
import type { ReactNode } from "react";
import { formatInstantWib } from "~/calendar/wib";
import { DataTable } from "~/ui/data-table";
import { EmptyState, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";

type Letter = {
  readonly id: string;
  readonly kind: string;
  readonly toAddress: string;
  readonly queuedAt: Date;
  readonly attempts: number;
  readonly lastError: string | null;
};

type Chore = {
  readonly id: string;
  readonly kind: string;
  readonly queuedAt: Date;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly orderCode: string | null;
};

type Props = {
  readonly letters: readonly Letter[];
  readonly waiting: number;
  readonly chores: readonly Chore[];
  readonly mayAct: boolean;
  readonly said: string;
  /** What else is told about letters. */
  readonly children?: ReactNode;
};

const told = {
  dijadwalkan: { kind: "success", words: "admin.outbox.retried" },
  hilang: { kind: "info", words: "admin.outbox.gone" },
  diizinkan: { kind: "success", words: "mail.suppressed.released" },
} as const;

export function OutboxPage({ letters, waiting, chores, mayAct, said, children }: Props) {
  const t = useWords();
  const news = said in told ? told[said as keyof typeof told] : undefined;
  return (
    <>
      <PageTitle>{t("admin.outbox.title")}</PageTitle>
      {news && (
        <div className="mb-6">
          <Notice kind={news.kind} live>
            {t(news.words)}
          </Notice>
        </div>
      )}
      <div>
        <Section title={t("admin.outbox.letters")}>
          <LetterTable letters={letters} waiting={waiting} mayAct={mayAct} />
        </Section>
        <Section title={t("admin.outbox.chores")} id="tugas">
          <ChoreTable chores={chores} mayAct={mayAct} />
        </Section>
        {children}
      </div>
    </>
  );
}

function LetterTable({ letters, waiting, mayAct }: Pick<Props, "letters" | "waiting" | "mayAct">) {
  const t = useWords();
  const nameOf = (letter: Letter) => sayOr(t, `admin.letterKind.${letter.kind}`, letter.kind);
  return (
    <DataTable
      caption={t("admin.outbox.lettersCaption")}
      quietCaption
      rows={letters}
      rowKey={(letter) => letter.id}
      empty={
        <EmptyState title={t("admin.outbox.noLetters")}>
          {t("admin.outbox.noLettersBody", { count: waiting })}
        </EmptyState>
      }
      columns={[
        {
          key: "kind",
          head: t("admin.outbox.kind"),
          cell: (letter) => (
            <>
              {nameOf(letter)}
              <span className="block text-small text-ink-soft [overflow-wrap:anywhere]">
                {t("story.letterTo", { to: letter.toAddress })}
              </span>
            </>
          ),
        },
        { key: "why", head: t("admin.outbox.why"), cell: (letter) => <Why row={letter} /> },
        {
          key: "again",
          head: t("admin.outbox.again"),
          cell: (letter) =>
            mayAct && (
              <RetryForm
                what="surat"
                id={letter.id}
                label={t("admin.outbox.again")}
                named={t("admin.outbox.againNamed", { kind: nameOf(letter), to: letter.toAddress })}
              />
            ),
        },
      ]}
    />
  );
}

function ChoreTable({ chores, mayAct }: Pick<Props, "chores" | "mayAct">) {
  const t = useWords();
  const nameOf = (chore: Chore) => sayOr(t, `admin.choreKind.${chore.kind}`, chore.kind);
  return (
    <DataTable
      caption={t("admin.outbox.choresCaption")}
      quietCaption
      rows={chores}
      rowKey={(chore) => chore.id}
      empty={<EmptyState title={t("admin.outbox.noChores")}>{t("admin.outbox.noChoresBody")}</EmptyState>}
      columns={[
        {
          key: "kind",
          head: t("admin.outbox.kind"),
          cell: (chore) => (
            <>
              {nameOf(chore)}
              {chore.orderCode && (
                <a className="link figures block text-small" href={`/admin/pesanan/${chore.orderCode}`}>
                  {chore.orderCode}
                </a>
              )}
            </>
          ),
        },
        { key: "why", head: t("admin.outbox.why"), cell: (chore) => <Why row={chore} /> },
        {
          key: "again",
          head: t("admin.outbox.retry"),
          cell: (chore) =>
            mayAct && (
              <RetryForm
                what="tugas"
                id={chore.id}
                label={t("admin.outbox.retry")}
                named={t("admin.outbox.retryNamed", { kind: nameOf(chore) })}
              />
            ),
        },
      ]}
    />
  );
}

function Why({ row }: { readonly row: Letter | Chore }) {
  const t = useWords();
  return (
    <>
      <span className="block max-w-read min-w-48 [overflow-wrap:anywhere]">{row.lastError}</span>
      <span className="block text-small text-ink-soft">
        {formatInstantWib(row.queuedAt, "id")}, {t("admin.outbox.tries", { count: row.attempts })}
      </span>
    </>
  );
}

type RetryProps = {
  readonly what: string;
  readonly id: string;
  readonly label: string;
  readonly named: string;
};

function RetryForm({ what, id, label, named }: RetryProps) {
  return (
    <form method="post" action="/admin/surat">
      <input type="hidden" name="apa" value={what} />
      <input type="hidden" name="id" value={id} />
      <button
        type="submit"
        aria-label={named}
        className="link inline-flex min-h-11 items-center font-semibold"
      >
        {label}
      </button>
    </form>
  );
}
