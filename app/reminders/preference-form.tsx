/** What a sponsor wants to be reminded of: everything, only what was interrupted, or nothing. */
import { Button, type ButtonLook, ButtonRow } from "~/ui/button";
import { RadioGroup } from "~/ui/choices";
import { FormColumn } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import type { Preference } from "./reminder";

export const preferences = ["all", "lapse_only", "none"] as const satisfies readonly Preference[];

type Props = {
  readonly action: string;
  readonly wants: Preference;
  readonly error?: string | undefined;
  readonly look?: ButtonLook;
};

export function PreferenceForm({ action, wants, error, look = "primary" }: Props) {
  const t = useWords();
  return (
    <form method="post" action={action} noValidate>
      <FormColumn>
        <RadioGroup
          name="pilihan"
          label={t("reminder.preference.label")}
          error={error}
          defaultValue={wants}
          choices={preferences.map((value) => ({
            value,
            label: t(`reminder.preference.choices.${value}`),
            hint: t(`reminder.preference.hints.${value}`),
          }))}
        />
      </FormColumn>
      <ButtonRow>
        <Button look={look} name="aksi" value="simpan">
          {t("reminder.preference.save")}
        </Button>
      </ButtonRow>
    </form>
  );
}

/** The choice in a form; undefined when there is none. */
export function readPreference(form: Pick<FormData, "get">): Preference | undefined {
  return preferences.find((each) => each === form.get("pilihan"));
}
