import { useTranslation } from "react-i18next";
import { Fieldset } from "./choices";
import { boxClass, type FieldText } from "./field";

/** The three answers as they were typed, before anyone knows whether they are a date. */
export type DateAnswer = { readonly day?: string; readonly month?: string; readonly year?: string };

type DateFieldProps = FieldText & {
  /** The boxes are named `<name>-day`, `<name>-month` and `<name>-year`. */
  readonly name: string;
  readonly defaultValue?: DateAnswer;
  /** Which boxes are wrong; all three when left out. */
  readonly wrong?: readonly (keyof DateAnswer)[];
  readonly size?: "field" | "section" | "page";
  /** `bday` for a birth date, so that the browser can fill it in. */
  readonly autoComplete?: "bday";
};

/** A date known by heart, typed in three boxes: quicker and surer than a calendar. */
export function DateField({ name, label, defaultValue, wrong, autoComplete, ...rest }: DateFieldProps) {
  const { t } = useTranslation();
  const wrongBoxes = rest.error ? (wrong ?? ["day", "month", "year"]) : [];
  return (
    <Fieldset id={name} legend={label} {...rest}>
      <div className="flex flex-wrap gap-4">
        {(["day", "month", "year"] as const).map((part) => {
          const isWrong = wrongBoxes.includes(part);
          return (
            <div key={part}>
              <label htmlFor={`${name}-${part}`} className="block">
                {t(`ui.${part}`)}
              </label>
              <input
                type="text"
                inputMode="numeric"
                id={`${name}-${part}`}
                name={`${name}-${part}`}
                maxLength={part === "year" ? 4 : 2}
                defaultValue={defaultValue?.[part]}
                autoComplete={autoComplete ? `${autoComplete}-${part}` : "off"}
                aria-invalid={isWrong || undefined}
                aria-describedby={isWrong ? `${name}-error` : undefined}
                className={`figures mt-1 ${boxClass(part === "year" ? "4" : "2", isWrong)}`}
              />
            </div>
          );
        })}
      </div>
    </Fieldset>
  );
}
