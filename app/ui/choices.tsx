/** Questions answered by choosing: one of several, or yes by a tick. The whole row is the target, 44 pixels high or more. */
import type { InputHTMLAttributes, ReactNode } from "react";
import { describe, FieldError, type FieldText, Hint, Optional } from "./field";

type FieldsetProps = {
  readonly id: string;
  readonly legend: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  /** `page` when the question is the page's own title. */
  readonly size?: "field" | "section" | "page";
  readonly children: ReactNode;
};

const legendLooks = {
  field: "font-semibold",
  section: "text-h2 font-bold",
  page: "text-h1 font-bold",
} as const;

/** Several controls that answer one question. */
export function Fieldset({ id, legend, hint, error, optional, size = "field", children }: FieldsetProps) {
  const text = { label: legend, hint, error };
  const { "aria-describedby": describedBy } = describe(id, text);
  return (
    <div className={error ? "border-l-4 border-clay pl-4" : undefined}>
      <fieldset id={id} tabIndex={-1} aria-describedby={describedBy} className="min-w-0">
        <legend className={legendLooks[size]}>
          {size === "page" ? <h1>{legend}</h1> : legend}
          {optional && <Optional />}
        </legend>
        {hint && <Hint id={id}>{hint}</Hint>}
        {error && <FieldError id={id}>{error}</FieldError>}
        <div className="mt-3">{children}</div>
      </fieldset>
    </div>
  );
}

export type RadioChoice = {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Shown at the end of the row, e.g. a price. */
  readonly aside?: ReactNode;
  readonly disabled?: boolean;
};

type RadioGroupProps = FieldText & {
  readonly name: string;
  readonly choices: readonly RadioChoice[];
  readonly defaultValue?: string | undefined;
  readonly size?: FieldsetProps["size"];
  /** Side by side where there is room, for two to four short answers. */
  readonly inline?: boolean;
  readonly onChange?: (value: string) => void;
};

export function RadioGroup({
  name,
  label,
  choices,
  defaultValue,
  inline,
  onChange,
  ...rest
}: RadioGroupProps) {
  return (
    <Fieldset id={name} legend={label} {...rest}>
      <div className={inline ? "grid grid-cols-2 gap-2 sm:grid-cols-4" : "grid gap-2"}>
        {choices.map(({ value, label: words, hint, aside, disabled }, index) => {
          const id = index === 0 ? `${name}-first` : `${name}-${value}`;
          return (
            <label key={value} htmlFor={id} className={rowClass}>
              <input
                type="radio"
                id={id}
                name={name}
                value={value}
                defaultChecked={value === defaultValue}
                disabled={disabled}
                aria-describedby={hint ? `${id}-hint` : undefined}
                onChange={onChange && (() => onChange(value))}
                className={`${tickClass} rounded-full`}
              />
              <RowText id={id} hint={hint} aside={aside}>
                {words}
              </RowText>
            </label>
          );
        })}
      </div>
    </Fieldset>
  );
}

const rowClass =
  "flex min-h-12 cursor-pointer items-start gap-3 rounded-box border border-line-strong bg-surface px-4 py-3 transition-colors hover:border-leaf has-checked:border-leaf has-checked:bg-leaf-wash has-disabled:cursor-not-allowed has-disabled:border-line has-disabled:bg-sunk has-disabled:text-ink-soft";
const tickClass = "tick mt-0.5 size-5 shrink-0";

type RowTextProps = {
  readonly id: string;
  readonly hint?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

function RowText({ id, hint, aside, children }: RowTextProps) {
  return (
    <span className="flex grow flex-wrap justify-between gap-x-4">
      <span>
        <span className="block">{children}</span>
        {hint && (
          <span id={`${id}-hint`} className="block text-small text-ink-soft">
            {hint}
          </span>
        )}
      </span>
      {aside && <span className="figures font-semibold">{aside}</span>}
    </span>
  );
}

type CheckboxFieldProps = FieldText & { readonly name: string } & Omit<
    InputHTMLAttributes<HTMLInputElement>,
    "className" | "type"
  >;

/** One statement to agree with. The hint is read with it; the error stands above it. */
export function CheckboxField({
  name,
  label,
  hint,
  error,
  optional,
  id = name,
  ...rest
}: CheckboxFieldProps) {
  const text = { label, hint, error };
  return (
    <div className={error ? "border-l-4 border-clay pl-4" : undefined}>
      {error && <FieldError id={id}>{error}</FieldError>}
      <label htmlFor={id} className={`${rowClass} ${error ? "mt-2" : ""}`}>
        <input
          type="checkbox"
          name={name}
          {...rest}
          {...describe(id, text)}
          className={`${tickClass} rounded-small`}
        />
        <RowText id={id} hint={hint}>
          {label}
          {optional && <Optional />}
        </RowText>
      </label>
    </div>
  );
}
