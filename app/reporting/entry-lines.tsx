import { groupThousands } from "~/rupiah/rupiah";
import { useWords } from "~/words/use-words";

export type ShownEntryLine = {
  readonly account: string;
  /** Whose money it is, e.g. a worker's month. */
  readonly of?: string | undefined;
  /** Debit positive, credit negative. */
  readonly amountRupiah: number;
};

/** The lines of one journal entry: account, debit, credit. Both columns sum to the same. */
export function EntryLines({ lines }: { readonly lines: readonly ShownEntryLine[] }) {
  const t = useWords();
  const debit = lines.reduce((sum, line) => sum + Math.max(0, line.amountRupiah), 0);
  const cell = "figures py-1 pl-4 text-right align-top whitespace-nowrap";
  return (
    <table className="w-full max-w-read border-collapse text-small text-ink">
      <thead>
        <tr className="border-b border-line-strong text-ink-soft">
          <th scope="col" className="py-1 text-left font-semibold">
            {t("story.account")}
          </th>
          <th scope="col" className="py-1 pl-4 text-right font-semibold">
            {t("story.debit")}
          </th>
          <th scope="col" className="py-1 pl-4 text-right font-semibold">
            {t("story.credit")}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={`${line.account} ${line.of} ${index}`} className="border-b border-line">
            <th scope="row" className="py-1 text-left align-top font-normal">
              {line.account}
              {line.of && <span className="block text-ink-soft">{line.of}</span>}
            </th>
            <td className={cell}>{line.amountRupiah > 0 && groupThousands(line.amountRupiah)}</td>
            <td className={cell}>{line.amountRupiah < 0 && groupThousands(-line.amountRupiah)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <td />
          <td className={cell}>{groupThousands(debit)}</td>
          <td className={cell}>{groupThousands(debit)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
