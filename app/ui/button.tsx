import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from "react";
import { Icon, type IconName } from "./icons";

/** `primary` once a page; `secondary` beside it; `quiet` inside text and tables; `danger` for what cannot be undone. */
export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";

const looks: Record<ButtonLook, string> = {
  primary: "bg-leaf text-on-leaf border-leaf hover:bg-leaf-deep hover:border-leaf-deep",
  secondary: "bg-surface text-leaf border-leaf hover:bg-leaf-wash",
  quiet:
    "bg-transparent text-leaf border-transparent underline underline-offset-4 decoration-1 hover:decoration-2",
  danger: "bg-clay text-on-clay border-clay hover:bg-clay-deep hover:border-clay-deep",
};

function buttonClass(look: ButtonLook, full: boolean): string {
  const width = full ? "w-full" : "w-full sm:w-auto";
  return `inline-flex min-h-11 items-center justify-center gap-2 rounded-box border-2 px-6 py-2 text-center text-body font-semibold no-underline transition-colors disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-sunk disabled:text-ink-soft ${
    look === "quiet" ? "px-2" : ""
  } ${look === "quiet" && !full ? "w-auto" : width} ${looks[look]}`;
}

type Common = {
  readonly look?: ButtonLook;
  /** Fills its column on every screen; otherwise only on phones. */
  readonly full?: boolean;
  readonly icon?: IconName;
  readonly children: ReactNode;
};

export function Button({
  look = "primary",
  full = false,
  icon,
  children,
  ...rest
}: Common & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className">) {
  return (
    <button type="submit" {...rest} className={buttonClass(look, full)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({
  look = "primary",
  full = false,
  icon,
  children,
  ...rest
}: Common & { readonly href: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "className" | "href">) {
  return (
    <a {...rest} className={buttonClass(look, full)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

/** Buttons in a row, stacked on phones. The primary one comes first. */
export function ButtonRow({ children }: { readonly children: ReactNode }) {
  return <div className="mt-8 flex flex-col gap-3 sm:flex-row sm:flex-wrap sm:items-center">{children}</div>;
}
