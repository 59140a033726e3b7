/** "Perlindungan terkonfirmasi": BPJS has accepted months a sponsor paid for. */
import { formatMonths } from "~/calendar/iuran-month";
import { type Letter, letter } from "~/mail/letter";
import { letterFooter, type Operator } from "~/mail/letter-footer";
import type { Words } from "~/words/words";

export type Confirmed = {
  readonly sponsorName: string;
  readonly months: readonly {
    readonly workerName: string;
    readonly month: string;
    readonly kpj: string | null;
  }[];
};

export function protectionLetter(
  { sponsorName, months }: Confirmed,
  place: {
    readonly t: Words;
    readonly locale: "id" | "en";
    readonly operator: Operator;
    readonly mineUrl: string;
  },
): Letter {
  const { t, locale } = place;
  const workers = [...new Set(months.map((month) => month.workerName))];
  const period = formatMonths([...new Set(months.map((month) => month.month))].sort(), locale);
  const count = workers.length;
  return letter({
    locale,
    subject: t("remittance.letter.subject", { count, period }).slice(0, 120),
    preheader: t("remittance.letter.preheader", { count, period }),
    greeting: t("receipt.letter.greeting", { name: sponsorName }),
    blocks: [
      { kind: "paragraph", text: t("remittance.letter.fact", { count, period }) },
      {
        kind: "facts",
        facts: workers.map((name) => {
          const own = months.filter((month) => month.workerName === name);
          const kpj = own.find((month) => month.kpj)?.kpj;
          return {
            label: name,
            value: formatMonths(
              own.map((month) => month.month),
              locale,
            ),
            ...(kpj ? { detail: t("remittance.letter.kpj", { kpj }) } : {}),
          };
        }),
      },
      { kind: "paragraph", text: t("remittance.letter.meaning") },
      { kind: "button", text: t("remittance.letter.button"), url: place.mineUrl },
      { kind: "note", text: t("remittance.letter.note") },
    ],
    footer: letterFooter(t, place.operator, t("remittance.letter.why")),
  });
}
