/** The two things a treasurer does with the list: take it along, and say what was really deducted. */
import { Button, ButtonRow } from "~/ui/button";
import { Field } from "~/ui/field";
import { FormColumn } from "~/ui/layout";
import { useWords } from "~/words/use-words";

export function DownloadList({ id, second = false }: { readonly id: string; readonly second?: boolean }) {
  const t = useWords();
  return (
    <form method="post" action={`/bendahara/${id}/unduh`}>
      <p className="max-w-read">{t("payroll.treasurer.downloadHint")}</p>
      <ButtonRow>
        <Button name="bentuk" value="xlsx" look={second ? "secondary" : "primary"}>
          {t("payroll.treasurer.downloadXlsx")}
        </Button>
        <Button look="secondary" name="bentuk" value="csv">
          {t("payroll.treasurer.downloadCsv")}
        </Button>
      </ButtonRow>
    </form>
  );
}

/** `second` once an upload waits to be confirmed: that button comes first then. */
export function UploadDeductions({ id, second = false }: { readonly id: string; readonly second?: boolean }) {
  const t = useWords();
  return (
    <form method="post" action={`/bendahara/${id}`} encType="multipart/form-data" noValidate>
      <p className="mb-4 max-w-read">{t("payroll.treasurer.reportHint")}</p>
      <FormColumn>
        <Field id="berkas" label={t("payroll.treasurer.file")} hint={t("payroll.treasurer.fileHint")}>
          {(control) => (
            <input
              {...control}
              type="file"
              name="berkas"
              accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              className="block min-h-12 w-full rounded-box border border-line-strong bg-surface p-2 file:mr-4 file:min-h-9 file:rounded-small file:border-0 file:bg-sunk file:px-4 file:font-semibold file:text-ink"
            />
          )}
        </Field>
      </FormColumn>
      <ButtonRow>
        <Button name="aksi" value="unggah" look={second ? "secondary" : "primary"}>
          {t("payroll.treasurer.upload")}
        </Button>
        <Button look="secondary" name="aksi" value="sesuai">
          {t("payroll.treasurer.asListed")}
        </Button>
      </ButtonRow>
    </form>
  );
}
