/** A civil servant's own words: name, unit out of a list that can be searched, and the NIP for those who like. */
import { Button, ButtonLink, ButtonRow } from "~/ui/button";
import { CheckboxField } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { NumberField, SelectField, TextField } from "~/ui/field";
import { FormColumn, PageTitle } from "~/ui/layout";
import { Notice } from "~/ui/notice";
import type { ListedUnit } from "~/units/unit-list";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import { OTHER_UNIT } from "./asn-registration";

export type AsnTyped = Readonly<
  Partial<Record<"nama" | "unit" | "unitLain" | "nip" | "cari" | "hapusNip", string>>
>;

type Props = {
  readonly typed: AsnTyped;
  readonly units: readonly Pick<ListedUnit, "id" | "name" | "kind">[];
  /** How many units the search found; absent when nothing was searched. */
  readonly found?: number | undefined;
  readonly nipMasked?: string | undefined;
  readonly merged?: { readonly name: string; readonly successorName: string } | undefined;
  readonly mistakes: readonly { readonly field: string; readonly rule: string }[];
  readonly tooOften?: number | undefined;
  readonly saved: boolean;
};

export function AsnForm({ typed, units, found, nipMasked, merged, mistakes, tooOften, saved }: Props) {
  const t = useWords();
  const sentence = ({ field, rule }: Props["mistakes"][number]) =>
    sayOr(t, `payroll.asn.mistake.${field}.${rule}`, rule);
  const errorOf = (field: string) => {
    const mistake = mistakes.find((each) => each.field === field);
    return mistake && sentence(mistake);
  };
  return (
    <>
      <ErrorSummary mistakes={mistakes.map((each) => ({ field: each.field, message: sentence(each) }))} />
      <div className="mb-6 flex flex-col gap-4 empty:hidden">
        {saved && (
          <Notice kind="success" live>
            {t("payroll.asn.saved")}
          </Notice>
        )}
        {tooOften !== undefined && (
          <Notice kind="warning" live>
            {t("payroll.asn.tooOften", { minutes: tooOften })}
          </Notice>
        )}
        {merged && (
          <Notice kind="warning">
            {t("payroll.asn.merged", { name: merged.name, successor: merged.successorName })}
          </Notice>
        )}
      </div>
      <PageTitle lead={t("payroll.asn.lead")}>{t("payroll.asn.title")}</PageTitle>
      <form method="post" action="/saya/asn" noValidate>
        <FormColumn>
          <TextField
            name="nama"
            label={t("payroll.asn.name")}
            hint={t("payroll.asn.nameHint")}
            error={errorOf("nama")}
            defaultValue={typed.nama}
            autoComplete="name"
            maxLength={120}
          />
          <div>
            <div className="flex flex-col gap-3 sm:flex-row sm:items-end">
              <div className="grow">
                <TextField
                  name="cari"
                  type="search"
                  label={t("payroll.asn.findUnit")}
                  hint={t("payroll.asn.findUnitHint")}
                  defaultValue={typed.cari}
                  autoComplete="off"
                  maxLength={100}
                />
              </div>
              <Button look="secondary" name="aksi" value="cari" icon="search">
                {t("payroll.asn.find")}
              </Button>
            </div>
            {found !== undefined && (
              <p role="status" className="mt-2 text-ink-soft">
                {found === 0 ? t("payroll.asn.foundNone") : t("payroll.asn.found", { count: found })}
              </p>
            )}
          </div>
          <SelectField
            name="unit"
            label={t("payroll.asn.unit")}
            hint={t("payroll.asn.unitHint")}
            error={errorOf("unit")}
            defaultValue={typed.unit ?? ""}
            empty={t("payroll.asn.chooseUnit")}
            choices={[
              ...units.map(({ id, name, kind }) => ({
                value: id,
                label: name,
                group: t(`keeping.units.kinds.${kind}`),
              })),
              {
                value: OTHER_UNIT,
                label: t("payroll.asn.other"),
                group: t("payroll.asn.otherGroup"),
              },
            ]}
          />
          <TextField
            name="unitLain"
            label={t("payroll.asn.unitOther")}
            hint={t("payroll.asn.unitOtherHint")}
            error={errorOf("unitLain")}
            defaultValue={typed.unitLain}
            autoComplete="organization"
            maxLength={220}
            optional
          />
          <NumberField
            name="nip"
            label={t("payroll.asn.nip")}
            hint={
              <>
                {t("payroll.asn.nipHint")}
                {nipMasked && (
                  <span className="mt-1 block">{t("payroll.asn.nipKept", { nip: nipMasked })}</span>
                )}
              </>
            }
            error={errorOf("nip")}
            defaultValue={typed.nip}
            width="16"
            maxLength={30}
            optional
          />
          {nipMasked && (
            <CheckboxField
              name="hapusNip"
              value="ya"
              label={t("payroll.asn.forget")}
              defaultChecked={typed.hapusNip === "ya"}
            />
          )}
        </FormColumn>
        <ButtonRow>
          <Button name="aksi" value="simpan">
            {t("payroll.asn.save")}
          </Button>
          {saved && (
            <ButtonLink look="secondary" href="/saya/potong-gaji">
              {t("payroll.asn.toPayroll")}
            </ButtonLink>
          )}
          <ButtonLink look="quiet" href="/saya">
            {t("payroll.back")}
          </ButtonLink>
        </ButtonRow>
      </form>
    </>
  );
}
