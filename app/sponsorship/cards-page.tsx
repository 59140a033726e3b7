/** A sponsor's saved cards: which, until when, for whom; a new one; and choosing it after it was left. */
import type { ReactNode } from "react";
import { addMonths, formatMonth, type IuranMonth } from "~/calendar/iuran-month";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { Fieldset } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { EmptyState, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { StateMark } from "~/ui/state-mark";
import { useLocale, useWords } from "~/words/use-words";
import type { CardView } from "./area-view";
import { cardInWords } from "./effect-words";

type Person = { readonly id: string; readonly name: string; readonly cardId?: string | undefined };

type CardsPageProps = {
  readonly email: string;
  readonly thisMonth: IuranMonth;
  readonly cards: readonly CardView[];
  readonly people: readonly Person[];
  /** The card that was just left, when the gateway's page led back here. */
  readonly kept?: CardView | undefined;
  readonly wasLeft: boolean;
  readonly removed: boolean;
  readonly noneChosen: boolean;
  /** The tabs of the area. */
  readonly children: ReactNode;
};

export function CardsPage(props: CardsPageProps) {
  const t = useWords();
  const { email, thisMonth, cards, people, kept, noneChosen, children } = props;
  return (
    <>
      <CardNews {...props} />
      {noneChosen && kept && (
        <ErrorSummary mistakes={[{ field: "untuk", message: t("promise.cards.useNone") }]} />
      )}
      <PageTitle kicker={t("sponsor.signedInAs", { email })} lead={t("promise.cards.lead")}>
        {t("promise.cards.title")}
      </PageTitle>
      {children}
      <div className="flex max-w-read flex-col">
        {kept && people.length > 0 && <UseCard card={kept} people={people} noneChosen={noneChosen} />}
        {cards.length === 0 ? (
          <EmptyState title={t("promise.cards.none")} action={<AddCard />}>
            {t("promise.cards.noneNext")}
          </EmptyState>
        ) : (
          <Section title={t("promise.cards.list")}>
            <ul className="border-t border-line">
              {cards.map((card) => (
                <CardItem key={card.id} card={card} people={people} thisMonth={thisMonth} />
              ))}
            </ul>
            <div className="mt-6">
              <AddCard look="secondary" />
            </div>
          </Section>
        )}
        <p className="mt-4 text-ink-soft">{t("promise.cards.addNote")}</p>
      </div>
    </>
  );
}

function CardNews({ kept, wasLeft, removed }: CardsPageProps) {
  const t = useWords();
  if (!wasLeft && !removed) return null;
  return (
    <div className="mb-6">
      {removed ? (
        <Notice kind="success" live>
          {t("promise.cards.removed")}
        </Notice>
      ) : kept ? (
        <Notice kind="success" live>
          {t("promise.cards.kept", { card: cardInWords(t, kept) })}
        </Notice>
      ) : (
        <Notice live>{t("promise.cards.notKept")}</Notice>
      )}
    </div>
  );
}

function AddCard({ look = "primary" }: { readonly look?: "primary" | "secondary" }) {
  const t = useWords();
  return (
    <form method="post" action="/saya/kartu?index">
      <Button look={look} name="aksi" value="simpan" icon="plus">
        {t("promise.cards.add")}
      </Button>
    </form>
  );
}

type CardItemProps = {
  readonly card: CardView;
  readonly people: readonly Person[];
  readonly thisMonth: IuranMonth;
};

function CardItem({ card, people, thisMonth }: CardItemProps) {
  const t = useWords();
  const names = people.filter(({ cardId }) => cardId === card.id).map(({ name }) => name);
  return (
    <li className="flex items-start justify-between gap-6 border-b border-line py-4">
      <div>
        <h3 className="font-semibold">{cardInWords(t, card)}</h3>
        <CardExpiry card={card} thisMonth={thisMonth} />
        <p className="text-ink-soft">
          {names.length > 0
            ? t("promise.cards.usedFor", { names: names.join(", ") })
            : t("promise.cards.unused")}
        </p>
      </div>
      <a
        href={`/saya/kartu/${card.id}/hapus`}
        className="link -my-2 inline-flex min-h-11 shrink-0 items-center"
      >
        {t("promise.cards.remove")}
        <span className="sr-only"> {t("promise.cards.removeOf", { card: cardInWords(t, card) })}</span>
      </a>
    </li>
  );
}

function CardExpiry({ card: { expiresIn }, thisMonth }: Pick<CardItemProps, "card" | "thisMonth">) {
  const t = useWords();
  const locale = useLocale();
  if (!expiresIn) return null;
  const month = formatMonth(expiresIn, locale);
  if (expiresIn < thisMonth)
    return (
      <p className="my-1">
        <StateMark tone="bad">{t("promise.cards.expired")}</StateMark>
      </p>
    );
  if (expiresIn <= addMonths(thisMonth, 1))
    return (
      <p className="my-1">
        <StateMark tone="waiting">{t("promise.cards.expiring", { month })}</StateMark>
      </p>
    );
  return <p className="text-ink-soft">{t("promise.cards.expires", { month })}</p>;
}

type UseCardProps = {
  readonly card: CardView;
  readonly people: readonly Person[];
  readonly noneChosen: boolean;
};

/** Which people the card that was just left is to pay for. */
function UseCard({ card, people, noneChosen }: UseCardProps) {
  const t = useWords();
  return (
    <Section title={t("promise.cards.useTitle")}>
      <form method="post" action="/saya/kartu?index">
        <input type="hidden" name="kartu" value={card.id} />
        <Fieldset
          id="untuk"
          legend={t("promise.cards.useFor")}
          hint={t("promise.effect.byCard")}
          error={noneChosen ? t("promise.cards.useNone") : undefined}
        >
          <ul>
            {people.map(({ id, name, cardId }) => (
              <li key={id}>
                <label className="flex min-h-11 cursor-pointer items-center gap-3">
                  <input
                    type="checkbox"
                    name="untuk"
                    value={id}
                    defaultChecked={cardId !== card.id}
                    className="tick size-5 shrink-0"
                  />
                  {name}
                </label>
              </li>
            ))}
          </ul>
        </Fieldset>
        <ButtonRow>
          <Button name="aksi" value="pakai">
            {t("promise.cards.use")}
          </Button>
          <ButtonLink look="quiet" href="/saya/kartu">
            {t("promise.cards.later")}
          </ButtonLink>
        </ButtonRow>
      </form>
    </Section>
  );
}
