/** The dates of payroll and the account treasurers transfer to. */
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { NumberField, TextField } from "~/ui/field";
import { FormColumn, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import type { SettingMistake } from "./payroll-setting-form";

export type SettingTyped = Readonly<
  Partial<Record<"daftar" | "laporan" | "bank" | "rekening" | "pemilik", string>>
>;

type Props = {
  readonly typed: SettingTyped;
  readonly mistakes: readonly SettingMistake[];
  readonly saved: boolean;
  readonly mayAct: boolean;
};

export function PayrollSettingPage({ typed, mistakes, saved, mayAct }: Props) {
  const t = useWords();
  const sentence = (mistake: SettingMistake) => t(`payroll.admin.settingMistake.${mistake.rule}`);
  const errorOf = (field: SettingMistake["field"]) => {
    const mistake = mistakes.find((each) => each.field === field);
    return mistake && sentence(mistake);
  };
  return (
    <>
      <ErrorSummary mistakes={mistakes.map((each) => ({ field: each.field, message: sentence(each) }))} />
      {saved && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("payroll.admin.settingSaved")}
          </Notice>
        </div>
      )}
      <PageTitle lead={t("payroll.admin.settingLead")}>{t("payroll.admin.settingTitle")}</PageTitle>
      <form method="post" action="/admin/potong-gaji/setelan" noValidate>
        <FormColumn>
          <NumberField
            name="daftar"
            width="4"
            label={t("payroll.admin.listDate")}
            hint={t("payroll.admin.listDateHint")}
            error={errorOf("daftar")}
            defaultValue={typed.daftar}
            maxLength={2}
          />
          <NumberField
            name="laporan"
            width="4"
            label={t("payroll.admin.reportDate")}
            hint={t("payroll.admin.reportDateHint")}
            error={errorOf("laporan")}
            defaultValue={typed.laporan}
            maxLength={2}
          />
          <TextField
            name="bank"
            label={t("payroll.admin.bankName")}
            hint={t("payroll.admin.accountHint")}
            error={errorOf("bank")}
            defaultValue={typed.bank}
            autoComplete="off"
            maxLength={120}
            optional
          />
          <NumberField
            name="rekening"
            width="16"
            label={t("payroll.admin.accountNumber")}
            error={errorOf("rekening")}
            defaultValue={typed.rekening}
            maxLength={30}
            optional
          />
          <TextField
            name="pemilik"
            label={t("payroll.admin.accountHolder")}
            error={errorOf("pemilik")}
            defaultValue={typed.pemilik}
            autoComplete="off"
            maxLength={120}
            optional
          />
        </FormColumn>
        <ButtonRow>
          {mayAct && <Button>{t("payroll.admin.saveSetting")}</Button>}
          <ButtonLink look="quiet" href="/admin/potong-gaji">
            {t("payroll.admin.title")}
          </ButtonLink>
        </ButtonRow>
      </form>
    </>
  );
}
