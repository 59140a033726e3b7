/** Who pays: name and address for the receipt, how to be shown, a few words, and the offer to cover the fee. */
import { CheckboxField, RadioGroup } from "~/ui/choices";
import { TextAreaField, TextField } from "~/ui/field";
import { FormColumn } from "~/ui/layout";
import { useWords } from "~/words/use-words";

export type PayerValues = {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly shownAs: "name" | "hamba_allah";
  readonly dedication?: string | undefined;
  readonly coverFee: boolean;
};

type PayerFieldsProps = {
  readonly values: PayerValues;
  readonly errors: Readonly<Record<string, string | undefined>>;
  /** What covering the fee adds, written out. */
  readonly fee: string;
};

export function PayerFields({ values, errors, fee }: PayerFieldsProps) {
  const t = useWords();
  return (
    <FormColumn>
      <TextField
        name="name"
        label={t("order.payer.name")}
        hint={t("order.payer.nameHint")}
        error={errors.name}
        defaultValue={values.name}
        autoComplete="name"
        maxLength={120}
      />
      <TextField
        name="email"
        type="email"
        inputMode="email"
        label={t("order.payer.email")}
        hint={t("order.payer.emailHint")}
        error={errors.email}
        defaultValue={values.email}
        autoComplete="email"
        spellCheck={false}
        maxLength={254}
      />
      <RadioGroup
        name="shownAs"
        label={t("order.payer.shownAs")}
        hint={t("order.payer.shownAsHint")}
        defaultValue={values.shownAs}
        choices={[
          { value: "name", label: t("order.payer.showName") },
          { value: "hamba_allah", label: t("order.payer.showHamba") },
        ]}
      />
      <TextAreaField
        name="dedication"
        label={t("order.payer.dedication")}
        hint={t("order.payer.dedicationHint")}
        error={errors.dedication}
        defaultValue={values.dedication}
        rows={3}
        maxLength={600}
        optional
      />
      <CheckboxField
        name="coverFee"
        value="on"
        label={t("order.payer.coverFee", { fee })}
        hint={t("order.payer.coverFeeHint")}
        defaultChecked={values.coverFee}
      />
    </FormColumn>
  );
}
