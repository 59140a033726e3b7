/** What a bank statement says of a transfer, typed by an admin. */
import { formatRupiah, groupThousands } from "~/rupiah/rupiah";
import { Button, ButtonRow } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { NumberField, TextAreaField, TextField } from "~/ui/field";
import { FormColumn } from "~/ui/layout";
import { useWords } from "~/words/use-words";

export type TransferTyped = Readonly<Partial<Record<"tanggal" | "jumlah" | "referensi" | "catatan", string>>>;

type Props = {
  readonly batchId: string;
  readonly today: string;
  readonly expectedRupiah: number;
  readonly typed?: TransferTyped | undefined;
  readonly mistakes: readonly { readonly field: string; readonly message: string }[];
};

export function TransferForm({ batchId, today, expectedRupiah, typed, mistakes }: Props) {
  const t = useWords();
  const errorOf = (field: string) => mistakes.find((mistake) => mistake.field === field)?.message;
  return (
    <form method="post" action={`/admin/potong-gaji/${batchId}`} noValidate>
      <ErrorSummary mistakes={mistakes} />
      <p className="mb-4 max-w-read">{t("payroll.admin.bookLead")}</p>
      <p className="mb-6 font-semibold">
        {t("payroll.admin.expectedTransfer", { amount: formatRupiah(expectedRupiah) })}
      </p>
      <FormColumn>
        <TextField
          name="tanggal"
          type="date"
          width="16"
          label={t("payroll.admin.day")}
          hint={t("payroll.admin.dayHint", { day: today })}
          error={errorOf("tanggal")}
          defaultValue={typed?.tanggal ?? today}
        />
        <NumberField
          name="jumlah"
          prefix="Rp"
          width="16"
          label={t("payroll.admin.amount")}
          error={errorOf("jumlah")}
          defaultValue={typed?.jumlah ?? groupThousands(expectedRupiah)}
          maxLength={20}
        />
        <TextField
          name="referensi"
          label={t("payroll.admin.bankReference")}
          hint={t("payroll.admin.bankReferenceHint")}
          error={errorOf("referensi")}
          defaultValue={typed?.referensi}
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
        />
        <TextAreaField
          name="catatan"
          label={t("payroll.admin.note")}
          hint={t("payroll.admin.noteHint")}
          error={errorOf("catatan")}
          defaultValue={typed?.catatan}
          rows={2}
          maxLength={600}
          optional
        />
      </FormColumn>
      <ButtonRow>
        <Button name="langkah" value="pratinjau">
          {t("payroll.admin.preview")}
        </Button>
      </ButtonRow>
    </form>
  );
}
