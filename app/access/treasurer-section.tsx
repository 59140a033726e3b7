/** Who is treasurer of a unit, who was invited, and naming another. */
import { formatDay } from "~/calendar/day";
import { dayInWib } from "~/calendar/wib";
import { Button, ButtonRow } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { FormColumn, Section } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import { useWords } from "~/words/use-words";

export type TreasurerAnswer = {
  readonly email: string;
  readonly namaBendahara: string;
  readonly field: "email" | "namaBendahara";
  readonly rule: "not_an_address" | "not_a_name" | "already";
};

type Props = {
  readonly unitId: string;
  readonly treasurers: readonly {
    readonly roleId: number;
    readonly name: string;
    readonly email: string;
    readonly grantedAt: Date;
  }[];
  readonly invitations: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly expiresAt: Date;
  }[];
  readonly mayAct: boolean;
  readonly news?: { readonly kind: "appointed" | "invited" | "ended"; readonly email: string } | undefined;
  readonly answer?: TreasurerAnswer | undefined;
};

export function TreasurerSection({ unitId, treasurers, invitations, mayAct, news, answer }: Props) {
  const t = useWords();
  const errorAt = (field: TreasurerAnswer["field"]) =>
    answer?.field === field ? t(`payroll.appoint.mistake.${answer.rule}`) : undefined;
  return (
    <Section title={t("payroll.appoint.title")} id="bendahara">
      {answer && (
        <ErrorSummary
          mistakes={[{ field: answer.field, message: t(`payroll.appoint.mistake.${answer.rule}`) }]}
        />
      )}
      {news && (
        <div className="mb-4">
          <Notice kind="success" live>
            {t(`payroll.appoint.${news.kind}`, { email: news.email })}
          </Notice>
        </div>
      )}
      <p className="mb-4 max-w-read text-ink-soft">{t("payroll.appoint.lead")}</p>
      {treasurers.length === 0 && <p>{t("payroll.appoint.none")}</p>}
      <ul className="max-w-form">
        {treasurers.map((treasurer) => (
          <li
            key={treasurer.roleId}
            className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line py-2"
          >
            <span className="min-w-0">
              <span className="block font-semibold">{treasurer.name}</span>
              <span className="block break-words text-small text-ink-soft">
                {treasurer.email},{" "}
                {t("payroll.appoint.since", { day: formatDay(dayInWib(treasurer.grantedAt), "id") })}
              </span>
            </span>
            {mayAct && (
              <form method="post" action={`/admin/unit/${unitId}`}>
                <input type="hidden" name="peran" value={treasurer.roleId} />
                <Button look="quiet" name="apa" value="berhentikan">
                  {t("payroll.appoint.end")}
                  <span className="sr-only">: {t("payroll.appoint.endNamed", { name: treasurer.name })}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
        {invitations.map((invitation) => (
          <li key={invitation.id} className="border-b border-line py-2 text-ink-soft">
            {t("payroll.appoint.pending", {
              name: invitation.name,
              email: invitation.email,
              day: formatDay(dayInWib(invitation.expiresAt), "id"),
            })}
          </li>
        ))}
      </ul>
      {mayAct && (
        <form method="post" action={`/admin/unit/${unitId}`} className="mt-6" noValidate>
          <FormColumn>
            <TextField
              name="namaBendahara"
              label={t("payroll.appoint.name")}
              error={errorAt("namaBendahara")}
              defaultValue={answer?.namaBendahara}
              autoComplete="off"
              maxLength={120}
            />
            <TextField
              name="email"
              type="email"
              label={t("payroll.appoint.email")}
              hint={t("payroll.appoint.emailHint")}
              error={errorAt("email")}
              defaultValue={answer?.email}
              autoComplete="off"
              spellCheck={false}
              maxLength={254}
            />
          </FormColumn>
          <ButtonRow>
            <Button look="secondary" name="apa" value="bendahara">
              {t("payroll.appoint.add")}
            </Button>
          </ButtonRow>
        </form>
      )}
    </Section>
  );
}
