/** /privasi: what is kept about whom, why, how long, and what people may ask for. */
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getWorld } from "~/platform/world.server";
import { PageTitle, Prose } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { createWords } from "~/words/words";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export function loader() {
  return {
    title: createWords("id").t("privacy.pageTitle"),
    contact: getWorld().settings.OPERATOR_CONTACT,
  };
}

export default function Privacy() {
  const t = useWords();
  const { contact } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead={t("privacy.lead")}>{t("privacy.title")}</PageTitle>
      <Prose>
        <h2 className="text-h2 font-bold">{t("privacy.sections.worker.title")}</h2>
        <p>{t("privacy.sections.worker.what")}</p>
        <p>{t("privacy.sections.worker.why")}</p>
        <p>{t("privacy.sections.worker.basis")}</p>
        <h2 className="text-h2 font-bold">{t("privacy.sections.payer.title")}</h2>
        <p>{t("privacy.sections.payer.what")}</p>
        <p>{t("privacy.sections.payer.why")}</p>
        <h2 className="text-h2 font-bold">{t("privacy.sections.safe.title")}</h2>
        <p>{t("privacy.sections.safe.what")}</p>
        <p>{t("privacy.sections.safe.cookies")}</p>
        <h2 className="text-h2 font-bold">{t("privacy.sections.shared.title")}</h2>
        <p>{t("privacy.sections.shared.what")}</p>
        <h2 className="text-h2 font-bold">{t("privacy.sections.kept.title")}</h2>
        <p>{t("privacy.sections.kept.what")}</p>
        <h2 className="text-h2 font-bold">{t("privacy.sections.rights.title")}</h2>
        <p>{t("privacy.sections.rights.what")}</p>
        <p>
          {contact ? t("privacy.sections.rights.how", { contact }) : t("privacy.sections.rights.howPlain")}{" "}
          {t("privacy.sections.rights.law")}
        </p>
      </Prose>
    </>
  );
}
