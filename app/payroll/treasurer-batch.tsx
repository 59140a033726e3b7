/** One month of a unit, in the order a treasurer works: download, report, transfer; the list itself at the end. */
import { formatDay } from "~/calendar/day";
import { formatMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { Disclosure } from "~/ui/disclosure";
import { ErrorSummary } from "~/ui/error-summary";
import { PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { StateMark } from "~/ui/state-mark";
import { SummaryList } from "~/ui/summary-list";
import { useWords } from "~/words/use-words";
import { DifferenceList } from "./difference-list";
import type { FileTrouble } from "./file-trouble";
import { FileTroubleNotice } from "./file-trouble-notice";
import type { GatheredBatch } from "./gather-batch.server";
import { batchTones, TreasurerLeave } from "./treasurer-home";
import { DownloadList, UploadDeductions } from "./treasurer-steps";
import { TreasurerTransfer } from "./treasurer-transfer";

type Props = GatheredBatch & {
  readonly news?: "reported" | "closed" | undefined;
  readonly refused?: "unknown_batch" | "booked" | "changed" | "blocked" | "no_file" | "too_large" | undefined;
  readonly trouble?: FileTrouble | undefined;
};

export function TreasurerBatch(props: Props) {
  const { batch, news, refused, trouble, bookings } = props;
  const t = useWords();
  const month = formatMonth(batch.month, "id");
  const open = bookings.length === 0;
  return (
    <>
      {refused && (
        <ErrorSummary mistakes={[{ field: "berkas", message: t(`payroll.treasurer.refused.${refused}`) }]} />
      )}
      {trouble && <FileTroubleNotice trouble={trouble} />}
      {news && !refused && !trouble && (
        <div className="mb-6">
          <Notice kind="success" live>
            {news === "reported" ? t("payroll.treasurer.done2") : t("payroll.treasurer.closed", { month })}
          </Notice>
        </div>
      )}
      <PageTitle kicker={batch.unitName}>{t("payroll.treasurer.batchTitle", { month })}</PageTitle>
      <SummaryList
        lines={[
          {
            term: t("payroll.treasurer.state"),
            value: (
              <StateMark tone={batchTones[batch.state]}>
                {t(`payroll.treasurer.states.${batch.state}`)}
              </StateMark>
            ),
          },
          { term: t("payroll.treasurer.people"), value: batch.people },
          { term: t("payroll.treasurer.total"), value: formatRupiah(batch.totalRupiah) },
          {
            term: t("payroll.treasurer.reference"),
            value: <span className="figures">{batch.reference}</span>,
          },
          { term: t("payroll.treasurer.listedOn"), value: formatDay(batch.listedOn, "id") },
          { term: t("payroll.treasurer.reportBy"), value: formatDay(batch.reportBy, "id") },
        ]}
      />
      <div className="mt-12">
        <Section title={t("payroll.treasurer.download")}>
          <DownloadList id={batch.id} second={!!props.draft || !!props.report} />
        </Section>
        {open && props.draft && <Check {...props} draft={props.draft} />}
        {open && (
          <Section title={t("payroll.treasurer.report")}>
            {props.report ? (
              <Disclosure summary={t("payroll.treasurer.reportAgain")} open={!!refused || !!trouble}>
                <p className="mb-4">{t("payroll.treasurer.reportAgainHint")}</p>
                <UploadDeductions id={batch.id} />
              </Disclosure>
            ) : (
              <UploadDeductions id={batch.id} second={!!props.draft} />
            )}
          </Section>
        )}
        {props.report && <TreasurerTransfer {...props} report={props.report} />}
        <Section title={t("payroll.treasurer.lines")}>
          <Lines {...props} />
        </Section>
      </div>
      <div className="mt-12">
        <ButtonLink look="quiet" href="/bendahara">
          {t("payroll.treasurer.homeTitle")}
        </ButtonLink>
      </div>
      <TreasurerLeave />
    </>
  );
}

function Check({ batch, lines, draft }: Props & { readonly draft: NonNullable<Props["draft"]> }) {
  const t = useWords();
  return (
    <Section title={t("payroll.treasurer.check")} id="periksa">
      <p className="mb-4 text-ink-soft">
        {draft.fileName
          ? t("payroll.treasurer.checkFrom", { file: draft.fileName })
          : t("payroll.treasurer.checkAsListed")}
      </p>
      {draft.differences.length === 0 ? (
        <Notice kind="success">{t("payroll.treasurer.noDifferences", { count: lines.length })}</Notice>
      ) : (
        <DifferenceList differences={draft.differences} />
      )}
      {draft.isBlocked ? (
        <div className="mt-6">
          <Notice kind="danger">{t("payroll.treasurer.blocked")}</Notice>
        </div>
      ) : (
        <form method="post" action={`/bendahara/${batch.id}`} encType="multipart/form-data">
          <input type="hidden" name="versi" value={draft.version} />
          {draft.differences.length > 0 && (
            <p className="mt-4 text-ink-soft">{t("payroll.treasurer.told")}</p>
          )}
          <ButtonRow>
            <Button name="aksi" value="tegaskan">
              {t("payroll.treasurer.confirm", { amount: formatRupiah(draft.totalRupiah) })}
            </Button>
            <span className="text-ink-soft">{t("payroll.treasurer.discard")}</span>
          </ButtonRow>
        </form>
      )}
    </Section>
  );
}

function Lines({ batch, lines, report }: Props) {
  const t = useWords();
  return (
    <DataTable
      caption={t("payroll.treasurer.lines")}
      quietCaption
      rows={lines}
      rowKey={(line) => line.id}
      columns={[
        {
          key: "asn",
          head: t("payroll.treasurer.asn"),
          foot: t("payroll.treasurer.columnSum"),
          cell: (line) => (
            <>
              {line.name}
              <span className="figures block text-small font-normal text-ink-soft">{line.nipMasked}</span>
            </>
          ),
        },
        {
          key: "workers",
          head: t("payroll.treasurer.workers"),
          wideOnly: true,
          foot: "",
          cell: (line) => line.workers.join(", "),
        },
        {
          key: "expected",
          head: t("payroll.treasurer.expected"),
          numeric: true,
          foot: formatRupiah(batch.totalRupiah),
          cell: (line) => formatRupiah(line.expectedRupiah),
        },
        ...(report
          ? [
              {
                key: "deducted",
                head: t("payroll.treasurer.deducted"),
                numeric: true,
                foot: formatRupiah(report.totalRupiah),
                cell: (line: Props["lines"][number]) => formatRupiah(line.deductedRupiah ?? 0),
              },
            ]
          : []),
      ]}
    />
  );
}
