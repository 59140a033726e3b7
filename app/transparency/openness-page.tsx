/** Which work units asked to stay out of the public page, and writing down what a unit asks. */
import { Button } from "~/ui/button";
import { RadioGroup } from "~/ui/choices";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { SelectField, TextAreaField } from "~/ui/field";
import { EmptyState, FormColumn, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { FEWEST_SHOWN } from "./small-counts";

export type HiddenUnit = {
  readonly id: string;
  readonly name: string;
  /** Written out. */
  readonly since: string;
  readonly by: string;
  readonly reason: string;
};
export type OpennessAnswer = {
  readonly typed: { readonly unit: string; readonly wish: string; readonly reason: string };
  readonly field: "unit" | "tampil" | "alasan";
  readonly mistake: "unknown_unit" | "wish_missing" | "reason_missing" | "no_change";
};
export type OpennessProps = {
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly hidden: readonly HiddenUnit[];
  readonly mayAct: boolean;
  readonly saved: boolean;
  readonly answer?: OpennessAnswer | undefined;
};

export function OpennessPage({ units, hidden, mayAct, saved, answer }: OpennessProps) {
  const t = useWords();
  return (
    <>
      {answer && (
        <ErrorSummary
          mistakes={[{ field: answer.field, message: t(`transparency.openness.mistake.${answer.mistake}`) }]}
        />
      )}
      <PageTitle lead={t("transparency.openness.lead")}>{t("transparency.openness.title")}</PageTitle>
      {saved && !answer && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t("transparency.openness.saved")}
          </Notice>
        </div>
      )}
      <div>
        <Section
          title={t("transparency.openness.hidden")}
          aside={
            <a className="link" href="/transparansi/unit">
              {t("transparency.openness.see")}
            </a>
          }
        >
          <HiddenUnits hidden={hidden} />
        </Section>
        {mayAct && (
          <Section title={t("transparency.openness.change")}>
            <WishForm units={units} answer={answer} />
          </Section>
        )}
      </div>
    </>
  );
}

function HiddenUnits({ hidden }: Pick<OpennessProps, "hidden">) {
  const t = useWords();
  return (
    <DataTable<HiddenUnit>
      caption={t("transparency.openness.hidden")}
      quietCaption
      rows={hidden}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={t("transparency.openness.none")}>{t("transparency.openness.noneBody")}</EmptyState>
      }
      columns={[
        { key: "name", head: t("transparency.openness.unit"), cell: ({ name }) => name },
        { key: "since", head: t("transparency.openness.since"), cell: ({ since }) => since, nowrap: true },
        { key: "reason", head: t("transparency.openness.reason"), cell: ({ reason }) => reason },
        { key: "by", head: t("transparency.openness.by"), cell: ({ by }) => by, wideOnly: true },
      ]}
    />
  );
}

function WishForm({ units, answer }: Pick<OpennessProps, "units" | "answer">) {
  const t = useWords();
  const wrong = (field: OpennessAnswer["field"]) =>
    answer?.field === field ? t(`transparency.openness.mistake.${answer.mistake}`) : undefined;
  return (
    <form method="post" noValidate>
      <FormColumn>
        <SelectField
          name="unit"
          id="unit"
          label={t("transparency.openness.unit")}
          empty={t("transparency.openness.chooseUnit")}
          choices={units.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={answer?.typed.unit}
          error={wrong("unit")}
        />
        <RadioGroup
          name="tampil"
          label={t("transparency.openness.wish")}
          defaultValue={answer?.typed.wish}
          error={wrong("tampil")}
          choices={[
            {
              value: "tidak",
              label: t("transparency.openness.hide"),
              hint: t("transparency.openness.hideHint"),
            },
            {
              value: "ya",
              label: t("transparency.openness.show"),
              hint: t("transparency.openness.showHint", { fewest: FEWEST_SHOWN }),
            },
          ]}
        />
        <TextAreaField
          name="alasan"
          id="alasan"
          rows={3}
          maxLength={500}
          label={t("transparency.openness.reason")}
          hint={t("transparency.openness.reasonHint")}
          defaultValue={answer?.typed.reason}
          error={wrong("alasan")}
        />
        <div>
          <Button>{t("transparency.openness.record")}</Button>
        </div>
      </FormColumn>
    </form>
  );
}
