/** The lines every letter ends with: who writes, under which permit, how to answer. */
import type { Words } from "~/words/words";

export type Operator = { readonly name: string; readonly contact?: string; readonly permit?: string };

/** `why` says in one sentence why the receiver gets this letter. */
export function letterFooter(t: Words, operator: Operator, why: string): readonly string[] {
  return [
    why,
    t("mail.footer.answer"),
    t("mail.footer.operator", { name: operator.name }),
    ...(operator.contact ? [t("mail.footer.contact", { contact: operator.contact })] : []),
    ...(operator.permit ? [t("mail.footer.permit", { permit: operator.permit })] : []),
    t("mail.footer.independent"),
  ];
}
