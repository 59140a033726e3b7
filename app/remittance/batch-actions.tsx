/** What may be done with a batch now, each act with what it will do before it is done. */
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonRow } from "~/ui/button";
import { Disclosure } from "~/ui/disclosure";
import { NumberField, SelectField, TextAreaField, TextField } from "~/ui/field";
import { FormColumn, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { blockingChecks, itemChecks } from "./remittance-batch";
import type { Batch, BatchTotals } from "./remittance-queries.server";

export type BatchRefusal =
  | "unknown"
  | "not_prepared"
  | "own_batch"
  | "nothing_in_it"
  | "blocked"
  | "too_late"
  | "reason_missing"
  | "nothing_chosen"
  | "elsewhere"
  | "not_approved"
  | "code"
  | "day"
  | "reference"
  | "reference_known"
  | "amount"
  | "rupiah"
  | "more_than_held"
  | "months_changed";
export type BatchAnswer = {
  readonly act: string;
  readonly refused: BatchRefusal;
  readonly typed: Readonly<Record<string, string>>;
  readonly orders?: string | undefined;
};

export type ActionsProps = {
  readonly batch: Batch;
  readonly totals: BatchTotals;
  readonly heldRupiah: number;
  readonly layouts: readonly { readonly id: string; readonly name: string }[];
  readonly mayFinance: boolean;
  readonly mayApprove: boolean;
  readonly isOwn: boolean;
  readonly today: string;
  readonly answer?: BatchAnswer | undefined;
};

/** The field a refusal is said beside. */
export function fieldOfRefusal({ act, refused }: BatchAnswer): string {
  if (refused === "reason_missing") return `alasan-${act}`;
  if (refused === "code") return "kode";
  if (refused === "day") return act === "kembali" ? "tanggal-kembali" : "tanggal";
  if (refused === "reference" || refused === "reference_known")
    return act === "kembali" ? "rujukan-kembali" : "rujukan";
  if (refused === "amount" || refused === "rupiah" || refused === "more_than_held")
    return act === "kembali" ? "jumlah-kembali" : "jumlah";
  return "isi";
}

export function BatchActions(props: ActionsProps) {
  const { batch, mayFinance, mayApprove, heldRupiah } = props;
  const open = batch.state === "prepared" || batch.state === "approved";
  return (
    <>
      {batch.state === "prepared" && <Checks {...props} />}
      {batch.state === "prepared" && mayApprove && <Approve {...props} />}
      {mayFinance && (batch.state === "approved" || batch.state === "remitted") && <ExportForm {...props} />}
      {batch.state === "approved" && mayFinance && <TransferForm {...props} />}
      {batch.state === "remitted" && mayFinance && heldRupiah > 0 && <ReturnForm {...props} />}
      {open && (mayFinance || mayApprove) && <Withdraw {...props} />}
    </>
  );
}

function useError({ answer }: ActionsProps) {
  const t = useWords();
  return (field: string) =>
    answer && fieldOfRefusal(answer) === field
      ? t(`remittance.batch.refused.${answer.refused}`, { orders: answer.orders ?? "" })
      : undefined;
}

function Checks(props: ActionsProps) {
  const t = useWords();
  const errorOf = useError(props);
  const { batch, totals, mayFinance } = props;
  const found = itemChecks.filter((check) => totals.checks[check]);
  return (
    <Section title={t("remittance.batch.checks")}>
      {found.length === 0 && <p>{t("remittance.batch.noChecks")}</p>}
      <ul className="grid gap-3">
        {found.map((check) => (
          <li key={check}>
            <Notice
              kind={blockingChecks.includes(check) ? "danger" : "warning"}
              title={t(`remittance.check.${check}`)}
            >
              {t("remittance.batch.checkCount", { count: totals.checks[check] ?? 0 })}{" "}
              <a className="link" href={`/admin/setoran/${batch.id}?keadaan=${check}#isi`}>
                {t("remittance.batch.show")}
              </a>
              {mayFinance && (
                <Disclosure
                  summary={t("remittance.batch.leaveAll")}
                  open={props.answer?.act === check && Boolean(errorOf(`alasan-${check}`))}
                >
                  <form method="post" action={`/admin/setoran/${batch.id}`} noValidate>
                    <input type="hidden" name="apa" value="tinggalkan" />
                    <input type="hidden" name="periksa" value={check} />
                    <FormColumn>
                      <TextField
                        id={`alasan-${check}`}
                        name="alasan"
                        label={t("remittance.batch.reason")}
                        error={errorOf(`alasan-${check}`)}
                        maxLength={500}
                      />
                      <Button look="secondary">{t("remittance.batch.leaveAll")}</Button>
                    </FormColumn>
                  </form>
                </Disclosure>
              )}
            </Notice>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Approve({ batch, totals, isOwn }: ActionsProps) {
  const t = useWords();
  const amount = formatRupiah(totals.dueRupiah);
  return (
    <Section title={t("remittance.batch.approve", { amount })}>
      {isOwn ? (
        <Notice kind="info">{t("remittance.batch.ownBatch")}</Notice>
      ) : (
        <form method="post" action={`/admin/setoran/${batch.id}`}>
          <input type="hidden" name="apa" value="setujui" />
          <p className="max-w-read">{t("remittance.batch.approveLead")}</p>
          <ButtonRow>
            <Button>{t("remittance.batch.approve", { amount })}</Button>
          </ButtonRow>
        </form>
      )}
    </Section>
  );
}

function ExportForm({ batch, layouts }: ActionsProps) {
  const t = useWords();
  return (
    <Section title={t("remittance.batch.export")}>
      <p className="mb-4 max-w-read">{t("remittance.batch.exportLead")}</p>
      <form
        method="post"
        action={`/admin/setoran/${batch.id}/berkas`}
        className="grid items-end gap-4 sm:grid-cols-3"
      >
        <SelectField
          name="susunan"
          label={t("remittance.batch.layout")}
          empty={t("remittance.batch.defaultLayout")}
          choices={layouts.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          name="bentuk"
          label={t("remittance.batch.format")}
          choices={[
            { value: "xlsx", label: "XLSX" },
            { value: "csv", label: "CSV" },
          ]}
        />
        <div>
          <Button look="secondary">{t("remittance.batch.download")}</Button>
        </div>
      </form>
    </Section>
  );
}

function TransferForm(props: ActionsProps) {
  const t = useWords();
  const errorOf = useError(props);
  const { batch, totals, today, answer } = props;
  const typed = answer?.act === "transfer" ? answer.typed : {};
  const amount = formatRupiah(totals.dueRupiah);
  return (
    <Section title={t("remittance.batch.transfer")}>
      <p className="mb-4 max-w-read">{t("remittance.batch.transferLead", { amount })}</p>
      <form method="post" action={`/admin/setoran/${batch.id}`} noValidate>
        <input type="hidden" name="apa" value="transfer" />
        <FormColumn>
          <TextField
            name="kode"
            label={t("remittance.batch.code")}
            error={errorOf("kode")}
            defaultValue={typed.kode}
            maxLength={60}
            autoComplete="off"
          />
          <TextField
            name="tanggal"
            type="date"
            label={t("remittance.batch.paidOn")}
            error={errorOf("tanggal")}
            defaultValue={typed.tanggal ?? today}
          />
          <TextField
            name="rujukan"
            label={t("remittance.batch.reference")}
            hint={t("remittance.batch.referenceHint")}
            error={errorOf("rujukan")}
            defaultValue={typed.rujukan}
            maxLength={60}
            autoComplete="off"
          />
          <NumberField
            name="jumlah"
            prefix="Rp"
            label={t("remittance.batch.transferAmount")}
            error={errorOf("jumlah")}
            defaultValue={typed.jumlah}
            maxLength={20}
          />
        </FormColumn>
        <ButtonRow>
          <Button>{t("remittance.batch.doTransfer")}</Button>
        </ButtonRow>
      </form>
    </Section>
  );
}

function ReturnForm(props: ActionsProps) {
  const t = useWords();
  const errorOf = useError(props);
  const { batch, heldRupiah, today, answer } = props;
  const typed = answer?.act === "kembali" ? answer.typed : {};
  return (
    <Section title={t("remittance.batch.return")}>
      <p className="mb-4 max-w-read">
        {t("remittance.batch.returnLead", { amount: formatRupiah(heldRupiah) })}
      </p>
      <form method="post" action={`/admin/setoran/${batch.id}`} noValidate>
        <input type="hidden" name="apa" value="kembali" />
        <FormColumn>
          <NumberField
            name="jumlah"
            id="jumlah-kembali"
            prefix="Rp"
            label={t("remittance.batch.amount")}
            error={errorOf("jumlah-kembali")}
            defaultValue={typed.jumlah}
            maxLength={20}
          />
          <TextField
            name="tanggal"
            id="tanggal-kembali"
            type="date"
            label={t("remittance.batch.returnedOn")}
            error={errorOf("tanggal-kembali")}
            defaultValue={typed.tanggal ?? today}
          />
          <TextField
            name="rujukan"
            id="rujukan-kembali"
            label={t("remittance.batch.reference")}
            error={errorOf("rujukan-kembali")}
            defaultValue={typed.rujukan}
            maxLength={60}
          />
          <Button look="secondary">{t("remittance.batch.doReturn")}</Button>
        </FormColumn>
      </form>
    </Section>
  );
}

function Withdraw(props: ActionsProps) {
  const t = useWords();
  const errorOf = useError(props);
  return (
    <div className="mt-8">
      <Disclosure summary={t("remittance.batch.withdraw")} open={props.answer?.act === "tarik"}>
        <form method="post" action={`/admin/setoran/${props.batch.id}`} noValidate>
          <input type="hidden" name="apa" value="tarik" />
          <FormColumn>
            <p>{t("remittance.batch.withdrawLead")}</p>
            <TextAreaField
              id="alasan-tarik"
              name="alasan"
              rows={2}
              label={t("remittance.batch.reason")}
              hint={t("remittance.batch.reasonHint")}
              error={errorOf("alasan-tarik")}
              maxLength={500}
            />
            <Button look="danger">{t("remittance.batch.withdraw")}</Button>
          </FormColumn>
        </form>
      </Disclosure>
    </div>
  );
}
