/** The rules of matching in their order, and changing it. */
import { Button, ButtonRow } from "~/ui/button";
import { CheckboxField } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { NumberField } from "~/ui/field";
import { PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import type { MatchRule } from "./match-rule";
import type { RuleMistake } from "./read-rules";
import { ReconciliationTabs } from "./reconciliation-tabs";

type Props = {
  readonly rules: readonly MatchRule[];
  readonly mayAct: boolean;
  readonly saved: boolean;
  readonly mistakes: readonly RuleMistake[];
  readonly typed?: Readonly<Record<string, string>> | undefined;
};

/** The others go by what is written, whenever it comes. */
const waits = new Set(["reversal", "amount_and_day", "day_sum"]);

export function RuleForm({ rules, mayAct, saved, mistakes, typed }: Props) {
  const t = useWords();
  const errorAt = (field: string) => {
    const mistake = mistakes.find((one) => one.field === field);
    return mistake && t(`reconciliation.rules.mistake.${mistake.rule}`);
  };
  return (
    <>
      {mistakes.length > 0 && (
        <ErrorSummary
          mistakes={mistakes.map(({ field, rule }) => ({
            field,
            message: t(`reconciliation.rules.mistake.${rule}`),
          }))}
        />
      )}
      <PageTitle lead={t("reconciliation.rules.lead")}>{t("reconciliation.rules.title")}</PageTitle>
      <ReconciliationTabs current="rules" />
      {saved && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("reconciliation.rules.saved")}
          </Notice>
        </div>
      )}
      <form method="post" action="/admin/rekonsiliasi/aturan" noValidate>
        <fieldset disabled={!mayAct} className="min-w-0">
          <ol className="max-w-read divide-y divide-line border-y border-line">
            {rules.map((rule) => (
              <li key={rule.name} className="py-5">
                <p className="font-semibold">{t(`reconciliation.rule.${rule.name}`)}</p>
                <p className="text-ink-soft">{t(`reconciliation.ruleHint.${rule.name}`)}</p>
                <div className="mt-3 grid items-end gap-4 sm:grid-cols-[6rem_8rem_12rem]">
                  <NumberField
                    name={`urutan-${rule.name}`}
                    label={t("reconciliation.rules.position")}
                    width="2"
                    defaultValue={typed ? typed[`urutan-${rule.name}`] : rule.position}
                    error={errorAt(`urutan-${rule.name}`)}
                    maxLength={2}
                  />
                  {waits.has(rule.name) ? (
                    <NumberField
                      name={`hari-${rule.name}`}
                      label={t("reconciliation.rules.window")}
                      width="2"
                      defaultValue={typed ? typed[`hari-${rule.name}`] : rule.windowDays}
                      error={errorAt(`hari-${rule.name}`)}
                      maxLength={2}
                    />
                  ) : (
                    <input type="hidden" name={`hari-${rule.name}`} value={rule.windowDays} />
                  )}
                  <div className="sm:col-start-3">
                    <CheckboxField
                      name={`pakai-${rule.name}`}
                      value="ya"
                      label={t("reconciliation.rules.onDuty")}
                      defaultChecked={typed ? typed[`pakai-${rule.name}`] === "ya" : rule.onDuty}
                    />
                  </div>
                </div>
              </li>
            ))}
          </ol>
          {mayAct && (
            <ButtonRow>
              <Button>{t("reconciliation.rules.save")}</Button>
            </ButtonRow>
          )}
        </fieldset>
      </form>
    </>
  );
}
