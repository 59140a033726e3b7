/** What differs between a file and the list, line by line, each in a sentence that says what it means. */
import { formatRupiah } from "~/rupiah/rupiah";
import { DataTable } from "~/ui/data-table";
import { useWords } from "~/words/use-words";
import type { ShownDifference } from "./gather-batch.server";

export function DifferenceList({ differences }: { readonly differences: readonly ShownDifference[] }) {
  const t = useWords();
  return (
    <DataTable
      caption={t("payroll.treasurer.differences", { count: differences.length })}
      rows={differences}
      rowKey={(each) => `${each.kind} ${each.nipMasked} ${each.name ?? ""} ${each.row ?? ""}`}
      columns={[
        {
          key: "asn",
          head: t("payroll.treasurer.asn"),
          cell: (each) => (
            <>
              {each.name}
              <span className="figures block text-small font-normal text-ink-soft">{each.nipMasked}</span>
              {each.row !== undefined && (
                <span className="block text-small font-normal text-ink-soft">
                  {t("payroll.treasurer.row", { row: each.row })}
                </span>
              )}
            </>
          ),
        },
        {
          key: "difference",
          head: t("payroll.treasurer.difference"),
          cell: (each) => <Sentence difference={each} />,
        },
      ]}
    />
  );
}

function Sentence({ difference }: { readonly difference: ShownDifference }) {
  const t = useWords();
  const { kind, deductedRupiah = 0, expectedRupiah = 0, rows = [] } = difference;
  return (
    <>
      {t(`payroll.treasurer.kinds.${kind}`, {
        deducted: formatRupiah(deductedRupiah),
        expected: formatRupiah(expectedRupiah),
        by: formatRupiah(Math.abs(deductedRupiah - expectedRupiah)),
        rows: rows.join(", "),
      })}
    </>
  );
}
