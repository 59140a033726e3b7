import { Button, ButtonRow } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { FormColumn, PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";

type Props = {
  readonly email?: string | undefined;
  readonly back: string;
  readonly mistake?: string | undefined;
};

/** E-mail and password. What was wrong is not said more closely than that. */
export function StaffDoor({ email, back, mistake }: Props) {
  const t = useWords();
  return (
    <>
      <ErrorSummary mistakes={mistake ? [{ field: "email", message: mistake }] : []} />
      <PageTitle lead={t("access.staff.lead")}>{t("access.staff.title")}</PageTitle>
      <form method="post" action="/admin/masuk" noValidate>
        <input type="hidden" name="kembali" value={back} />
        <FormColumn>
          <TextField
            name="email"
            type="email"
            label={t("access.staff.email")}
            autoComplete="username"
            spellCheck={false}
            maxLength={254}
            defaultValue={email}
          />
          <TextField
            name="password"
            type="password"
            label={t("access.staff.password")}
            autoComplete="current-password"
            maxLength={128}
          />
        </FormColumn>
        <ButtonRow>
          <Button>{t("access.staff.enter")}</Button>
        </ButtonRow>
      </form>
      <p className="mt-8">
        <a className="link" href="/masuk">
          {t("access.staff.sponsorDoor")}
        </a>
      </p>
    </>
  );
}
