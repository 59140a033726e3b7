/** Who looks after a finding, what it waits for, and what was noted about it; each a form of its own. */
import { formatDay } from "~/calendar/day";
import { formatInstantWib } from "~/calendar/wib";
import { Button, ButtonRow } from "~/ui/button";
import { Disclosure } from "~/ui/disclosure";
import { TextAreaField, TextField } from "~/ui/field";
import { FormColumn, Section } from "~/ui/layout";
import { useWords } from "~/words/use-words";

export type WorkProps = {
  readonly findingId: string;
  readonly ended: boolean;
  readonly mayAct: boolean;
  readonly staffId: string;
  readonly work: {
    readonly owner?: { readonly id: string; readonly name: string } | undefined;
    readonly hold?: { readonly untilDay: string; readonly reason: string; readonly by: string } | undefined;
    readonly notes: readonly { readonly at: Date; readonly by: string; readonly body: string }[];
  };
  readonly wrong?: { readonly field: string; readonly message: string } | undefined;
};

export function FindingWorkPanel({ findingId, ended, mayAct, staffId, work, wrong }: WorkProps) {
  const t = useWords();
  const errorAt = (field: string) => (wrong?.field === field ? wrong.message : undefined);
  const action = `/admin/temuan/${findingId}`;
  const mine = work.owner?.id === staffId;
  return (
    <div className="mt-8">
      <Section title={t("reconciliation.work.title")}>
        <p>
          {work.owner
            ? t("reconciliation.work.ownedBy", { name: work.owner.name })
            : t("reconciliation.work.ownedByNobody")}
        </p>
        {work.hold && (
          <p className="mt-1">
            {t("reconciliation.work.holds", {
              day: formatDay(work.hold.untilDay, "id"),
              reason: work.hold.reason,
              by: work.hold.by,
            })}
          </p>
        )}
        {mayAct && !ended && (
          <form method="post" action={action} className="mt-3 flex flex-wrap gap-3">
            <Button look="secondary" name="kerja" value={mine ? "lepas" : "ambil"}>
              {t(mine ? "reconciliation.work.giveBack" : "reconciliation.work.take")}
            </Button>
            {work.hold && (
              <Button look="secondary" name="kerja" value="lanjut">
                {t("reconciliation.work.endHold")}
              </Button>
            )}
          </form>
        )}
        {mayAct && !ended && (
          <div className="mt-4">
            <Disclosure
              summary={t("reconciliation.work.hold")}
              open={wrong?.field.startsWith("tunda") ?? false}
            >
              <form method="post" action={action} noValidate>
                <input type="hidden" name="kerja" value="tunda" />
                <FormColumn>
                  <TextField
                    name="tundaSampai"
                    type="date"
                    width="16"
                    label={t("reconciliation.work.holdUntil")}
                    hint={t("reconciliation.work.holdHint")}
                    error={errorAt("tundaSampai")}
                  />
                  <TextField
                    name="tundaAlasan"
                    label={t("reconciliation.work.holdReason")}
                    error={errorAt("tundaAlasan")}
                    maxLength={500}
                  />
                </FormColumn>
                <ButtonRow>
                  <Button look="secondary">{t("reconciliation.work.holdIt")}</Button>
                </ButtonRow>
              </form>
            </Disclosure>
          </div>
        )}
        {work.notes.length > 0 && (
          <ol className="mt-6 space-y-3 border-l-2 border-line pl-4">
            {work.notes.map((note) => (
              <li key={`${note.at.toISOString()} ${note.by}`}>
                <p className="whitespace-pre-line">{note.body}</p>
                <p className="text-small text-ink-soft">
                  {note.by}, {formatInstantWib(note.at, "id")}
                </p>
              </li>
            ))}
          </ol>
        )}
        {mayAct && (
          <form method="post" action={action} noValidate className="mt-6">
            <input type="hidden" name="kerja" value="catat" />
            <FormColumn>
              <TextAreaField
                name="catatan"
                label={t("reconciliation.work.note")}
                rows={2}
                error={errorAt("catatan")}
                maxLength={2000}
              />
            </FormColumn>
            <ButtonRow>
              <Button look="secondary">{t("reconciliation.work.noteIt")}</Button>
            </ButtonRow>
          </form>
        )}
      </Section>
    </div>
  );
}
