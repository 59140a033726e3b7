import { Button } from "~/ui/button";
import { SelectField } from "~/ui/field";
import { Icon } from "~/ui/icons";
import { sayOr } from "~/words/say-or";
import { useWords } from "~/words/use-words";
import { findingAges } from "./finding-filter";

type Props = {
  readonly open: boolean;
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  readonly typed: Readonly<Record<string, string>>;
  readonly exports: { readonly csv: string; readonly xlsx: string };
};

/** The filters of the list; the address keeps them, and the files hold what they leave. */
export function FindingFilterForm({ open, kinds, typed, exports }: Props) {
  const t = useWords();
  const used = ["jenis", "pemilik", "tunda", "umur"].some((name) => typed[name]);
  return (
    <form method="get" action="/admin/temuan" className="mb-6 border-y border-line">
      {!open && <input type="hidden" name="lihat" value="selesai" />}
      <div className="float-right flex flex-wrap items-center gap-x-4">
        {used && (
          <a
            className="link inline-flex min-h-11 items-center"
            href={open ? "/admin/temuan" : "/admin/temuan?lihat=selesai"}
          >
            {t("admin.orders.clear")}
          </a>
        )}
        <a className="link inline-flex min-h-11 items-center" href={exports.csv}>
          {t("reconciliation.work.asCsv")}
        </a>
        <a className="link inline-flex min-h-11 items-center" href={exports.xlsx}>
          {t("reconciliation.work.asXlsx")}
        </a>
      </div>
      <details open={used}>
        <summary className="inline-flex min-h-11 items-center gap-1 font-semibold text-link">
          <span className="turn">
            <Icon name="chevron" size={16} />
          </span>
          <span className="underline underline-offset-4">{t("admin.orders.filters")}</span>
        </summary>
        <div className="mt-2 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <SelectField
            name="jenis"
            label={t("admin.findings.kind")}
            empty={t("reconciliation.work.anyKind")}
            defaultValue={typed.jenis}
            choices={kinds.map(({ kind, count }) => ({
              value: kind,
              label: `${sayOr(t, `admin.findingKind.${kind}`, kind)} (${count})`,
            }))}
          />
          <SelectField
            name="umur"
            label={t("reconciliation.work.age")}
            empty={t("reconciliation.work.anyAge")}
            defaultValue={typed.umur}
            choices={findingAges.map((days) => ({
              value: String(days),
              label: t("reconciliation.work.older", { days }),
            }))}
          />
          <SelectField
            name="pemilik"
            label={t("reconciliation.work.owner")}
            empty={t("reconciliation.work.anyOwner")}
            defaultValue={typed.pemilik}
            choices={[
              { value: "saya", label: t("reconciliation.work.mine") },
              { value: "tanpa", label: t("reconciliation.work.nobody") },
            ]}
          />
          {open && (
            <SelectField
              name="tunda"
              label={t("reconciliation.work.held")}
              empty={t("reconciliation.work.heldHidden")}
              defaultValue={typed.tunda}
              choices={[
                { value: "tampil", label: t("reconciliation.work.heldShown") },
                { value: "hanya", label: t("reconciliation.work.heldOnly") },
              ]}
            />
          )}
        </div>
        <div className="my-4">
          <Button look="secondary">{t("admin.orders.filter")}</Button>
        </div>
      </details>
    </form>
  );
}
