/** Changing a dated schedule from a day on: typed, shown against what holds now, and only then recorded. */
import { formatDay } from "~/calendar/day";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { FormColumn, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import type { Figure, Figures, SettingMistake } from "./setting-form";
import { Example } from "./setting-page";
import { type ExampleMonth, figureWords } from "./setting-view";

export type SettingAnswer = {
  readonly typed: Readonly<Record<string, string>>;
  readonly mistakes?: readonly SettingMistake[];
  /** Right as typed: what it changes, to be confirmed. */
  readonly preview?: { readonly fromDay: string; readonly figures: Figures };
  readonly example?: ExampleMonth | undefined;
};

type Props = {
  readonly of: "reminders" | "renewals";
  readonly action: string;
  readonly figures: readonly Figure[];
  readonly holding: Figures;
  readonly today: string;
  readonly answer?: SettingAnswer | undefined;
};

export function SettingFormPage(props: Props) {
  const t = useWords();
  const { of, answer } = props;
  return (
    <>
      {answer?.mistakes && (
        <ErrorSummary
          mistakes={answer.mistakes.map((mistake) => ({
            field: mistake.field,
            message: sayMistake(t, mistake),
          }))}
        />
      )}
      <PageTitle
        kicker={t(`reminder.admin.${of}`)}
        lead={answer?.preview ? t("reminder.admin.confirmLead") : t("reminder.admin.formLead")}
      >
        {answer?.preview ? t("reminder.admin.confirmTitle") : t("reminder.admin.formTitle")}
      </PageTitle>
      {answer?.preview ? (
        <Confirmation {...props} {...answer} preview={answer.preview} />
      ) : (
        <Form {...props} />
      )}
    </>
  );
}

function Form({ action, figures, holding, today, answer }: Props) {
  const t = useWords();
  const errorAt = (field: string) => {
    const mistake = answer?.mistakes?.find((each) => each.field === field);
    return mistake && sayMistake(t, mistake);
  };
  return (
    <form method="post" action={action} noValidate>
      <FormColumn>
        <TextField
          name="mulai"
          type="date"
          width="16"
          label={t("reminder.admin.field.mulai")}
          hint={t("reminder.admin.hint.mulai", { day: today })}
          error={errorAt("mulai")}
          defaultValue={answer?.typed.mulai ?? ""}
        />
        {figures.map(({ field, kind }) => (
          <TextField
            key={field}
            name={field}
            width={kind === "list" ? "16" : "4"}
            inputMode={kind === "list" ? "text" : "numeric"}
            autoComplete="off"
            label={t(`reminder.admin.field.${field}` as "reminder.admin.field.sebelum")}
            hint={t(`reminder.admin.hint.${field}` as "reminder.admin.hint.sebelum")}
            error={errorAt(field)}
            defaultValue={answer?.typed[field] ?? figureWords(holding[field])}
            maxLength={60}
          />
        ))}
      </FormColumn>
      <ButtonRow>
        <Button name="aksi" value="periksa">
          {t("reminder.admin.preview")}
        </Button>
        <ButtonLink look="quiet" href="/admin/pengingat">
          {t("reminder.admin.back")}
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}

type ConfirmationProps = Props & SettingAnswer & { readonly preview: NonNullable<SettingAnswer["preview"]> };

function Confirmation({ action, figures, holding, typed, preview, example, of }: ConfirmationProps) {
  const t = useWords();
  const changed = figures.filter(
    ({ field }) => figureWords(preview.figures[field]) !== figureWords(holding[field]),
  );
  return (
    <>
      <p className="mb-4">{t("reminder.admin.from", { day: formatDay(preview.fromDay, "id") })}</p>
      {changed.length === 0 ? (
        <Notice kind="info">{t("reminder.admin.unchanged")}</Notice>
      ) : (
        <DataTable
          caption={t("reminder.admin.changes")}
          quietCaption
          rows={changed}
          rowKey={({ field }) => field}
          columns={[
            {
              key: "what",
              head: t("reminder.admin.what"),
              cell: ({ field }) => t(`reminder.admin.field.${field}` as "reminder.admin.field.sebelum"),
            },
            {
              key: "before",
              head: t("reminder.admin.before"),
              cell: ({ field }) => figureWords(holding[field]),
            },
            {
              key: "after",
              head: t("reminder.admin.after"),
              cell: ({ field }) => <strong>{figureWords(preview.figures[field])}</strong>,
            },
          ]}
        />
      )}
      {example && (
        <div className="mt-8">
          <Example {...example} />
        </div>
      )}
      <p className="mt-6 max-w-read text-ink-soft">{t(`reminder.admin.effect.${of}`)}</p>
      <form method="post" action={action} noValidate>
        {Object.entries(typed).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ButtonRow>
          <Button name="aksi" value="catat">
            {t("reminder.admin.record")}
          </Button>
          <Button look="quiet" name="aksi" value="ubah">
            {t("reminder.admin.edit")}
          </Button>
        </ButtonRow>
      </form>
    </>
  );
}

type Say = ReturnType<typeof useWords>;

function sayMistake(t: Say, mistake: SettingMistake): string {
  switch (mistake.mistake) {
    case "day":
      return t("reminder.admin.mistake.day");
    case "past":
      return t("reminder.admin.mistake.past");
    case "number":
      return t("reminder.admin.mistake.number", mistake);
    case "list":
      return t("reminder.admin.mistake.list", mistake);
    case "too_late":
      return t("reminder.admin.mistake.tooLate", mistake);
  }
}
