/** Our accounts at banks, and how each bank writes its CSV. MT940 needs no layout. */
import { Button, ButtonRow } from "~/ui/button";
import { Disclosure } from "~/ui/disclosure";
import { ErrorSummary } from "~/ui/error-summary";
import { NumberField, SelectField, TextField } from "~/ui/field";
import { EmptyState, FormColumn, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { ReconciliationTabs } from "./reconciliation-tabs";

export type ShownAccount = {
  readonly id: string;
  readonly name: string;
  readonly bank: string;
  readonly number: string;
  readonly layout?: Readonly<Record<string, unknown>> | undefined;
};
export type AccountProblem = { readonly field: string; readonly message: string };

type Props = {
  readonly accounts: readonly ShownAccount[];
  readonly mayAct: boolean;
  readonly saved: boolean;
  /** The account whose layout was wrong; absent when the new account was. */
  readonly wrongId?: string | undefined;
  readonly problems: readonly AccountProblem[];
  readonly typed?: Readonly<Record<string, string>> | undefined;
};

export function AccountPage({ accounts, mayAct, saved, wrongId, problems, typed }: Props) {
  const t = useWords();
  const ofNew = wrongId ? [] : problems;
  const errorAt = (field: string) => ofNew.find((one) => one.field === field)?.message;
  return (
    <>
      {problems.length > 0 && (
        <ErrorSummary
          mistakes={problems.map((one) => ({
            ...one,
            field: wrongId ? `${one.field}-${wrongId}` : one.field,
          }))}
        />
      )}
      <PageTitle lead={t("reconciliation.accounts.lead")}>{t("reconciliation.accounts.title")}</PageTitle>
      <ReconciliationTabs current="accounts" />
      {saved && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("reconciliation.accounts.saved")}
          </Notice>
        </div>
      )}
      {accounts.length === 0 && (
        <EmptyState title={t("reconciliation.accounts.none")}>
          {t("reconciliation.accounts.noneBody")}
        </EmptyState>
      )}
      {accounts.map((account) => (
        <Section
          key={account.id}
          title={account.name}
          aside={
            <span className="text-ink-soft">
              {account.bank} <span className="figures">{account.number}</span>
            </span>
          }
        >
          <p className="max-w-read">
            {account.layout ? t("reconciliation.accounts.hasLayout") : t("reconciliation.accounts.noLayout")}
          </p>
          {mayAct && (
            <Disclosure summary={t("reconciliation.accounts.layout")} open={wrongId === account.id}>
              <LayoutForm
                account={account}
                typed={wrongId === account.id ? typed : undefined}
                problems={wrongId === account.id ? problems : []}
              />
            </Disclosure>
          )}
        </Section>
      ))}
      {mayAct && (
        <Section title={t("reconciliation.accounts.add")}>
          <form method="post" action="/admin/rekonsiliasi/rekening" noValidate>
            <FormColumn>
              <TextField
                name="nama"
                label={t("reconciliation.accounts.name")}
                hint={t("reconciliation.accounts.nameHint")}
                error={errorAt("nama")}
                defaultValue={wrongId ? "" : typed?.nama}
                maxLength={60}
              />
              <TextField
                name="bank"
                label={t("reconciliation.accounts.bank")}
                error={errorAt("bank")}
                defaultValue={wrongId ? "" : typed?.bank}
                maxLength={60}
                width="16"
              />
              <NumberField
                name="nomor"
                label={t("reconciliation.accounts.number")}
                error={errorAt("nomor")}
                defaultValue={wrongId ? "" : typed?.nomor}
                maxLength={25}
                width="16"
              />
            </FormColumn>
            <ButtonRow>
              <Button>{t("reconciliation.accounts.open")}</Button>
            </ButtonRow>
          </form>
        </Section>
      )}
    </>
  );
}

function LayoutForm({
  account,
  typed,
  problems,
}: {
  readonly account: ShownAccount;
  readonly typed: Readonly<Record<string, string>> | undefined;
  readonly problems: readonly AccountProblem[];
}) {
  const t = useWords();
  const value = (field: string) =>
    typed?.[field] ?? (account.layout?.[field] === undefined ? "" : String(account.layout[field]));
  const common = (field: string) => ({
    id: `${field}-${account.id}`,
    name: field,
    error: problems.find((one) => one.field === field)?.message,
    defaultValue: value(field),
  });
  const text = (
    field: "day" | "description" | "reference" | "amount" | "mark" | "credit" | "debit" | "footer",
    optional: boolean,
  ) => (
    <TextField
      {...common(field)}
      label={t(`reconciliation.layout.${field}`)}
      optional={optional}
      maxLength={100}
    />
  );
  const select = <Value extends string>(
    field: "separator" | "dayOrder" | "amountFormat" | "sides",
    values: readonly Value[],
    label: (value: Value) => string,
  ) => (
    <SelectField
      {...common(field)}
      label={t(`reconciliation.layout.${field}`)}
      choices={values.map((one) => ({ value: one, label: label(one) }))}
    />
  );
  const separators = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;
  return (
    <form method="post" action="/admin/rekonsiliasi/rekening" noValidate>
      <input type="hidden" name="rekening" value={account.id} />
      <p className="mb-4 max-w-read text-ink-soft">{t("reconciliation.layout.lead")}</p>
      <div className="grid max-w-page gap-6 sm:grid-cols-2">
        <NumberField
          {...common("headerLine")}
          label={t("reconciliation.layout.headerLine")}
          hint={t("reconciliation.layout.headerHint")}
          width="4"
          maxLength={3}
        />
        {select("separator", [",", ";", "\t", "|"] as const, (one) =>
          t(`reconciliation.separator.${separators[one]}`),
        )}
        {text("day", false)}
        {select("dayOrder", ["dmy", "mdy", "ymd"] as const, (one) => t(`reconciliation.dayOrder.${one}`))}
        {text("description", false)}
        {text("reference", true)}
        {select("amountFormat", ["id", "en"] as const, (one) => t(`reconciliation.amountFormat.${one}`))}
        {select("sides", ["signed", "marked", "two_columns"] as const, (one) =>
          t(`reconciliation.sides.${one}`),
        )}
        {text("amount", true)}
        {text("mark", true)}
        {text("credit", true)}
        {text("debit", true)}
        {text("footer", true)}
      </div>
      <ButtonRow>
        <Button look="secondary">{t("reconciliation.layout.save")}</Button>
      </ButtonRow>
    </form>
  );
}
