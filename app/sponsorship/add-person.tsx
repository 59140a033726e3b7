/** The way to one more worker, with what becomes of the payments. */
import { ButtonLink } from "~/ui/button";
import { Section } from "~/ui/layout";
import { useWords } from "~/words/use-words";

export function AddPerson() {
  const t = useWords();
  return (
    <Section title={t("promise.newPerson.title")}>
      <p className="mb-4 max-w-read text-ink-soft">{t("promise.newPerson.note")}</p>
      <ButtonLink look="secondary" icon="plus" href="/lindungi">
        {t("promise.newPerson.go")}
      </ButtonLink>
    </Section>
  );
}
