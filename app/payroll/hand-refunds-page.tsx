/** Refunds of payroll that wait for somebody to transfer them. */
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { EmptyState, FormColumn, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";

type Props = {
  readonly refunds: readonly {
    readonly id: string;
    readonly amountRupiah: number;
    readonly reason: string;
    readonly requestedBy: string;
    readonly orderCode: string;
    readonly payerName: string;
    readonly email: string;
  }[];
  readonly today: string;
  readonly mayAct: boolean;
  readonly recorded: boolean;
  readonly answer?:
    | {
        readonly refundId: string;
        readonly typed: { readonly tanggal: string; readonly referensi: string };
        readonly mistakes: readonly { readonly field: string; readonly message: string }[];
      }
    | undefined;
};

export function HandRefundsPage({ refunds, today, mayAct, recorded, answer }: Props) {
  const t = useWords();
  return (
    <>
      {answer && (
        <ErrorSummary
          mistakes={answer.mistakes.map(({ field, message }) => ({
            field: `${field}-${answer.refundId}`,
            message,
          }))}
        />
      )}
      {recorded && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("payroll.admin.refundRecorded")}
          </Notice>
        </div>
      )}
      <PageTitle lead={t("payroll.admin.refundsLead")}>{t("payroll.admin.refundsTitle")}</PageTitle>
      {refunds.length === 0 ? (
        <EmptyState title={t("payroll.admin.noRefunds")}>{t("payroll.admin.noRefundsBody")}</EmptyState>
      ) : (
        <div>
          {refunds.map((refund) => (
            <Section
              key={refund.id}
              title={t("payroll.admin.refundOf", {
                amount: formatRupiah(refund.amountRupiah),
                name: refund.payerName,
              })}
            >
              <p className="text-ink-soft">
                {refund.email},{" "}
                <a className="link figures" href={`/admin/pesanan/${refund.orderCode}`}>
                  {refund.orderCode}
                </a>
              </p>
              <p className="text-ink-soft">
                {t("payroll.admin.refundWhy", { by: refund.requestedBy, reason: refund.reason })}
              </p>
              {mayAct && (
                <RecordForm
                  id={refund.id}
                  today={today}
                  answer={answer?.refundId === refund.id ? answer : undefined}
                />
              )}
            </Section>
          ))}
        </div>
      )}
      <div className="mt-12">
        <ButtonLink look="quiet" href="/admin/potong-gaji">
          {t("payroll.admin.title")}
        </ButtonLink>
      </div>
    </>
  );
}

function RecordForm({ id, today, answer }: Pick<Props, "today" | "answer"> & { readonly id: string }) {
  const t = useWords();
  const errorOf = (field: string) => answer?.mistakes.find((mistake) => mistake.field === field)?.message;
  return (
    <form method="post" action="/admin/potong-gaji/pengembalian" className="mt-4" noValidate>
      <input type="hidden" name="pengembalian" value={id} />
      <FormColumn>
        <TextField
          name="tanggal"
          id={`tanggal-${id}`}
          type="date"
          width="16"
          label={t("payroll.admin.day")}
          error={errorOf("tanggal")}
          defaultValue={answer?.typed.tanggal ?? today}
        />
        <TextField
          name="referensi"
          id={`referensi-${id}`}
          label={t("payroll.admin.bankReference")}
          hint={t("payroll.admin.bankReferenceHint")}
          error={errorOf("referensi")}
          defaultValue={answer?.typed.referensi}
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
        />
      </FormColumn>
      <ButtonRow>
        <Button>{t("payroll.admin.recordRefund")}</Button>
      </ButtonRow>
    </form>
  );
}
