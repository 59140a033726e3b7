/** What the protection is for, how one gives it, and how many have it: the home page below the calculator. */
import { formatRupiah } from "~/rupiah/rupiah";
import { ButtonLink } from "~/ui/button";
import { Disclosure } from "~/ui/disclosure";
import { Icon, type IconName } from "~/ui/icons";
import { Section } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { BENEFITS } from "./benefit-figures";

/** Three lines with figures, and the rest behind a disclosure. */
export function WhatItProtects() {
  const t = useWords();
  const amount = (benefit: keyof typeof BENEFITS) => formatRupiah(BENEFITS[benefit].amount);
  const sources = [...new Set(Object.values(BENEFITS).map((benefit) => benefit.source))].join("; ");
  return (
    <Section title={t("home.protects")}>
      <ul className="grid gap-5">
        <Protection icon="shield" title={t("home.protect.accidentTitle")}>
          {t("home.protect.accident")}
        </Protection>
        <Protection icon="flag" title={t("home.protect.deathTitle")}>
          {t("home.protect.death", { amount: amount("jkkDeath") })}
        </Protection>
        <Protection icon="person" title={t("home.protect.deathAnyTitle")}>
          {t("home.protect.deathAny", { full: amount("jkmFull"), early: amount("jkmEarly") })}
        </Protection>
      </ul>
      <div className="mt-4">
        <Disclosure summary={t("home.protectsMore")}>
          <p>{t("home.scholarship", { amount: amount("scholarship") })}</p>
        </Disclosure>
        <p className="text-small text-ink-soft">{t("home.protectsSource", { sources })}</p>
      </div>
    </Section>
  );
}

type ProtectionProps = { readonly icon: IconName; readonly title: string; readonly children: string };

function Protection({ icon, title, children }: ProtectionProps) {
  return (
    <li className="flex gap-3">
      <span className="grid size-10 shrink-0 place-items-center rounded-full bg-leaf-wash text-leaf">
        <Icon name={icon} />
      </span>
      <div>
        <h3 className="text-h3 font-bold">{title}</h3>
        <p className="mt-1 text-ink-soft">{children}</p>
      </div>
    </li>
  );
}

export function HowItWorks() {
  const t = useWords();
  const steps = [
    [t("home.steps.nameTitle"), t("home.steps.name")],
    [t("home.steps.payTitle"), t("home.steps.pay")],
    [t("home.steps.remitTitle"), t("home.steps.remit")],
  ] as const;
  return (
    <Section title={t("home.how")}>
      <ol className="grid gap-6 md:grid-cols-3">
        {steps.map(([title, words], index) => (
          <li key={title} className="border-t-4 border-leaf pt-3">
            <h3 className="text-h3 font-bold">
              <span className="figures text-leaf">{index + 1}.</span> {title}
            </h3>
            <p className="mt-1 text-ink-soft">{words}</p>
          </li>
        ))}
      </ol>
      <div className="mt-8">
        <ButtonLink look="secondary" href="/lindungi">
          {t("home.door")}
        </ButtonLink>
        <p className="mt-2 max-w-read text-small text-ink-soft">{t("home.doorLead")}</p>
      </div>
    </Section>
  );
}

type TotalsProps = {
  /** Already written out. */
  readonly received: string;
  /** Missing while too few are protected for a count to be told. */
  readonly protection?:
    | { readonly month: string; readonly workers: string; readonly workerMonths: string }
    | undefined;
};

/** Real figures, the same as the public page tells, and the way there. */
export function ProtectionTotals({ received, protection }: TotalsProps) {
  const t = useWords();
  const figures = [
    ...(protection
      ? [
          [protection.workers, t("home.totalsThisMonth", { month: protection.month })],
          [protection.workerMonths, t("home.totalsMonths")],
        ]
      : []),
    [received, t("home.totalsReceived")],
  ] as const;
  return (
    <Section title={t("home.totals")}>
      <dl className="flex flex-wrap gap-x-12 gap-y-4">
        {figures.map(([figure, what]) => (
          <div key={what} className="flex flex-col-reverse">
            <dt className="text-ink-soft">{what}</dt>
            <dd className="figures text-display font-bold text-leaf">{figure}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4">
        <a href="/transparansi" className="link inline-flex min-h-11 items-center">
          {t("home.totalsMore")}
        </a>
      </p>
    </Section>
  );
}
