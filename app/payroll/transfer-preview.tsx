/** What booking a transfer will post, and who stays unpaid when it falls short; then the button. */
import { formatDay } from "~/calendar/day";
import { formatMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { CheckboxField, Fieldset } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { SummaryList } from "~/ui/summary-list";
import { useWords } from "~/words/use-words";
import type { Transfer } from "./booking";
import type { ShownLine } from "./gather-batch.server";
import type { TransferOutcome } from "./preview-transfer.server";

export type TransferPreviewProps = {
  readonly batch: {
    readonly id: string;
    readonly unitName: string;
    readonly month: string;
    readonly reference: string;
  };
  readonly transfer: Transfer;
  /** Lines that wait for a transfer. */
  readonly open: readonly ShownLine[];
  readonly leaveOut: readonly string[];
  readonly outcome: TransferOutcome;
  readonly mistake?: string | undefined;
};

export function TransferPreview({ batch, transfer, open, leaveOut, outcome, mistake }: TransferPreviewProps) {
  const t = useWords();
  const month = formatMonth(batch.month, "id");
  const amount = formatRupiah(transfer.amountRupiah);
  const reported = open.reduce((sum, line) => sum + (line.deductedRupiah ?? 0), 0);
  const asks = transfer.amountRupiah < reported;
  return (
    <>
      <ErrorSummary mistakes={mistake ? [{ field: "tinggal", message: mistake }] : []} />
      <PageTitle kicker={t("payroll.admin.batchTitle", { unit: batch.unitName, month })}>
        {t("payroll.admin.confirmTitle")}
      </PageTitle>
      <SummaryList
        lines={[
          { term: t("payroll.admin.amount"), value: amount },
          { term: t("payroll.admin.day"), value: formatDay(transfer.transferredOn, "id") },
          {
            term: t("payroll.admin.bankReference"),
            value: <span className="figures">{transfer.bankReference}</span>,
          },
          ...(transfer.note ? [{ term: t("payroll.admin.note"), value: transfer.note }] : []),
        ]}
      />
      <form method="post" action={`/admin/potong-gaji/${batch.id}`} className="mt-8" noValidate>
        <input type="hidden" name="tanggal" value={transfer.transferredOn} />
        <input type="hidden" name="jumlah" value={transfer.amountRupiah} />
        <input type="hidden" name="referensi" value={transfer.bankReference} />
        <input type="hidden" name="catatan" value={transfer.note} />
        {asks ? (
          <div className="mb-6">
            <Notice kind="warning">
              {t("payroll.admin.short", { amount: formatRupiah(reported - transfer.amountRupiah) })}
            </Notice>
          </div>
        ) : (
          <div className="mb-6">
            <Notice kind={transfer.amountRupiah > reported ? "warning" : "success"}>
              {transfer.amountRupiah > reported
                ? t("payroll.admin.surplus", { amount: formatRupiah(transfer.amountRupiah - reported) })
                : t("payroll.admin.equal", { count: open.length })}
            </Notice>
          </div>
        )}
        {asks && (
          <div className="mb-6 max-w-form">
            <Fieldset
              id="tinggal"
              legend={t("payroll.admin.leaveOut")}
              hint={t("payroll.admin.leaveOutHint")}
              error={
                mistake ??
                (outcome.kind === "short" && leaveOut.length > 0
                  ? t("payroll.admin.stillShort", { amount: formatRupiah(outcome.missingRupiah) })
                  : undefined)
              }
            >
              <div className="grid gap-2">
                {open.map((line) => (
                  <CheckboxField
                    key={line.id}
                    id={`tinggal-${line.id}`}
                    name="tinggal"
                    value={line.id}
                    label={line.name}
                    hint={formatRupiah(line.deductedRupiah ?? 0)}
                    defaultChecked={leaveOut.includes(line.id)}
                  />
                ))}
              </div>
            </Fieldset>
          </div>
        )}
        {outcome.kind === "book" && (
          <Postings reference={batch.reference} amountRupiah={transfer.amountRupiah} outcome={outcome} />
        )}
        <ButtonRow>
          {outcome.kind === "book" && (
            <Button name="langkah" value="bukukan">
              {t("payroll.admin.confirm", { amount })}
            </Button>
          )}
          {asks && (
            <Button look={outcome.kind === "book" ? "secondary" : "primary"} name="langkah" value="pratinjau">
              {t("payroll.admin.recount")}
            </Button>
          )}
          <ButtonLink look="quiet" href={`/admin/potong-gaji/${batch.id}`}>
            {t("payroll.admin.change")}
          </ButtonLink>
        </ButtonRow>
      </form>
    </>
  );
}

type PostingsProps = {
  readonly reference: string;
  readonly amountRupiah: number;
  readonly outcome: Extract<TransferOutcome, { kind: "book" }>;
};

/** Debits first; every amount as it will stand in the journal, the lines of one kind added up. */
function Postings({ reference, amountRupiah, outcome }: PostingsProps) {
  const t = useWords();
  const rows = [
    { term: t("payroll.admin.bank"), rupiah: amountRupiah },
    {
      term: t("payroll.admin.premiums", { count: outcome.settled }),
      rupiah: 0 - outcome.premiumRupiah,
    },
    ...(outcome.waitingRupiah > 0
      ? [{ term: t("payroll.admin.suspense"), rupiah: 0 - outcome.waitingRupiah }]
      : []),
  ];
  return (
    <Section title={t("payroll.admin.posts")}>
      <dl className="max-w-form">
        {rows.map(({ term, rupiah }) => (
          <div key={term} className="flex justify-between gap-4 border-b border-line py-2">
            <dt>{term}</dt>
            <dd className="figures font-semibold">{formatRupiah(rupiah)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-small text-ink-soft">{t("payroll.admin.clearing", { reference })}</p>
    </Section>
  );
}
