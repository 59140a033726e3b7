/** The two steps that change something: signing, and withdrawing. What will happen is said before the button. */
import { type Day, formatDay } from "~/calendar/day";
import { formatMonth, formatMonths, type IuranMonth } from "~/calendar/iuran-month";
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { CheckboxField } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextAreaField, TextField } from "~/ui/field";
import { Card, FormColumn, PageTitle, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";
import type { ShownOffer } from "./mandate-page";

type SignProps = {
  readonly name: string;
  readonly fromMonth: IuranMonth;
  readonly totalRupiah: number;
  readonly textVersion: string;
  readonly sentences: readonly string[];
  readonly offers: readonly ShownOffer[];
  readonly replaces: boolean;
  readonly typed: { readonly nama?: string; readonly setuju?: string };
  readonly refused?: {
    readonly field: "pekerja" | "nama" | "setuju";
    readonly rule: "nothing_chosen" | "name_differs" | "not_agreed" | "changed";
  };
};

export function SignMandate(props: SignProps) {
  const { name, sentences, offers, typed, refused } = props;
  const t = useWords();
  const sentence = refused && t(`payroll.mandate.mistake.${refused.rule}`);
  const errorAt = (field: string) => (refused?.field === field ? sentence : undefined);
  return (
    <>
      <ErrorSummary
        mistakes={
          refused && sentence
            ? [{ field: refused.field === "pekerja" ? "isi" : refused.field, message: sentence }]
            : []
        }
      />
      <PageTitle lead={t("payroll.mandate.signLead")}>{t("payroll.mandate.signTitle")}</PageTitle>
      <form method="post" action="/saya/potong-gaji" noValidate>
        <input type="hidden" name="versi" value={props.textVersion} />
        <input type="hidden" name="mulai" value={props.fromMonth} />
        <input type="hidden" name="jumlah" value={props.totalRupiah} />
        {offers.map((offer) => (
          <input key={offer.workerId} type="hidden" name="pekerja" value={offer.workerId} />
        ))}
        <div>
          <Section title={t("payroll.mandate.textTitle")} id="isi">
            <Card>
              <div className="max-w-read space-y-3">
                {sentences.map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </div>
            </Card>
          </Section>
          <Section title={t("payroll.mandate.effect")}>
            <ul className="max-w-read list-disc space-y-2 pl-6">
              {offers.map((offer) => (
                <Effect key={offer.workerId} offer={offer} />
              ))}
            </ul>
            {props.replaces && (
              <div className="mt-4">
                <Notice>{t("payroll.mandate.replaces")}</Notice>
              </div>
            )}
          </Section>
          <Section title={t("payroll.mandate.sign")}>
            <FormColumn>
              <TextField
                name="nama"
                label={t("payroll.mandate.signName")}
                hint={t("payroll.mandate.signNameHint", { name })}
                error={errorAt("nama")}
                defaultValue={typed.nama}
                autoComplete="off"
                maxLength={120}
              />
              <CheckboxField
                name="setuju"
                value="ya"
                label={t("payroll.mandate.agree")}
                error={errorAt("setuju")}
                defaultChecked={typed.setuju === "ya"}
              />
            </FormColumn>
          </Section>
        </div>
        <ButtonRow>
          <Button name="aksi" value="tandatangan">
            {t("payroll.mandate.sign")}
          </Button>
          <ButtonLink look="quiet" href="/saya/potong-gaji">
            {t("payroll.mandate.again")}
          </ButtonLink>
        </ButtonRow>
      </form>
    </>
  );
}

function Effect({ offer }: { readonly offer: ShownOffer }) {
  const t = useWords();
  const words = { worker: offer.workerName, month: formatMonth(offer.firstMonth, "id") };
  return (
    <>
      <li>
        {offer.coveredUntil
          ? t("payroll.mandate.effectCovered", { ...words, day: formatDay(offer.coveredUntil, "id") })
          : t("payroll.mandate.effectNew", words)}
      </li>
      {offer.openMonths.length > 0 && (
        <li>
          {t("payroll.mandate.effectOpen", {
            worker: offer.workerName,
            months: formatMonths(offer.openMonths, "id"),
          })}
        </li>
      )}
    </>
  );
}

type WithdrawProps = {
  readonly nextMonth: IuranMonth;
  readonly closedMonths: readonly IuranMonth[];
  readonly workers: readonly { readonly workerName: string; readonly protectedUntil?: Day }[];
};

export function WithdrawMandate({ nextMonth, closedMonths, workers }: WithdrawProps) {
  const t = useWords();
  return (
    <>
      <PageTitle lead={t("payroll.mandate.withdrawLead")}>{t("payroll.mandate.withdrawTitle")}</PageTitle>
      <ul className="mb-8 max-w-read list-disc space-y-2 pl-6">
        <li>{t("payroll.mandate.withdrawFrom", { month: formatMonth(nextMonth, "id") })}</li>
        {closedMonths.length > 0 && (
          <li>{t("payroll.mandate.withdrawClosed", { months: formatMonths(closedMonths, "id") })}</li>
        )}
        {workers.map((worker) => (
          <li key={worker.workerName}>
            {worker.protectedUntil
              ? t("payroll.mandate.withdrawWorker", {
                  worker: worker.workerName,
                  day: formatDay(worker.protectedUntil, "id"),
                })
              : t("payroll.mandate.withdrawWorkerNone", { worker: worker.workerName })}
          </li>
        ))}
      </ul>
      <form method="post" action="/saya/potong-gaji" noValidate>
        <FormColumn>
          <TextAreaField
            name="alasan"
            label={t("payroll.mandate.reason")}
            hint={t("payroll.mandate.reasonHint")}
            maxLength={500}
            optional
          />
        </FormColumn>
        <ButtonRow>
          <Button look="danger" name="aksi" value="cabut">
            {t("payroll.mandate.doWithdraw")}
          </Button>
          <ButtonLink look="quiet" href="/saya/potong-gaji">
            {t("payroll.mandate.keep")}
          </ButtonLink>
        </ButtonRow>
      </form>
    </>
  );
}
