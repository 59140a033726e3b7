import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export type Column<Row> = {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand to the right in digits of equal width and never wrap. */
  readonly numeric?: boolean;
  /** The column that names its row; read out with every cell. The first one when none says so. */
  readonly rowHead?: boolean;
  /** Codes and dates that must stay on one line. */
  readonly nowrap?: boolean;
  /** Left out on phones, where the row says enough without it. */
  readonly wideOnly?: boolean;
  /** A sum or a note in the table's last line. */
  readonly foot?: ReactNode;
};

type DataTableProps<Row> = {
  /** What the table shows; visible unless `quietCaption`. */
  readonly caption: string;
  readonly quietCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Shown in place of the table when there are no rows. */
  readonly empty?: ReactNode;
};

/** Rows and columns with a head that stays in sight; scrolls sideways by itself on phones. */
export function DataTable<Row>({ caption, quietCaption, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  const { t } = useTranslation();
  if (rows.length === 0 && empty !== undefined) return empty;
  const headKey = (columns.find((column) => column.rowHead) ?? columns[0])?.key;
  const hasFoot = columns.some((column) => column.foot !== undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={t("ui.scrollTable", { caption })} tabIndex={0} className="max-lg:overflow-x-auto">
      <table className="w-full border-collapse">
        <caption className={quietCaption ? "sr-only" : "pb-2 text-left font-semibold"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={`sticky top-0 z-10 border-b-2 border-line-strong ground py-2 pr-4 sm:pr-6 align-bottom text-small font-semibold text-ink-soft last:pr-0 ${side(column)}`}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b border-line hover:bg-sunk">
              {columns.map((column) => {
                const look = `py-2.5 pr-4 sm:pr-6 align-top last:pr-0 ${side(column)}`;
                return column.key === headKey ? (
                  <th key={column.key} scope="row" className={`${look} font-medium`}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={look}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        {hasFoot && (
          <tfoot>
            <tr className="border-t-2 border-line-strong font-bold">
              {columns.map((column) => (
                <td key={column.key} className={`py-2.5 pr-4 sm:pr-6 last:pr-0 ${side(column)}`}>
                  {column.foot}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function side<Row>(column: Column<Row>): string {
  const figures = column.numeric ? "figures text-right" : "text-left";
  const line = column.numeric || column.nowrap ? "whitespace-nowrap" : "";
  return `${figures} ${line} ${column.wideOnly ? "max-sm:hidden" : ""}`;
}
