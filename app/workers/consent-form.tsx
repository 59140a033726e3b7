/** Step 3: what to tell the worker, and how they said yes. It never stands in for the worker's own consent. */
import { CheckboxField, RadioGroup } from "~/ui/choices";
import { Card } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { CONSENT_TEXT_VERSION } from "./consent-text";
import { CONSENT_MANNERS } from "./statement-fields";

type ConsentFieldsProps = {
  readonly name: string;
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly errors: Readonly<Record<string, string | undefined>>;
};

export function ConsentFields({ name, values, errors }: ConsentFieldsProps) {
  const t = useWords();
  return (
    <>
      <Card tone="sunk">
        <h2 className="mb-3 text-h3 font-bold">{t("worker.consent.read")}</h2>
        <div className="space-y-3">
          <p>{t(`worker.consentTexts.${CONSENT_TEXT_VERSION}.what`)}</p>
          <p>{t(`worker.consentTexts.${CONSENT_TEXT_VERSION}.why`)}</p>
          <p>{t(`worker.consentTexts.${CONSENT_TEXT_VERSION}.free`)}</p>
        </div>
      </Card>
      <input type="hidden" name="consentTextVersion" value={CONSENT_TEXT_VERSION} />
      <RadioGroup
        name="consentManner"
        label={t("worker.consent.manner")}
        error={errors.consentManner}
        defaultValue={values.consentManner}
        choices={CONSENT_MANNERS.map((value) => ({ value, label: t(`worker.consent.manners.${value}`) }))}
      />
      <CheckboxField
        name="consentStated"
        value="on"
        label={t("worker.consent.stated", { name })}
        hint={t("worker.consent.statedHint")}
        error={errors.consentStated ?? errors.consentTextVersion}
        defaultChecked={values.consentStated === "on"}
      />
    </>
  );
}
