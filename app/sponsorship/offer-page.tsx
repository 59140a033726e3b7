/** The invitation to go on with a worker: who asks, for whom, from when and for how much; and the two answers. */
import { formatDay } from "~/calendar/day";
import { formatMonth, formatMonths } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { RadioGroup } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { FormColumn, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { SummaryList } from "~/ui/summary-list";
import { useLocale, useWords } from "~/words/use-words";
import type { OfferView } from "./gather-offer.server";

type OfferPageProps = {
  readonly offer: OfferView;
  readonly href: string;
  readonly isWelcome: boolean;
  readonly answer?:
    | { readonly given: { readonly name: string; readonly interval: string }; readonly isBusy?: boolean }
    | undefined;
};

export function OfferPage(props: OfferPageProps) {
  const { offer } = props;
  if (offer.gone) return <Answered {...props} gone={offer.gone} />;
  return <Open {...props} />;
}

function Answered({
  offer,
  isWelcome,
  gone,
}: OfferPageProps & { readonly gone: NonNullable<OfferView["gone"]> }) {
  const t = useWords();
  if (gone === "accepted" && isWelcome)
    return (
      <div role="status">
        <PageTitle lead={t("promise.takeOver.acceptedLead", { name: offer.workerName })}>
          {t("promise.takeOver.acceptedTitle")}
        </PageTitle>
        <p className="max-w-read">{t("promise.takeOver.acceptedNext", { email: offer.toAddress })}</p>
        <ButtonRow>
          <ButtonLink href="/saya">{t("promise.takeOver.open")}</ButtonLink>
        </ButtonRow>
      </div>
    );
  if (gone === "declined")
    return (
      <div role="status">
        <PageTitle lead={t("promise.takeOver.declinedLead", { giver: offer.giverName })}>
          {t("promise.takeOver.declinedTitle")}
        </PageTitle>
        <ButtonRow>
          <ButtonLink look="secondary" href="/">
            {t("promise.takeOver.home")}
          </ButtonLink>
        </ButtonRow>
      </div>
    );
  return (
    <>
      <PageTitle lead={t(`promise.takeOver.gone.${gone}`)}>{t("promise.takeOver.goneTitle")}</PageTitle>
      <ButtonRow>
        <ButtonLink look="secondary" href={gone === "accepted" ? "/saya" : "/"}>
          {t(gone === "accepted" ? "promise.takeOver.open" : "promise.takeOver.home")}
        </ButtonLink>
      </ButtonRow>
    </>
  );
}

function Open({ offer, href, answer }: OfferPageProps) {
  const t = useWords();
  const names = { name: offer.workerName, giver: offer.giverName };
  const nameError = answer && !answer.isBusy ? t("promise.takeOver.wrongName") : undefined;
  return (
    <div className="max-w-read">
      {nameError && <ErrorSummary mistakes={[{ field: "nama", message: nameError }]} />}
      <PageTitle lead={t("promise.takeOver.lead", names)}>{t("promise.takeOver.title", names)}</PageTitle>
      {answer?.isBusy && (
        <div className="mb-6">
          <Notice kind="warning" live>
            {t("promise.takeOver.busy")}
          </Notice>
        </div>
      )}
      {offer.words && (
        <div className="mb-6">
          <Notice title={t("promise.takeOver.words", names)}>{offer.words}</Notice>
        </div>
      )}
      <Section title={t("promise.takeOver.facts")}>
        <Facts offer={offer} />
      </Section>
      <form method="post" action={href} noValidate className="mt-8">
        <AcceptFields offer={offer} nameError={nameError} given={answer?.given} />
        <p className="mt-6 text-ink-soft">{t("promise.takeOver.pay", { email: offer.toAddress })}</p>
        <ButtonRow>
          <Button>{t("promise.takeOver.accept")}</Button>
          <Button look="quiet" name="aksi" value="tolak">
            {t("promise.takeOver.decline")}
          </Button>
        </ButtonRow>
      </form>
    </div>
  );
}

function Facts({ offer }: { readonly offer: OfferView }) {
  const t = useWords();
  const locale = useLocale();
  const first = offer.choices[0];
  return (
    <SummaryList
      lines={[
        { term: t("promise.takeOver.worker"), value: offer.workerName },
        { term: t("promise.takeOver.nik"), value: <span className="figures">{offer.nikMasked}</span> },
        { term: t("promise.takeOver.work"), value: offer.occupation },
        { term: t("promise.takeOver.place"), value: offer.place },
        {
          term: t("promise.takeOver.paidUntil"),
          value: offer.paidUntil ? formatDay(offer.paidUntil, locale) : t("promise.takeOver.notPaid"),
        },
        ...(first
          ? [
              {
                term: t("promise.takeOver.from"),
                value: t("promise.takeOver.fromValue", {
                  month: formatMonth(first.months[0]!, locale),
                  day: formatDay(first.dueOn, locale),
                }),
              },
            ]
          : []),
      ]}
    />
  );
}

type AcceptFieldsProps = {
  readonly offer: OfferView;
  readonly nameError: string | undefined;
  readonly given: { readonly name: string; readonly interval: string } | undefined;
};

function AcceptFields({ offer, nameError, given }: AcceptFieldsProps) {
  const t = useWords();
  const locale = useLocale();
  return (
    <FormColumn>
      <TextField
        name="nama"
        autoComplete="name"
        label={t("promise.takeOver.name")}
        hint={t("promise.takeOver.nameHint")}
        error={nameError}
        defaultValue={given?.name}
      />
      <RadioGroup
        name="selang"
        label={t("promise.takeOver.interval")}
        defaultValue={given?.interval || "3"}
        choices={offer.choices.map(({ intervalMonths, months, amountRupiah }) => ({
          value: String(intervalMonths),
          label: t("promise.interval.months", { count: intervalMonths }),
          hint: formatMonths(months, locale),
          aside: amountRupiah === undefined ? undefined : formatRupiah(amountRupiah),
        }))}
      />
    </FormColumn>
  );
}
