import { formatInstantWib } from "~/calendar/wib";
import { DataTable } from "~/ui/data-table";
import { EmptyState, PageTitle } from "~/ui/layout";
import { Pager } from "~/ui/pager";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";

type Values = Readonly<Record<string, unknown>> | null;
type Act = {
  readonly id: number;
  readonly at: Date;
  readonly actorName: string;
  readonly act: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before: Values;
  readonly after: Values;
  readonly reason: string | null;
};

/** The audit log as a table. */
export function ActsPage({
  acts,
  nextHref,
}: {
  readonly acts: readonly Act[];
  readonly nextHref?: string | undefined;
}) {
  const t = useWords();
  return (
    <>
      <PageTitle>{t("admin.acts.title")}</PageTitle>
      <DataTable
        caption={t("admin.acts.caption")}
        quietCaption
        rows={acts}
        rowKey={(act) => String(act.id)}
        empty={<EmptyState title={t("admin.acts.none")}>{t("admin.acts.noneBody")}</EmptyState>}
        columns={[
          {
            key: "what",
            head: t("admin.acts.what"),
            cell: (act) => sayOr(t, `admin.act.${act.act}`, act.act),
          },
          { key: "who", head: t("admin.acts.who"), cell: (act) => act.actorName },
          {
            key: "why",
            head: t("admin.acts.why"),
            cell: (act) => (
              <span className="block min-w-48 text-small [overflow-wrap:anywhere]">
                {act.reason && <span className="block">{act.reason}</span>}
                <Change before={act.before} after={act.after} />
              </span>
            ),
          },
          {
            key: "subject",
            head: t("admin.acts.subject"),
            cell: (act) => (
              <span className="figures block min-w-36 text-small [overflow-wrap:anywhere]">
                {sayOr(t, `admin.subject.${act.subjectKind}`, act.subjectKind)}
                <span className="block text-ink-soft">{act.subjectId}</span>
              </span>
            ),
          },
          {
            key: "at",
            head: t("admin.acts.at"),
            cell: (act) => (
              <time className="whitespace-nowrap" dateTime={act.at.toISOString()}>
                {formatInstantWib(act.at, "id")}
              </time>
            ),
          },
        ]}
      />
      <Pager nextHref={nextHref} />
    </>
  );
}

/** Values as they were and as they became, name by name. */
function Change({ before, after }: { readonly before: Values; readonly after: Values }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return (
    <>
      {names.map((name) => {
        const was = before?.[name];
        const is = after?.[name];
        const text =
          was !== undefined && is !== undefined && was !== is
            ? `${show(was)} → ${show(is)}`
            : show(is ?? was);
        return (
          <span key={name} className="block text-ink-soft">
            {name}: {text}
          </span>
        );
      })}
    </>
  );
}

const show = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
