/** One work unit: its rows through time, and the three things that may become of it. */
import { formatDay } from "~/calendar/day";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { Disclosure } from "~/ui/disclosure";
import { ErrorSummary } from "~/ui/error-summary";
import { SelectField } from "~/ui/field";
import { FormColumn, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import type { ListedUnit } from "./unit-list";
import { type UnitAnswer, UnitDayField, UnitNameFields, UnitStateMark } from "./units-page";
import type { UnitKind } from "./work-unit";

type Props = {
  readonly id: string;
  readonly name: string;
  /** As it is today; undefined while its first row is still ahead. */
  readonly unit?: ListedUnit | undefined;
  readonly versions: readonly {
    readonly id: number;
    readonly fromDay: string;
    readonly name: string;
    readonly kind: UnitKind;
    readonly note: string | null;
    readonly closed: boolean;
    readonly mergedInto: string | null;
    readonly recordedBy: string | null;
  }[];
  readonly others: readonly ListedUnit[];
  readonly today: string;
  readonly mayAct: boolean;
  readonly savedFrom?: string | undefined;
  readonly answer?: UnitAnswer | undefined;
};

export function UnitPage(props: Props) {
  const t = useWords();
  const { name, unit, savedFrom, answer } = props;
  return (
    <>
      {answer && (
        <ErrorSummary
          mistakes={[{ field: answer.field, message: t(`keeping.units.mistake.${answer.mistake}`) }]}
        />
      )}
      <PageTitle kicker={unit && <UnitStateMark unit={unit} />}>{name}</PageTitle>
      {savedFrom && !answer && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("keeping.units.saved", { day: formatDay(savedFrom, "id") })}
          </Notice>
        </div>
      )}
      <div>
        <Section title={t("keeping.units.history")}>
          <History versions={props.versions} />
        </Section>
        {props.mayAct && unit?.state === "open" && (
          <Section title={t("keeping.units.change")}>
            <Changes {...props} unit={unit} />
          </Section>
        )}
      </div>
    </>
  );
}

function History({ versions }: Pick<Props, "versions">) {
  const t = useWords();
  return (
    <DataTable
      caption={t("keeping.units.history")}
      quietCaption
      rows={versions}
      rowKey={(version) => String(version.id)}
      columns={[
        {
          key: "from",
          head: t("keeping.units.from"),
          cell: (version) => <span className="whitespace-nowrap">{formatDay(version.fromDay, "id")}</span>,
        },
        {
          key: "name",
          head: t("keeping.units.name"),
          cell: (version) => (
            <>
              {version.name}
              {version.note && <span className="block text-small text-ink-soft">{version.note}</span>}
            </>
          ),
        },
        {
          key: "kind",
          head: t("keeping.units.kind"),
          cell: (version) => t(`keeping.units.kinds.${version.kind}`),
        },
        {
          key: "state",
          head: t("keeping.units.state"),
          cell: (version) => {
            if (version.mergedInto)
              return `${t("keeping.units.states.merged")} ${t("keeping.units.mergedInto", {
                name: version.mergedInto,
              })}`;
            return t(version.closed ? "keeping.units.states.closed" : "keeping.units.states.open");
          },
        },
        {
          key: "by",
          head: t("keeping.units.recordedBy"),
          cell: (version) => version.recordedBy ?? t("keeping.tariff.initial"),
        },
      ]}
    />
  );
}

function Changes({ id, unit, others, today, answer }: Props & { readonly unit: ListedUnit }) {
  const t = useWords();
  const answerOf = (what: string) => (answer?.typed.apa === what ? answer : undefined);
  const form = { method: "post", action: `/admin/unit/${id}`, noValidate: true } as const;
  return (
    <div className="space-y-2">
      <Disclosure summary={t("keeping.units.rename")} open={answer?.typed.apa === "rename"}>
        <form {...form}>
          <input type="hidden" name="apa" value="rename" />
          <FormColumn>
            <UnitNameFields today={today} answer={answerOf("rename")} name={unit.name} kind={unit.kind} />
            <Button>{t("keeping.units.doRename")}</Button>
          </FormColumn>
        </form>
      </Disclosure>
      <Disclosure summary={t("keeping.units.merge")} open={answer?.typed.apa === "merge"}>
        <form {...form}>
          <input type="hidden" name="apa" value="merge" />
          <FormColumn>
            <SelectField
              name="tujuan"
              label={t("keeping.units.into")}
              empty={t("keeping.units.chooseUnit")}
              error={answer?.field === "tujuan" ? t(`keeping.units.mistake.${answer.mistake}`) : undefined}
              defaultValue={answerOf("merge")?.typed.tujuan}
              choices={others.map((other) => ({ value: other.id, label: other.name }))}
            />
            <UnitDayField id="mulai-gabung" today={today} answer={answerOf("merge")} />
            <Button>{t("keeping.units.doMerge")}</Button>
          </FormColumn>
        </form>
      </Disclosure>
      <Disclosure summary={t("keeping.units.close")} open={answer?.typed.apa === "close"}>
        <form {...form}>
          <input type="hidden" name="apa" value="close" />
          <FormColumn>
            <UnitDayField id="mulai-tutup" today={today} answer={answerOf("close")} />
            <Button look="danger">{t("keeping.units.doClose")}</Button>
          </FormColumn>
        </form>
      </Disclosure>
    </div>
  );
}
