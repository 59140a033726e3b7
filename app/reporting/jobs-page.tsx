import { formatInstantWib } from "~/calendar/wib";
import type { JobHealth } from "~/jobs/job-health";
import type { JobState } from "~/jobs/list-job-health.server";
import { DataTable } from "~/ui/data-table";
import { EmptyState, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { StateMark } from "~/ui/state-mark";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import type { JobRun } from "./admin-waiting-queries.server";

type JobsPageProps = { readonly jobs: readonly JobState[]; readonly failed: readonly JobRun[] };

/** What runs by itself, whether it does what it should, and what went wrong. */
export function JobsPage({ jobs, failed }: JobsPageProps) {
  const t = useWords();
  const red = jobs.filter((job) => job.red).length;
  return (
    <>
      <PageTitle>{t("admin.jobs.title")}</PageTitle>
      {red > 0 && (
        <div className="mb-6">
          <Notice kind="danger" title={t("watch.page.redTitle", { count: red })}>
            {t("watch.page.red")}
          </Notice>
        </div>
      )}
      <JobTable jobs={jobs} />
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

function JobTable({ jobs }: { readonly jobs: readonly JobState[] }) {
  const t = useWords();
  return (
    <DataTable
      caption={t("admin.jobs.caption")}
      quietCaption
      rows={jobs}
      rowKey={({ job }) => job}
      empty={<EmptyState title={t("admin.jobs.none")}>{t("admin.jobs.noneBody")}</EmptyState>}
      columns={[
        {
          key: "job",
          head: t("admin.jobs.job"),
          cell: ({ job }) => sayOr(t, `admin.jobName.${job}`, job),
        },
        { key: "result", head: t("admin.jobs.result"), cell: ({ health }) => <Health health={health} /> },
        {
          key: "done",
          head: t("admin.jobs.done"),
          numeric: true,
          cell: ({ last }) => (last ? <Count run={last} /> : ""),
        },
        { key: "tick", head: t("admin.jobs.tick"), cell: ({ last }) => last && <Moment at={last.tick} /> },
      ]}
    />
  );
}

function RunTable({ caption, runs }: { readonly caption: string; readonly runs: readonly JobRun[] }) {
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
        { key: "done", head: t("admin.jobs.done"), numeric: true, cell: (run) => <Count run={run} /> },
        { key: "tick", head: t("admin.jobs.tick"), cell: (run) => <Moment at={run.tick} /> },
      ]}
    />
  );
}

function Count({ run }: { readonly run: Pick<JobRun, "expected" | "done"> }) {
  const t = useWords();
  if (run.expected === null) return <>{run.done ?? ""}</>;
  return <>{t("admin.jobs.of", { done: run.done ?? 0, expected: run.expected })}</>;
}

function Moment({ at }: { readonly at: Date }) {
  return (
    <time className="whitespace-nowrap" dateTime={at.toISOString()}>
      {formatInstantWib(at, "id")}
    </time>
  );
}

function Health({ health }: { readonly health: JobHealth }) {
  const t = useWords();
  switch (health.kind) {
    case "good":
      return <StateMark tone="good">{t("admin.jobs.good")}</StateMark>;
    case "running":
      return <StateMark tone="waiting">{t("admin.jobs.running")}</StateMark>;
    case "never":
    case "abandoned":
      return <StateMark tone="bad">{t(`watch.page.${health.kind}`)}</StateMark>;
    case "late":
      return (
        <>
          <StateMark tone="bad">{t("watch.page.late")}</StateMark>
          <span className="mt-1 block text-small">
            {t("watch.page.lateSince", { when: formatInstantWib(health.dueAt, "id") })}
          </span>
        </>
      );
    case "failed":
      return <Failed error={health.error} />;
    case "less":
      return <StateMark tone="bad">{lessWords(t, health)}</StateMark>;
  }
}

function RunResult({ run }: { readonly run: JobRun }) {
  const t = useWords();
  if (run.error !== null) return <Failed error={run.error} />;
  const { expected, done, failed } = run;
  return (
    <StateMark tone="bad">
      {lessWords(t, { expected: expected ?? 0, done: done ?? 0, failed: failed ?? 0 })}
    </StateMark>
  );
}

function Failed({ error }: { readonly error: string }) {
  const t = useWords();
  return (
    <>
      <StateMark tone="bad">{t("admin.jobs.failed")}</StateMark>
      <span className="mt-1 block max-w-read text-small [overflow-wrap:anywhere]">{error}</span>
    </>
  );
}

type Less = { readonly expected: number; readonly done: number; readonly failed: number };

function lessWords(t: ReturnType<typeof useWords>, { expected, done, failed }: Less): string {
  return t("admin.jobs.partly", { count: Math.max(failed, expected - done) });
}
