/**
 * One question: label above, hint below the label, error above the box and tied to it.
 * Nothing is said in a placeholder, and the browser's own pop-up checks stay off (`noValidate` on the form):
 * our sentences are in the page, where a screen reader and a printer find them.
 */
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons";

export type FieldText = {
  readonly label: ReactNode;
  /** Says how to answer, with an example; stays visible while typing. */
  readonly hint?: ReactNode;
  /** One sentence that says what is wrong and how to mend it. */
  readonly error?: string | undefined;
  /** Marks the question as one that may be left empty. */
  readonly optional?: boolean;
};

/** What a control inside a field must carry. */
export type Control = {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
};

/** The ids of hint and error, in the order they are read, for a control named `id`. */
export function describe(id: string, { hint, error }: FieldText): Control {
  const ids = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return { id, "aria-describedby": ids || undefined, "aria-invalid": error ? true : undefined };
}

export function Optional() {
  const { t } = useTranslation();
  return <span className="font-normal text-ink-soft"> {t("ui.optional")}</span>;
}

export function Hint({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <div id={`${id}-hint`} className="mt-1 text-ink-soft">
      {children}
    </div>
  );
}

export function FieldError({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <p id={`${id}-error`} className="mt-2 flex items-start gap-2 font-semibold text-clay">
      <span className="mt-0.5">
        <Icon name="stop" />
      </span>
      <span>
        <span className="sr-only">{t("ui.error")} </span>
        {children}
      </span>
    </p>
  );
}

/** Label, hint and error around any control; the others below are made of it. */
export function Field({
  id,
  children,
  ...text
}: FieldText & { readonly id: string; readonly children: (control: Control) => ReactNode }) {
  return (
    <div className={text.error ? "border-l-4 border-clay pl-4" : undefined}>
      <label htmlFor={id} className="block font-semibold">
        {text.label}
        {text.optional && <Optional />}
      </label>
      {text.hint && <Hint id={id}>{text.hint}</Hint>}
      {text.error && <FieldError id={id}>{text.error}</FieldError>}
      <div className="mt-2">{children(describe(id, text))}</div>
    </div>
  );
}

/** How wide the box is, as a promise of how long the answer is. */
export type BoxWidth = "2" | "4" | "8" | "16" | "full";

const widths: Record<BoxWidth, string> = {
  "2": "w-16",
  "4": "w-24",
  "8": "w-40",
  "16": "w-full max-w-72",
  full: "w-full",
};

/** The look of every box one can type or choose in. */
export function boxClass(width: BoxWidth, wrong: boolean): string {
  return `${widths[width]} min-h-12 rounded-box border bg-surface px-3 py-2 text-body text-ink ${
    wrong ? "border-2 border-clay" : "border-line-strong"
  }`;
}

type Box = FieldText & { readonly name: string; readonly id?: string; readonly width?: BoxWidth };

/** Takes the words of a question out of the props, so that the rest may go to the control itself. */
function split<Props extends Box>(props: Props) {
  const { label, hint, error, optional, width = "full", id = props.name, ...rest } = props;
  return { text: { label, hint, error, optional: optional ?? false }, width, id, rest };
}

type TextFieldProps = Box & {
  /** Shown inside the box before the answer, e.g. `Rp` or `+62`. */
  readonly prefix?: string;
} & Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "width" | "prefix" | "placeholder">;

export function TextField({ prefix, ...props }: TextFieldProps) {
  const { text, width, id, rest } = split(props);
  return (
    <Field id={id} {...text}>
      {(control) =>
        prefix ? (
          <span
            className={`${boxClass(width, !!text.error)} flex items-center gap-2 py-0! focus-within:outline-3 focus-within:outline-focus focus-within:outline-offset-2`}
          >
            <span aria-hidden="true" className="text-ink-soft">
              {prefix}
            </span>
            <input
              type="text"
              {...rest}
              {...control}
              className="figures min-h-11 w-full min-w-0 bg-transparent outline-none"
            />
          </span>
        ) : (
          <input type="text" {...rest} {...control} className={boxClass(width, !!text.error)} />
        )
      }
    </Field>
  );
}

/** For numbers that are typed digit by digit: NIK, amounts, codes. A digit keyboard, no spinner, nothing rounded. */
export function NumberField(props: TextFieldProps) {
  return <TextField inputMode="numeric" autoComplete="off" spellCheck={false} {...props} />;
}

type TextAreaProps = Box & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className" | "placeholder">;

export function TextAreaField(props: TextAreaProps) {
  const { text, width, id, rest } = split(props);
  return (
    <Field id={id} {...text}>
      {(control) => <textarea rows={4} {...rest} {...control} className={boxClass(width, !!text.error)} />}
    </Field>
  );
}

export type Choice = {
  readonly value: string;
  readonly label: string;
  /** Choices with the same group stand together under its name. */
  readonly group?: string;
};

type SelectProps = Box & {
  readonly choices: readonly Choice[];
  /** The first, empty line; without it the list opens on its first choice. */
  readonly empty?: string;
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, "className" | "children" | "multiple">;

export function SelectField({ choices, empty, ...props }: SelectProps) {
  const { text, width, id, rest } = split(props);
  const groups = [...new Set(choices.map((choice) => choice.group))];
  return (
    <Field id={id} {...text}>
      {(control) => (
        <select {...rest} {...control} className={`${boxClass(width, !!text.error)} select-box`}>
          {empty !== undefined && <option value="">{empty}</option>}
          {groups.map((group) => {
            const options = choices.filter((choice) => choice.group === group);
            const lines = options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ));
            return group ? (
              <optgroup key={group} label={group}>
                {lines}
              </optgroup>
            ) : (
              lines
            );
          })}
        </select>
      )}
    </Field>
  );
}
