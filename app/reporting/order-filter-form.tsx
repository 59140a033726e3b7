import { Button } from "~/ui/button";
import { SelectField, TextField } from "~/ui/field";
import { Icon } from "~/ui/icons";
import { useWords } from "~/words/use-words";
import { type FilterMistake, orderStates } from "./order-filter";

type Props = {
  readonly typed: Readonly<Record<string, string>>;
  readonly mistakes: Readonly<Record<string, FilterMistake>>;
};

const extra = ["keadaan", "dari", "sampai", "min", "maks"] as const;

/** The filters of the list; the address keeps them, so that a search can be saved as a bookmark. */
export function OrderFilterForm({ typed, mistakes }: Props) {
  const t = useWords();
  const errorOf = (name: string) => {
    const mistake = mistakes[name];
    return mistake && t(`admin.orders.mistake.${mistake}`);
  };
  const inUse = extra.filter((name) => typed[name]);
  const filtered = inUse.length > 0 || Boolean(typed.q);
  return (
    <form method="get" action="/admin/pesanan" className="mb-6 border-y border-line">
      <input type="hidden" name="q" value={typed.q ?? ""} />
      <div className="float-right flex items-center gap-4">
        {filtered && (
          <a className="link inline-flex min-h-11 items-center" href="/admin/pesanan">
            {t("admin.orders.clear")}
          </a>
        )}
      </div>
      <details open={inUse.length > 0}>
        <summary className="inline-flex min-h-11 items-center gap-1 font-semibold text-link">
          <span className="turn">
            <Icon name="chevron" size={16} />
          </span>
          <span className="underline underline-offset-4">{t("admin.orders.filters")}</span>
        </summary>
        <div className="mt-2 grid gap-4 sm:grid-cols-2 lg:grid-cols-5">
          <SelectField
            name="keadaan"
            label={t("admin.orders.state")}
            empty={t("admin.orders.anyState")}
            error={errorOf("keadaan")}
            defaultValue={typed.keadaan}
            choices={orderStates.map((state) => ({ value: state, label: t(`admin.orderState.${state}`) }))}
          />
          {(["dari", "sampai"] as const).map((name) => (
            <TextField
              key={name}
              name={name}
              type="date"
              label={t(name === "dari" ? "admin.orders.from" : "admin.orders.to")}
              error={errorOf(name)}
              defaultValue={typed[name]}
            />
          ))}
          {(["min", "maks"] as const).map((name) => (
            <TextField
              key={name}
              name={name}
              prefix="Rp"
              inputMode="numeric"
              label={t(name === "min" ? "admin.orders.least" : "admin.orders.most")}
              error={errorOf(name)}
              defaultValue={typed[name]}
              maxLength={20}
            />
          ))}
        </div>
        <div className="my-4">
          <Button look="secondary">{t("admin.orders.filter")}</Button>
        </div>
      </details>
    </form>
  );
}
