/** Step 1: who the worker is, as on the identity card, and what they are to the sponsor. */
import { CheckboxField, RadioGroup } from "~/ui/choices";
import { DateField } from "~/ui/date-field";
import { NumberField, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { RELATIONSHIPS } from "./statement-fields";

/** What stands in the boxes, as typed. */
export type WhoValues = {
  readonly name?: string | undefined;
  readonly nik?: string | undefined;
  readonly bornDay?: string | undefined;
  readonly bornMonth?: string | undefined;
  readonly bornYear?: string | undefined;
  readonly phone?: string | undefined;
  readonly relationship?: string | undefined;
};

/** What an earlier visit to this step left sealed, masked; an empty box keeps it. */
export type KeptValues = { readonly nik: string; readonly bornOn: string; readonly phone: string };

/** A disagreement the sponsor may confirm, in words. */
export type WarningToConfirm = { readonly token: string; readonly words: string };

type WhoFieldsProps = {
  readonly values: WhoValues;
  readonly kept: KeptValues | undefined;
  readonly errors: Readonly<Record<string, string | undefined>>;
  readonly warnings: readonly WarningToConfirm[];
};

export function WhoFields({ values, kept, errors, warnings }: WhoFieldsProps) {
  const t = useWords();
  const hint = (field: "nik" | "bornOn" | "phone") => (
    <>
      {kept && <span className="block">{t("worker.who.kept", { value: kept[field] })}</span>}
      {t(`worker.who.${field}Hint`)}
    </>
  );
  return (
    <>
      {warnings.length > 0 && <Warnings warnings={warnings} />}
      <TextField
        name="name"
        label={t("worker.who.name")}
        hint={t("worker.who.nameHint")}
        error={errors.name}
        defaultValue={values.name}
        maxLength={120}
        autoCapitalize="words"
        autoComplete="off"
        spellCheck={false}
      />
      <NumberField
        name="nik"
        label={t("worker.who.nik")}
        hint={hint("nik")}
        error={errors.nik}
        defaultValue={values.nik}
        maxLength={30}
        width="16"
        autoComplete="off"
      />
      <DateField
        name="bornOn"
        label={t("worker.who.bornOn")}
        hint={hint("bornOn")}
        error={errors.bornOn}
        defaultValue={{
          day: values.bornDay ?? "",
          month: values.bornMonth ?? "",
          year: values.bornYear ?? "",
        }}
      />
      <NumberField
        name="phone"
        type="tel"
        inputMode="tel"
        label={t("worker.who.phone")}
        hint={hint("phone")}
        error={errors.phone}
        defaultValue={values.phone}
        maxLength={25}
        width="16"
        autoComplete="off"
      />
      <RadioGroup
        name="relationship"
        label={t("worker.who.relationship")}
        error={errors.relationship}
        defaultValue={values.relationship}
        choices={RELATIONSHIPS.map((value) => ({ value, label: t(`worker.relationships.${value}`) }))}
      />
    </>
  );
}

function Warnings({ warnings }: Pick<WhoFieldsProps, "warnings">) {
  const t = useWords();
  return (
    <div className="flex flex-col gap-3" id="warning">
      <Notice kind="warning" title={t("worker.warning.title")}>
        {warnings.map(({ token, words }) => (
          <p key={token}>{words}</p>
        ))}
      </Notice>
      {warnings.map(({ token }) => (
        <CheckboxField
          key={token}
          id={`confirm-${token.split(":")[0]}`}
          name="confirmedWarnings"
          value={token}
          label={t("worker.warning.confirm")}
          hint={t("worker.warning.confirmHint")}
        />
      ))}
    </div>
  );
}
