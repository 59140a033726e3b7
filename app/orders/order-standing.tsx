/** The first words on an order's page: how it stands, whether money moved, and the one thing to do. */
import { formatRupiah, type Rupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { StateMark } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";
import type { OrderStanding as Standing } from "./sponsor-order";
import { type PlainTrouble, PlainTroubleNotice } from "./trouble-notices";

type OrderStandingProps = {
  readonly standing: Standing;
  readonly code: string;
  readonly email: string;
  readonly total: Rupiah;
  readonly workers: number;
  /** Written out. */
  readonly until: string;
  /** This page, for its own forms. */
  readonly href: string;
  readonly trouble: PlainTrouble | undefined;
};

export function OrderStanding(props: OrderStandingProps) {
  const t = useWords();
  const { standing, code, trouble } = props;
  const { title, lead } = useSaying(props);
  const mark = marks[standing];
  return (
    <>
      {trouble && (
        <div className="mb-6">
          <PlainTroubleNotice trouble={trouble} />
        </div>
      )}
      <div role="status">
        <PageTitle
          kicker={
            <span className="flex flex-wrap items-center gap-3">
              <span className="figures">{t("order.page.title", { code })}</span>
              <StateMark tone={mark.tone}>{t(`sponsor.orderStates.${mark.word}`)}</StateMark>
            </span>
          }
          lead={lead}
        >
          {title}
        </PageTitle>
      </div>
      <NextAct {...props} />
    </>
  );
}

const marks = {
  open: { tone: "waiting", word: "open" },
  checking: { tone: "waiting", word: "checking" },
  checking_slow: { tone: "waiting", word: "checking" },
  processing: { tone: "waiting", word: "processing" },
  cancelled: { tone: "waiting", word: "open" },
  failed: { tone: "bad", word: "open" },
  paid: { tone: "good", word: "settled" },
  expired: { tone: "neutral", word: "expired" },
  replaced: { tone: "neutral", word: "replaced" },
} as const;

function useSaying({ standing, until, email, total, workers }: OrderStandingProps) {
  const t = useWords();
  switch (standing) {
    case "open":
      return { title: t("order.page.openTitle"), lead: t("order.page.openLead", { until }) };
    case "cancelled":
      return { title: t("order.page.cancelledTitle"), lead: t("order.page.cancelled", { until }) };
    case "failed":
      return { title: t("order.page.failedTitle"), lead: t("order.page.failed") };
    case "checking":
      return { title: t("order.page.checkingTitle"), lead: t("order.page.checkingLead") };
    case "checking_slow":
      return { title: t("order.page.checkingTitle"), lead: t("order.page.checkingSlow") };
    case "processing":
      return { title: t("order.page.processingTitle"), lead: t("order.page.processingLead", { email }) };
    case "paid":
      return {
        title: t("order.page.paidTitle"),
        lead: t("order.page.paidLead", { amount: formatRupiah(total), count: workers, email }),
      };
    case "expired":
      return { title: t("order.page.endedTitle"), lead: t("order.page.expiredLead") };
    case "replaced":
      return { title: t("order.page.endedTitle"), lead: t("order.page.replacedLead") };
  }
}

function NextAct({ standing, href, total }: OrderStandingProps) {
  const t = useWords();
  switch (standing) {
    case "open":
    case "cancelled":
    case "failed":
    case "checking_slow":
      return (
        <form method="post" action={href} className="mb-10">
          <Button name="aksi" value="bayar">
            {t("order.page.payNow", { amount: formatRupiah(total) })}
          </Button>
        </form>
      );
    case "checking":
    case "processing":
      return (
        <div className="mb-10">
          <ButtonLink look="secondary" href={href}>
            {t("order.page.reload")}
          </ButtonLink>
        </div>
      );
    case "expired":
    case "replaced":
      return (
        <div className="mb-10 max-w-read">
          <Notice>{t("order.page.lateMoney")}</Notice>
          <form method="post" action={href} className="mt-6">
            <Button name="aksi" value="ulang">
              {t("order.page.orderAgain")}
            </Button>
          </form>
        </div>
      );
    case "paid":
      return null;
  }
}

/** At the end of a paid order's page: the two ways on. */
export function AfterPaying() {
  const t = useWords();
  return (
    <ButtonRow>
      <ButtonLink href="/saya">{t("order.page.mine")}</ButtonLink>
      <ButtonLink look="secondary" href="/lindungi?baru">
        {t("order.page.another")}
      </ButtonLink>
    </ButtonRow>
  );
}
