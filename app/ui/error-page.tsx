import { ButtonLink, ButtonRow } from "./button";
import type { NavLink } from "./site-frame";

type ErrorPageProps = {
  readonly kicker: string;
  readonly title: string;
  readonly happened: string;
  /** Whether money moved: the first thing a payer wants to know. */
  readonly money: string;
  readonly next: string;
  readonly action: NavLink;
  readonly other?: NavLink | undefined;
};

/** A page that could not be shown, told calmly and in order: what happened, the money, what next. */
export function ErrorPage({ kicker, title, happened, money, next, action, other }: ErrorPageProps) {
  return (
    <div className="max-w-read">
      <p className="text-small font-semibold text-clay">{kicker}</p>
      <h1 className="mt-1 text-h1 font-bold">{title}</h1>
      <p className="mt-4 text-lead">{happened}</p>
      <p className="mt-4 border-l-4 border-leaf pl-4">{money}</p>
      <p className="mt-4">{next}</p>
      <ButtonRow>
        <ButtonLink href={action.href}>{action.label}</ButtonLink>
        {other && (
          <ButtonLink look="secondary" href={other.href}>
            {other.label}
          </ButtonLink>
        )}
      </ButtonRow>
    </div>
  );
}
