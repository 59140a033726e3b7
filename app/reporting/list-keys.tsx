import { useWords } from "~/words/use-words";

/** Loads the keys for a list; the route says `ownScript` in its handle. The hint shows once the keys work. */
export function ListKeys() {
  const t = useWords();
  return (
    <>
      <p hidden data-keys-hint className="mt-4 text-small text-ink-soft max-lg:hidden">
        {t("admin.orders.keys")}
      </p>
      <script src="/admin-keys.js" defer />
    </>
  );
}
