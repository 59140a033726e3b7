/** The layouts admins keep, and the form of one: a row per column, empty rows are left out. */
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { boxClass, TextField } from "~/ui/field";
import { EmptyState, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import {
  fieldFormats,
  type Layout,
  type LayoutColumn,
  type LayoutMistake,
  layoutFields,
} from "./remittance-layout";
import { RemittanceTabs } from "./remittance-tabs";

export function LayoutList({
  layouts,
  mayAct,
  saved,
}: {
  readonly layouts: readonly Layout[];
  readonly mayAct: boolean;
  readonly saved: boolean;
}) {
  const t = useWords();
  return (
    <>
      <PageTitle lead={t("remittance.layouts.lead")}>{t("remittance.layouts.title")}</PageTitle>
      <RemittanceTabs at="layouts" />
      {saved && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("remittance.layouts.saved")}
          </Notice>
        </div>
      )}
      <DataTable
        caption={t("remittance.layouts.caption")}
        quietCaption
        rows={layouts}
        rowKey={(layout) => layout.id}
        empty={
          <EmptyState title={t("remittance.layouts.none")}>{t("remittance.layouts.noneBody")}</EmptyState>
        }
        columns={[
          {
            key: "name",
            head: t("remittance.layouts.name"),
            cell: (layout) => (
              <a className="link font-semibold" href={`/admin/setoran/susunan/${layout.id}`}>
                {layout.name}
              </a>
            ),
          },
          {
            key: "columns",
            head: t("remittance.layouts.columns"),
            cell: (layout) => t("remittance.layouts.columnCount", { count: layout.columns.length }),
          },
        ]}
      />
      {mayAct && (
        <ButtonRow>
          <ButtonLink look="secondary" href="/admin/setoran/susunan/baru">
            {t("remittance.layouts.add")}
          </ButtonLink>
        </ButtonRow>
      )}
    </>
  );
}

export type LayoutAnswer = {
  readonly typed: Readonly<Record<string, string>>;
  readonly mistakes: readonly (LayoutMistake | { readonly field: string; readonly rule: "name_taken" })[];
};

type FormProps = {
  readonly id: string;
  readonly name: string;
  readonly columns: readonly LayoutColumn[];
  readonly isSaved: boolean;
  readonly mayAct: boolean;
  readonly answer?: LayoutAnswer | undefined;
};

/** So many empty rows stand below the columns there are. */
const SPARE_ROWS = 4;

export function LayoutForm({ id, name, columns, isSaved, mayAct, answer }: FormProps) {
  const t = useWords();
  const say = (mistake: LayoutAnswer["mistakes"][number]) => t(`remittance.layouts.mistake.${mistake.rule}`);
  const mistakes = answer?.mistakes ?? [];
  const given = columns.map((column, index) => ({
    [`isi-${index + 1}`]: column.field,
    [`judul-${index + 1}`]: column.name,
    [`bentuk-${index + 1}`]: column.format ?? "",
    [`teks-${index + 1}`]: column.text ?? "",
  }));
  const typed: Readonly<Record<string, string>> =
    answer?.typed ?? Object.assign({ nama: name } as Record<string, string>, ...given);
  const rows = Object.keys(typed).filter((key) => key.startsWith("isi-") && typed[key]).length + SPARE_ROWS;
  return (
    <>
      <ErrorSummary mistakes={mistakes.map((mistake) => ({ field: mistake.field, message: say(mistake) }))} />
      <PageTitle>{isSaved ? name : t("remittance.layouts.add")}</PageTitle>
      <RemittanceTabs at="layouts" />
      <form method="post" action={`/admin/setoran/susunan/${id}`} noValidate>
        <div className="mb-6 max-w-form">
          <TextField
            name="nama"
            label={t("remittance.layouts.name")}
            hint={t("remittance.layouts.nameHint")}
            error={mistakes.filter((each) => each.field === "nama").map(say)[0]}
            defaultValue={typed.nama}
            maxLength={80}
          />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section aria-label={t("remittance.layouts.columns")} tabIndex={0} className="overflow-x-auto">
          <table className="w-full min-w-[56rem] border-collapse">
            <caption className="pb-2 text-left font-semibold">{t("remittance.layouts.columns")}</caption>
            <thead>
              <tr className="border-b-2 border-line-strong text-left text-small text-ink-soft">
                {(["order", "field", "head", "format", "text"] as const).map((head) => (
                  <th key={head} scope="col" className="py-2 pr-4">
                    {t(`remittance.layouts.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: rows }, (_, index) => (
                <ColumnRow key={index} at={index + 1} typed={typed} mistakes={mistakes} />
              ))}
            </tbody>
          </table>
        </section>
        {mayAct && (
          <ButtonRow>
            <Button>{t("remittance.layouts.save")}</Button>
            {isSaved && (
              <Button look="danger" name="apa" value="hapus">
                {t("remittance.layouts.remove")}
              </Button>
            )}
          </ButtonRow>
        )}
      </form>
    </>
  );
}

type RowProps = { readonly at: number } & Pick<LayoutAnswer, "typed" | "mistakes">;

const allFormats = [...new Set(Object.values(fieldFormats).flat())];

function ColumnRow({ at, typed, mistakes }: RowProps) {
  const t = useWords();
  const named = (what: "order" | "field" | "head" | "format" | "text") =>
    `${t(`remittance.layouts.${what}`)}, ${t("remittance.layouts.column", { number: at })}`;
  const wrong = (field: string) => mistakes.some((mistake) => mistake.field === field);
  const text = (name: string, label: string, width: "2" | "full") => (
    <input
      type="text"
      id={name}
      name={name}
      aria-label={label}
      aria-invalid={wrong(name) || undefined}
      defaultValue={typed[name]}
      maxLength={120}
      className={boxClass(width, wrong(name))}
    />
  );
  return (
    <tr className="border-b border-line align-top">
      <td className="py-2 pr-4">
        <input
          type="text"
          inputMode="numeric"
          name={`urutan-${at}`}
          aria-label={named("order")}
          defaultValue={typed[`urutan-${at}`] ?? String(at)}
          maxLength={3}
          className={boxClass("2", false)}
        />
      </td>
      <td className="py-2 pr-4">
        <select
          id={`isi-${at}`}
          name={`isi-${at}`}
          aria-label={named("field")}
          defaultValue={typed[`isi-${at}`] ?? ""}
          className={`${boxClass("full", wrong(`isi-${at}`))} select-box`}
        >
          <option value="">{t("remittance.layouts.noField")}</option>
          {layoutFields.map((field) => (
            <option key={field} value={field}>
              {t(`remittance.layouts.fields.${field}`)}
            </option>
          ))}
        </select>
      </td>
      <td className="py-2 pr-4">{text(`judul-${at}`, named("head"), "full")}</td>
      <td className="py-2 pr-4">
        <select
          name={`bentuk-${at}`}
          aria-label={named("format")}
          defaultValue={typed[`bentuk-${at}`] ?? ""}
          className={`${boxClass("full", false)} select-box`}
        >
          <option value="">{t("remittance.layouts.defaultFormat")}</option>
          {allFormats.map((format) => (
            <option key={format} value={format}>
              {t(`remittance.layouts.formats.${format}`)}
            </option>
          ))}
        </select>
      </td>
      <td className="py-2">{text(`teks-${at}`, named("text"), "full")}</td>
    </tr>
  );
}
