/** Behind the "stop reminders" link of a letter: what comes now, and the choice. */
import { Button } from "~/ui/button";
import { PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { PreferenceForm } from "./preference-form";
import type { Preference } from "./reminder";

type Props = {
  readonly href: string;
  /** Masked: whoever holds the link need not learn it. */
  readonly email: string;
  readonly wants: Preference;
  readonly saved: boolean;
  readonly error?: string | undefined;
};

export function StopRemindersPage({ href, email, wants, saved, error }: Props) {
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
        {t("reminder.stopPage.title")}
      </PageTitle>
      {wants !== "none" && (
        <form method="post" action={href} className="mb-10">
          <Button name="aksi" value="berhenti">
            {t("reminder.stopPage.stopAll")}
          </Button>
        </form>
      )}
      <div>
        <Section title={t("reminder.stopPage.choose")}>
          <PreferenceForm action={href} wants={wants} error={error} look="secondary" />
        </Section>
      </div>
    </div>
  );
}
