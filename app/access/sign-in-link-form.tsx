/** Asking for a link, and being told to look into the mailbox. */
import { Button, ButtonRow } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { FormColumn, PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";

type Props = {
  readonly email?: string | undefined;
  readonly back?: string | undefined;
  readonly mistake?: string | undefined;
};

export function SignInLinkForm({ email, back, mistake }: Props) {
  const t = useWords();
  return (
    <>
      <ErrorSummary mistakes={mistake ? [{ field: "email", message: mistake }] : []} />
      <PageTitle lead={t("access.link.lead")}>{t("access.link.title")}</PageTitle>
      <form method="post" action="/masuk" noValidate>
        {back && <input type="hidden" name="kembali" value={back} />}
        <FormColumn>
          <TextField
            name="email"
            type="email"
            label={t("access.link.email")}
            hint={t("access.link.emailHint")}
            error={mistake}
            autoComplete="email"
            inputMode="email"
            spellCheck={false}
            maxLength={254}
            defaultValue={email}
          />
        </FormColumn>
        <ButtonRow>
          <Button icon="mail">{t("access.link.send")}</Button>
        </ButtonRow>
      </form>
      <p className="mt-8 text-ink-soft">
        {t("access.link.never")}{" "}
        <a className="link" href="/lindungi">
          {t("access.link.protect")}
        </a>
      </p>
    </>
  );
}

export function SignInLinkSent({ back }: { readonly back?: string | undefined }) {
  const t = useWords();
  const again = back ? `/masuk?kembali=${encodeURIComponent(back)}` : "/masuk";
  return (
    <div role="status">
      <PageTitle lead={t("access.link.sentLead")}>{t("access.link.sentTitle")}</PageTitle>
      <div className="max-w-read space-y-4">
        <p>{t("access.link.sentLife")}</p>
        <p>{t("access.link.sentNothing")}</p>
        <p>
          <a className="link inline-flex min-h-11 items-center" href={again}>
            {t("access.link.again")}
          </a>
        </p>
      </div>
    </div>
  );
}
