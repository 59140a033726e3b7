import { formatMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { CheckboxField, Fieldset } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextAreaField } from "~/ui/field";
import { FormColumn, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { monthKey, type RefundableMonth } from "./refund-choice";

export type TypedRefund = {
  readonly all: boolean;
  readonly months: readonly string[];
  readonly feeCover: boolean;
  readonly reason: string;
};

export type RefundMistake = {
  readonly field: string;
  readonly why:
    | "unknown_payment"
    | "not_received"
    | "nothing_chosen"
    | "no_longer_refundable"
    | "reason_missing";
};

type Props = {
  readonly code: string;
  readonly offered: { readonly months: readonly RefundableMonth[]; readonly feeCoverRupiah: number };
  readonly typed?: TypedRefund | undefined;
  readonly mistakes: readonly RefundMistake[];
};

/** First step: which months go back, whether the covered fee does, and why. */
export function RefundForm({ code, offered, typed, mistakes }: Props) {
  const t = useWords();
  const errorOf = (field: string) => {
    const mistake = mistakes.find((each) => each.field === field);
    return mistake && t(`story.refund.refused.${mistake.why}`);
  };
  if (offered.months.length === 0 && offered.feeCoverRupiah === 0)
    return (
      <>
        <PageTitle kicker={code}>{t("story.refund.title")}</PageTitle>
        <Notice>{t("story.refund.nothingLeft")}</Notice>
        <ButtonRow>
          <ButtonLink look="secondary" href={`/admin/pesanan/${code}`}>
            {t("admin.order.title", { code })}
          </ButtonLink>
        </ButtonRow>
      </>
    );
  return (
    <>
      <ErrorSummary
        mistakes={mistakes.map(({ field, why }) => ({ field, message: t(`story.refund.refused.${why}`) }))}
      />
      <PageTitle kicker={code} lead={t("story.refund.lead")}>
        {t("story.refund.title")}
      </PageTitle>
      <form method="post" action={`/admin/pesanan/${code}/pengembalian`} noValidate>
        <FormColumn>
          <CheckboxField
            name="semua"
            value="ya"
            label={t("story.refund.all")}
            hint={t("story.refund.allHint")}
            defaultChecked={typed?.all ?? false}
          />
          <Fieldset
            id="bulan"
            legend={t("story.refund.months")}
            hint={t("story.refund.monthsHint")}
            error={errorOf("bulan")}
          >
            <div className="grid gap-2">
              {offered.months.map((line) => (
                <CheckboxField
                  key={monthKey(line)}
                  id={`bulan-${line.workerId}-${line.month}`}
                  name="bulan"
                  value={monthKey(line)}
                  label={`${line.workerName}, ${formatMonth(line.month, "id")}`}
                  hint={formatRupiah(line.amountRupiah)}
                  defaultChecked={typed?.months.includes(monthKey(line)) ?? false}
                />
              ))}
              {offered.feeCoverRupiah > 0 && (
                <CheckboxField
                  name="biaya"
                  value="ya"
                  label={t("story.refund.feeCover")}
                  hint={formatRupiah(offered.feeCoverRupiah)}
                  defaultChecked={typed?.feeCover ?? false}
                />
              )}
            </div>
          </Fieldset>
          <TextAreaField
            name="alasan"
            label={t("story.refund.reason")}
            hint={t("story.refund.reasonHint")}
            error={errorOf("alasan")}
            defaultValue={typed?.reason}
            maxLength={500}
          />
        </FormColumn>
        <ButtonRow>
          <Button name="langkah" value="pratinjau">
            {t("story.refund.preview")}
          </Button>
          <ButtonLink look="quiet" href={`/admin/pesanan/${code}`}>
            {t("admin.order.title", { code })}
          </ButtonLink>
        </ButtonRow>
      </form>
    </>
  );
}
