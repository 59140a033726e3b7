/** A sponsor's payroll: the mandate that holds, the months so far, what stands in the way, and whom to choose. */
import { type Day, formatDay } from "~/calendar/day";
import { formatMonth, formatMonths, type IuranMonth } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { CheckboxField, Fieldset } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { EmptyState, FormColumn, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import { LiveMandate, PayrollMonths, type ShownMandate, type ShownMonth } from "./live-mandate";
import type { Obstacle } from "./mandate";

export type ShownOffer = {
  readonly workerId: string;
  readonly workerName: string;
  readonly monthlyRupiah: number;
  readonly firstMonth: IuranMonth;
  readonly coveredUntil?: Day;
  readonly openMonths: readonly IuranMonth[];
};

type Props = {
  readonly live?: ShownMandate;
  readonly months: readonly ShownMonth[];
  readonly obstacle?: Obstacle;
  readonly signable?: { readonly unitName: string; readonly offers: readonly ShownOffer[] };
  readonly news?: "signed" | "withdrawn" | undefined;
  readonly mistake?: string | undefined;
};

export function MandatePage({ live, months, obstacle, signable, news, mistake }: Props) {
  const t = useWords();
  return (
    <>
      <ErrorSummary mistakes={mistake ? [{ field: "pekerja", message: mistake }] : []} />
      {news && (
        <div className="mb-6">
          <Notice kind="success" live>
            {t(`payroll.mandate.${news}`)}
          </Notice>
        </div>
      )}
      <PageTitle lead={t("payroll.mandate.lead")}>{t("payroll.mandate.title")}</PageTitle>
      <div>
        {live && <LiveMandate live={live} />}
        {months.length > 0 && <PayrollMonths months={months} />}
        {obstacle && <ObstacleNotice obstacle={obstacle} />}
        {signable && (
          <Choice
            {...signable}
            chosen={live?.items.filter((item) => item.isLive).map((item) => item.workerId)}
            mistake={mistake}
          />
        )}
      </div>
      <div className="mt-12">
        <ButtonLink look="quiet" href="/saya">
          {t("payroll.back")}
        </ButtonLink>
      </div>
    </>
  );
}

function ObstacleNotice({ obstacle }: { readonly obstacle: Obstacle }) {
  const t = useWords();
  const words = {
    name: "name" in obstacle ? obstacle.name : "",
    successor: obstacle.kind === "unit_merged" ? obstacle.successorName : "",
  };
  return (
    <Section title={t("payroll.mandate.obstacleTitle")}>
      <p className="max-w-read">{t(`payroll.mandate.obstacle.${obstacle.kind}`, words)}</p>
      <ButtonRow>
        <ButtonLink href="/saya/asn">
          {obstacle.kind === "unit_merged"
            ? t("payroll.mandate.toSuccessor", words)
            : t("payroll.mandate.toAsn")}
        </ButtonLink>
      </ButtonRow>
    </Section>
  );
}

type ChoiceProps = {
  readonly unitName: string;
  readonly offers: readonly ShownOffer[];
  /** Whom the mandate that holds names; absent when none does. */
  readonly chosen?: readonly string[] | undefined;
  readonly mistake?: string | undefined;
};

function Choice({ offers, chosen, mistake }: ChoiceProps) {
  const t = useWords();
  if (offers.length === 0)
    return (
      <EmptyState
        title={t("payroll.mandate.none")}
        action={<ButtonLink href="/lindungi">{t("payroll.mandate.noneAction")}</ButtonLink>}
      >
        {t("payroll.mandate.noneBody")}
      </EmptyState>
    );
  return (
    <div className={chosen && "mt-12 border-t border-line pt-8"}>
      <form method="post" action="/saya/potong-gaji" noValidate>
        <FormColumn>
          <Fieldset
            id="pekerja"
            size="section"
            legend={t(chosen ? "payroll.mandate.change" : "payroll.mandate.choose")}
            hint={t(chosen ? "payroll.mandate.changeHint" : "payroll.mandate.chooseHint")}
            error={mistake}
          >
            <div className="grid gap-2">
              {offers.map((offer) => (
                <CheckboxField
                  key={offer.workerId}
                  id={`pekerja-${offer.workerId}`}
                  name="pekerja"
                  value={offer.workerId}
                  defaultChecked={chosen?.includes(offer.workerId) ?? false}
                  label={offer.workerName}
                  hint={
                    <>
                      {t("payroll.mandate.choice", {
                        amount: formatRupiah(offer.monthlyRupiah),
                        month: formatMonth(offer.firstMonth, "id"),
                      })}{" "}
                      <OfferEffect offer={offer} />
                    </>
                  }
                />
              ))}
            </div>
          </Fieldset>
        </FormColumn>
        <ButtonRow>
          <Button name="aksi" value="tinjau" look={chosen ? "secondary" : "primary"}>
            {t("payroll.mandate.review")}
          </Button>
        </ButtonRow>
      </form>
    </div>
  );
}

function OfferEffect({ offer }: { readonly offer: ShownOffer }) {
  const t = useWords();
  return (
    <span className="mt-1 block">
      {offer.coveredUntil
        ? t("payroll.mandate.coveredUntil", { day: formatDay(offer.coveredUntil, "id") })
        : t("payroll.mandate.notCovered")}{" "}
      {offer.openMonths.length > 0
        ? t("payroll.mandate.openMonths", { months: formatMonths(offer.openMonths, "id") })
        : t("payroll.mandate.noGap")}
    </span>
  );
}
