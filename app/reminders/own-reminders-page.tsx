/** A sponsor's choice of reminders, and news for their workers. */
import { useClockWords } from "~/coverage/clock-words";
import { ButtonLink } from "~/ui/button";
import { PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { StateMark } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";
import type { OwnWorker } from "./gather-own-workers.server";
import { PreferenceForm } from "./preference-form";
import type { Preference } from "./reminder";

type Props = {
  readonly email: string;
  readonly wants: Preference;
  readonly workers: readonly OwnWorker[];
  readonly saved: boolean;
  readonly error?: string | undefined;
};

export function OwnRemindersPage({ email, wants, workers, saved, error }: Props) {
  const t = useWords();
  return (
    <div className="max-w-read">
      {saved && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t(`reminder.preference.saved.${wants}`)}
          </Notice>
        </div>
      )}
      <PageTitle kicker={t("reminder.stopPage.for", { email })} lead={t("reminder.stopPage.lead")}>
        {t("reminder.own.title")}
      </PageTitle>
      <div className="flex flex-col">
        <Section title={t("reminder.stopPage.choose")}>
          <PreferenceForm action="/saya/pengingat" wants={wants} error={error} />
        </Section>
        <Section title={t("reminder.own.tell")}>
          <p className="mb-4 text-ink-soft">{t("reminder.own.tellLead")}</p>
          {workers.length === 0 ? (
            <p>{t("reminder.own.none")}</p>
          ) : (
            <ul>
              {workers.map((worker) => (
                <Worker key={worker.workerId} {...worker} />
              ))}
            </ul>
          )}
        </Section>
      </div>
      <div className="mt-10">
        <a className="link inline-flex min-h-11 items-center" href="/saya">
          {t("reminder.page.mine")}
        </a>
      </div>
    </div>
  );
}

function Worker({ name, clock, phoneMasked, messageHref }: OwnWorker) {
  const t = useWords();
  const { tone, state } = useClockWords(clock);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-b border-line py-4">
      <span>
        <span className="block font-semibold">{name}</span>
        <span className="figures block text-small text-ink-soft">{phoneMasked}</span>
        <span className="mt-1 block">
          <StateMark tone={tone}>{state}</StateMark>
        </span>
      </span>
      {messageHref ? (
        <ButtonLink look="secondary" href={messageHref} target="_blank" rel="noopener noreferrer">
          {t("reminder.own.send")}
          <span className="sr-only"> {t("reminder.own.sendTo", { name })}</span>
        </ButtonLink>
      ) : (
        <a className="link inline-flex min-h-11 items-center" href="/saya">
          {t("reminder.own.notNow")}
        </a>
      )}
    </li>
  );
}
