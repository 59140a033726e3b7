/** What a check code leads to: the paper's number, date and amount, or that we issued none. */
import { formatDay } from "~/calendar/day";
import { dayInWib, formatInstantWib } from "~/calendar/wib";
import { formatRupiah } from "~/rupiah/rupiah";
import { ButtonLink, ButtonRow } from "~/ui/button";
import { Disclosure } from "~/ui/disclosure";
import { Money, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { type SummaryLine, SummaryList } from "~/ui/summary-list";
import { useLocale, useWords } from "~/words/use-words";
import { type CheckedPaper, remainingOf } from "./checked-paper";

export function CheckedPaperPage({ paper }: { readonly paper: CheckedPaper }) {
  const t = useWords();
  const title = paper.kind === "receipt" ? "receipt.check.genuineReceipt" : "receipt.check.genuineCredit";
  return (
    <div className="max-w-read">
      <PageTitle kicker={t("receipt.check.title")}>{paper.number}</PageTitle>
      <Notice kind="success" title={t(title)}>
        {t("receipt.check.genuineText", { operator: paper.operatorName })}
      </Notice>
      <div className="mt-8">
        <SummaryList lines={useLines(paper)} />
      </div>
      <p className="mt-6">{t("receipt.check.privacy")}</p>
      <div className="mt-2">
        <Disclosure summary={t("receipt.check.filesHelpTitle")}>{t("receipt.check.filesHelp")}</Disclosure>
      </div>
      <ButtonRow>
        <ButtonLink look="secondary" href="/cek">
          {t("receipt.check.other")}
        </ButtonLink>
      </ButtonRow>
    </div>
  );
}

function useLines(paper: CheckedPaper): readonly SummaryLine[] {
  const t = useWords();
  const locale = useLocale();
  return [
    { term: t("receipt.check.number"), value: paper.number },
    { term: t("receipt.check.issued"), value: formatInstantWib(paper.issuedAt, locale) },
    { term: t("receipt.check.amount"), value: <Money>{formatRupiah(paper.amountRupiah)}</Money> },
    ...(paper.receiptNumber ? [{ term: t("receipt.check.ofReceipt"), value: paper.receiptNumber }] : []),
    ...(paper.kind === "receipt"
      ? [{ term: t("receipt.check.credits"), value: <Credits paper={paper} /> }]
      : []),
    ...(paper.credits.length > 0
      ? [{ term: t("receipt.check.remaining"), value: <Money>{formatRupiah(remainingOf(paper))}</Money> }]
      : []),
    { term: t("receipt.check.content"), value: <Fingerprint hash={paper.fingerprint} /> },
    { term: t("receipt.check.file"), value: <Fingerprint hash={paper.sha256} /> },
  ];
}

function Credits({ paper }: { readonly paper: CheckedPaper }) {
  const t = useWords();
  const locale = useLocale();
  if (paper.credits.length === 0) return t("receipt.check.noCredits");
  return (
    <ul>
      {paper.credits.map(({ number, issuedAt, amountRupiah }) => (
        <li key={number}>
          {t("receipt.check.creditLine", {
            number,
            day: formatDay(dayInWib(issuedAt), locale),
            amount: formatRupiah(amountRupiah),
          })}
        </li>
      ))}
    </ul>
  );
}

/** 64 hex digits, breakable every eight so that they fit a phone and can be compared piece by piece. */
function Fingerprint({ hash }: { readonly hash: string }) {
  const parts = hash.match(/.{1,8}/g) ?? [];
  return (
    <span className="figures text-small wrap-anywhere">
      {parts.map((part, index) => (
        <span key={index}>
          {part}
          <wbr />
        </span>
      ))}
    </span>
  );
}

/** The same page for every code we do not know, whatever is wrong with it. */
export function NoSuchPaper() {
  const t = useWords();
  return (
    <div className="max-w-read">
      <PageTitle kicker={t("receipt.check.title")} lead={t("receipt.check.missing")}>
        {t("receipt.check.missingTitle")}
      </PageTitle>
      <Notice kind="warning">{t("receipt.check.missingNext")}</Notice>
      <ButtonRow>
        <ButtonLink href="/cek">{t("receipt.check.other")}</ButtonLink>
      </ButtonRow>
    </div>
  );
}
