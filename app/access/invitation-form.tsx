/** Choosing a password for the role one was invited to; or hearing that the link is no longer good. */
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { FormColumn, PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";

type Props = {
  readonly token: string;
  readonly email: string;
  readonly unit: string;
  readonly mistake?: { readonly field: "sandi" | "ulangi"; readonly mistake: string } | undefined;
};

export function InvitationForm({ token, email, unit, mistake }: Props) {
  const t = useWords();
  const errorAt = (field: string) => (mistake?.field === field ? mistake.mistake : undefined);
  return (
    <>
      <ErrorSummary mistakes={mistake ? [{ field: mistake.field, message: mistake.mistake }] : []} />
      <PageTitle lead={t("payroll.invite.lead", { unit, email })}>{t("payroll.invite.title")}</PageTitle>
      <form method="post" action={`/bendahara/undangan?kunci=${encodeURIComponent(token)}`} noValidate>
        <input type="hidden" name="kunci" value={token} />
        <input type="hidden" name="email" value={email} autoComplete="username" />
        <FormColumn>
          <TextField
            name="sandi"
            type="password"
            label={t("payroll.invite.password")}
            hint={t("payroll.invite.passwordHint")}
            error={errorAt("sandi")}
            autoComplete="new-password"
            maxLength={128}
          />
          <TextField
            name="ulangi"
            type="password"
            label={t("payroll.invite.again")}
            error={errorAt("ulangi")}
            autoComplete="new-password"
            maxLength={128}
          />
        </FormColumn>
        <p className="mt-6 max-w-read text-ink-soft">{t("payroll.invite.sponsorToo")}</p>
        <ButtonRow>
          <Button>{t("payroll.invite.save")}</Button>
        </ButtonRow>
      </form>
    </>
  );
}

export function InvitationGone() {
  const t = useWords();
  return (
    <div role="status">
      <PageTitle lead={t("payroll.invite.goneLead")}>{t("payroll.invite.goneTitle")}</PageTitle>
      <p className="max-w-read">{t("payroll.invite.goneNext")}</p>
      <ButtonRow>
        <ButtonLink href="/admin/masuk?kembali=%2Fbendahara">{t("payroll.invite.enter")}</ButtonLink>
      </ButtonRow>
    </div>
  );
}
