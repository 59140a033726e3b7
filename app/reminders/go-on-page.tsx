/** Behind the button of a reminder: what can be paid now, in as few groups as it takes, and a way to say no. */
import { addDays, formatDay, lastDayOf } from "~/calendar/day";
import { addMonths, formatMonths } from "~/calendar/iuran-month";
import { useClockWords } from "~/coverage/clock-words";
import type { LapseClock } from "~/coverage/lapse-clock";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink } from "~/ui/button";
import { RadioGroup } from "~/ui/choices";
import { Disclosure } from "~/ui/disclosure";
import { Money, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { StateMark } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";
import type { Offer, OfferGroup } from "./offer";
import { refusalReasons } from "./refusal";

export type GoOnPageProps = {
  readonly href: string;
  readonly groups: readonly (OfferGroup & { readonly payHref?: string | undefined })[];
  readonly quiet: readonly { readonly workerId: string; readonly name: string; readonly clock: LapseClock }[];
  /** Whom the sponsor has just declined to go on with. */
  readonly refused?: { readonly workerId: string; readonly name: string } | undefined;
  readonly mistake?: { readonly workerId: string; readonly message: string } | undefined;
};

export function GoOnPage({ href, groups, quiet, refused, mistake }: GoOnPageProps) {
  const t = useWords();
  const bought = groups.flatMap((group) => group.offers).filter((offer) => offer.ask.of === "bought");
  return (
    <div className="max-w-read">
      {refused && (
        <div className="mb-6">
          <Notice kind="info" title={t("reminder.refuse.done", { name: refused.name })} live>
            <form method="post" action={href} className="mt-2">
              <input type="hidden" name="pekerja" value={refused.workerId} />
              <Button look="quiet" name="aksi" value="tetap">
                {t("reminder.refuse.undo")}
              </Button>
            </form>
          </Notice>
        </div>
      )}
      <PageTitle lead={groups.length > 0 ? t("reminder.page.lead") : undefined}>
        {groups.length > 0 ? t("reminder.page.title") : t("reminder.page.nothing")}
      </PageTitle>
      <div className="flex flex-col">
        {groups.map((group, index) => (
          <Section
            key={group.key}
            title={t(
              `reminder.page.group.${group.kind === "renewal" ? "renewal" : group.wish ? "resting" : "bought"}`,
            )}
          >
            <Group href={href} group={group} primary={index === 0} />
          </Section>
        ))}
        {quiet.length > 0 && (
          <Section title={t("reminder.page.quiet")}>
            <ul className="flex flex-col gap-3">
              {quiet.map((worker) => (
                <QuietWorker key={worker.workerId} {...worker} />
              ))}
            </ul>
          </Section>
        )}
        {bought.length > 0 && (
          <Section title={t("reminder.refuse.title")}>
            {bought.map((offer) => (
              <Refusal key={offer.workerId} href={href} offer={offer} mistake={mistake} />
            ))}
          </Section>
        )}
      </div>
      <div className="mt-10">
        <a className="link inline-flex min-h-11 items-center" href="/saya">
          {t("reminder.page.mine")}
        </a>
      </div>
    </div>
  );
}

type GroupProps = {
  readonly href: string;
  readonly group: GoOnPageProps["groups"][number];
  readonly primary: boolean;
};

function Group({ href, group, primary }: GroupProps) {
  const t = useWords();
  const look = primary ? "primary" : "secondary";
  const pay = t("reminder.pay", { amount: formatRupiah(group.totalRupiah) });
  return (
    <>
      <ul className="mb-6">
        {group.offers.map((offer) => (
          <li key={offer.workerId} className="flex justify-between gap-4 border-b border-line py-3">
            <span className="min-w-0">
              <span className="block font-semibold">{offer.name}</span>
              <span className="block text-small text-ink-soft">
                {t("reminder.page.months", { months: formatMonths(offer.months, "id") })}
              </span>
              {offer.protectedUntil && (
                <span className="block text-small text-ink-soft">
                  {t("reminder.page.until", { until: formatDay(offer.protectedUntil, "id") })}
                </span>
              )}
            </span>
            <Money>{formatRupiah(offer.amountRupiah)}</Money>
          </li>
        ))}
      </ul>
      {group.kind === "renewal" ? (
        <ButtonLink look={look} href={group.payHref ?? "/saya"}>
          {pay}
        </ButtonLink>
      ) : (
        <form method="post" action={href}>
          <input type="hidden" name="kelompok" value={group.key} />
          <Button look={look} name="aksi" value="lanjut">
            {pay}
          </Button>
        </form>
      )}
    </>
  );
}

function QuietWorker({ name, clock }: { readonly name: string; readonly clock: LapseClock }) {
  const { tone, state, next } = useClockWords(clock);
  return (
    <li className="border-b border-line pb-3">
      <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="font-semibold">{name}</span>
        <StateMark tone={tone}>{state}</StateMark>
      </span>
      {next && <span className="mt-1 block text-small text-ink-soft">{next}</span>}
    </li>
  );
}

type RefusalProps = {
  readonly href: string;
  readonly offer: Offer;
  readonly mistake: GoOnPageProps["mistake"];
};

/** What saying no means for the worker, in dates, before it is said. */
function Refusal({ href, offer, mistake }: RefusalProps) {
  const t = useWords();
  const until = offer.protectedUntil ?? addDays(`${offer.ask.month}-01`, -1);
  const ends = offer.endsAfter ?? lastDayOf(addMonths(offer.ask.month, 2));
  const field = `alasan-${offer.workerId}`;
  const error = mistake?.workerId === offer.workerId ? mistake.message : undefined;
  return (
    <Disclosure summary={t("reminder.refuse.of", { name: offer.name })} open={error !== undefined}>
      <p className="my-2">
        {t("reminder.refuse.means", { until: formatDay(until, "id"), ends: formatDay(ends, "id") })}
      </p>
      <form method="post" action={href} noValidate className="my-4 flex flex-col gap-4">
        <input type="hidden" name="pekerja" value={offer.workerId} />
        <RadioGroup
          name={field}
          label={t("reminder.refuse.why")}
          error={error}
          choices={refusalReasons.map((value) => ({ value, label: t(`reminder.refuse.reasons.${value}`) }))}
        />
        <div>
          <Button look="danger" name="aksi" value="tidak">
            {t("reminder.refuse.do", { name: offer.name })}
          </Button>
        </div>
      </form>
    </Disclosure>
  );
}
