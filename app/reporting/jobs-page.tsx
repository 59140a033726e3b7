import { formatInstantWib } from "~/calendar/wib";
import { DataTable } from "~/ui/data-table";
import { EmptyState, PageTitle, Section } from "~/ui/layout";
import { StateMark } from "~/ui/state-mark";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";

type Run = {
  readonly job: string;
  readonly tick: Date;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly expected: number | null;
  readonly done: number | null;
  readonly failed: number | null;
  readonly error: string | null;
};

/** What runs by itself, when it last did, and what went wrong. */
export function JobsPage({
  jobs,
  failed,
}: {
  readonly jobs: readonly Run[];
  readonly failed: readonly Run[];
}) {
  const t = useWords();
  return (
    <>
      <PageTitle>{t("admin.jobs.title")}</PageTitle>
      <RunTable caption={t("admin.jobs.caption")} runs={jobs} />
      {failed.length > 0 && (
        <div className="mt-12">
          <Section title={t("admin.jobs.failedCaption")}>
            <RunTable caption={t("admin.jobs.failedCaption")} runs={failed} />
          </Section>
        </div>
      )}
    </>
  );
}

function RunTable({ caption, runs }: { readonly caption: string; readonly runs: readonly Run[] }) {
  const t = useWords();
  return (
    <DataTable
      caption={caption}
      quietCaption
      rows={runs}
      rowKey={(run) => `${run.job} ${run.tick.toISOString()}`}
      empty={<EmptyState title={t("admin.jobs.none")}>{t("admin.jobs.noneBody")}</EmptyState>}
      columns={[
        {
          key: "job",
          head: t("admin.jobs.job"),
          cell: (run) => sayOr(t, `admin.jobName.${run.job}`, run.job),
        },
        { key: "result", head: t("admin.jobs.result"), cell: (run) => <RunResult run={run} /> },
        {
          key: "done",
          head: t("admin.jobs.done"),
          numeric: true,
          cell: (run) =>
            run.expected === null
              ? (run.done ?? "")
              : t("admin.jobs.of", { done: run.done ?? 0, expected: run.expected }),
        },
        {
          key: "tick",
          head: t("admin.jobs.tick"),
          cell: (run) => (
            <time className="whitespace-nowrap" dateTime={run.tick.toISOString()}>
              {formatInstantWib(run.tick, "id")}
            </time>
          ),
        },
      ]}
    />
  );
}

function RunResult({ run }: { readonly run: Run }) {
  const t = useWords();
  if (run.error !== null)
    return (
      <>
        <StateMark tone="bad">{t("admin.jobs.failed")}</StateMark>
        <span className="mt-1 block max-w-read text-small [overflow-wrap:anywhere]">{run.error}</span>
      </>
    );
  if (run.finishedAt === null) return <StateMark tone="waiting">{t("admin.jobs.running")}</StateMark>;
  if ((run.failed ?? 0) > 0)
    return <StateMark tone="bad">{t("admin.jobs.partly", { count: run.failed ?? 0 })}</StateMark>;
  return <StateMark tone="good">{t("admin.jobs.good")}</StateMark>;
}
