/** All batches for the admins, with a search by the reference of a bank statement. */
import { formatMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { EmptyState, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { StateMark } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";
import type { BatchRecord } from "./batch-record-queries.server";
import { batchTones } from "./treasurer-home";

type Props = {
  readonly batches: readonly BatchRecord[];
  readonly nextHref?: string | undefined;
  readonly withoutTreasurer: readonly { readonly id: string; readonly name: string }[];
  readonly refunds: number;
  readonly sought?: { readonly text: string; readonly mistake: "shape" | "check" | "unknown" } | undefined;
};

export function PayrollAdminList({ batches, nextHref, withoutTreasurer, refunds, sought }: Props) {
  const t = useWords();
  const mistake = sought && t(`payroll.admin.findMistake.${sought.mistake}`);
  return (
    <>
      <ErrorSummary mistakes={mistake ? [{ field: "acuan", message: mistake }] : []} />
      <PageTitle lead={t("payroll.admin.lead")}>{t("payroll.admin.title")}</PageTitle>
      <div className="mb-6 flex flex-col gap-4 empty:hidden">
        {refunds > 0 && (
          <Notice kind="warning">
            <a className="link font-semibold" href="/admin/potong-gaji/pengembalian">
              {t("payroll.admin.refundsCount", { count: refunds })}
            </a>
          </Notice>
        )}
        {withoutTreasurer.length > 0 && (
          <Notice
            kind="warning"
            title={t("payroll.admin.noTreasurerTitle", { count: withoutTreasurer.length })}
          >
            <ul className="mt-1">
              {withoutTreasurer.map((unit) => (
                <li key={unit.id}>
                  <a className="link" href={`/admin/unit/${unit.id}#bendahara`}>
                    {unit.name}
                  </a>
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
      <form
        method="get"
        action="/admin/potong-gaji"
        className="mb-6 flex max-w-form flex-col gap-3 sm:flex-row sm:items-end"
      >
        <div className="grow">
          <TextField
            name="acuan"
            type="search"
            label={t("payroll.admin.find")}
            hint={t("payroll.admin.findHint")}
            error={mistake}
            defaultValue={sought?.text}
            autoComplete="off"
            maxLength={60}
          />
        </div>
        <Button look="secondary">{t("payroll.admin.doFind")}</Button>
      </form>
      <DataTable
        caption={t("payroll.admin.caption")}
        quietCaption
        rows={batches}
        rowKey={(batch) => batch.id}
        empty={<EmptyState title={t("payroll.admin.none")}>{t("payroll.admin.noneBody")}</EmptyState>}
        columns={[
          {
            key: "unit",
            head: t("payroll.admin.unit"),
            cell: (batch) => (
              <>
                <a
                  className="link block min-w-40 font-semibold"
                  data-row-link
                  href={`/admin/potong-gaji/${batch.id}`}
                >
                  {batch.unitName}
                </a>
                <span className="figures block whitespace-nowrap text-small font-normal text-ink-soft">
                  {batch.reference}
                </span>
              </>
            ),
          },
          {
            key: "month",
            head: t("payroll.admin.month"),
            nowrap: true,
            cell: (batch) => formatMonth(batch.month, "id"),
          },
          {
            key: "people",
            head: t("payroll.admin.people"),
            numeric: true,
            wideOnly: true,
            cell: (batch) => batch.people,
          },
          {
            key: "listed",
            head: t("payroll.admin.listed"),
            numeric: true,
            cell: (batch) => formatRupiah(batch.totalRupiah),
          },
          {
            key: "reported",
            head: t("payroll.admin.reported"),
            numeric: true,
            cell: (batch) => (batch.reportedRupiah === undefined ? "" : formatRupiah(batch.reportedRupiah)),
          },
          {
            key: "booked",
            head: t("payroll.admin.booked"),
            numeric: true,
            cell: (batch) => (batch.bookedRupiah === 0 ? "" : formatRupiah(batch.bookedRupiah)),
          },
          {
            key: "state",
            head: t("payroll.admin.state"),
            nowrap: true,
            cell: (batch) => (
              <StateMark tone={batchTones[batch.state]}>
                {t(`payroll.treasurer.states.${batch.state}`)}
              </StateMark>
            ),
          },
        ]}
      />
      {nextHref && <Pager nextHref={nextHref} />}
      <div className="mt-8 flex flex-wrap gap-3">
        <ButtonLink look="secondary" href="/admin/potong-gaji/setelan">
          {t("payroll.admin.setting")}
        </ButtonLink>
        <ButtonLink look="quiet" href="/admin/potong-gaji/pengembalian">
          {t("payroll.admin.refunds")}
        </ButtonLink>
      </div>
    </>
  );
}
