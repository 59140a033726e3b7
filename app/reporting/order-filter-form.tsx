import { Button, ButtonLink } from "~/ui/button";
import { SelectField, TextField } from "~/ui/field";
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
  return (
    <form method="get" action="/admin/pesanan" className="mb-6 rounded-box bg-sunk p-4">
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end">
        <TextField
          name="q"
          id="saring-q"
          type="search"
          label={t("admin.orders.text")}
          hint={t("admin.orders.textHint")}
          defaultValue={typed.q}
          maxLength={200}
          autoComplete="off"
        />
        <Button>{t("admin.orders.filter")}</Button>
      </div>
      <details open={inUse.length > 0} className="mt-2">
        <summary className="inline-flex min-h-11 items-center font-semibold text-link">
          {t("admin.orders.filters")}
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
      </details>
      {(inUse.length > 0 || typed.q) && (
        <div className="mt-2">
          <ButtonLink look="quiet" href="/admin/pesanan">
            {t("admin.orders.clear")}
          </ButtonLink>
        </div>
      )}
    </form>
  );
}
