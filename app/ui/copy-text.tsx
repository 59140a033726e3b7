import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons";

type CopyTextProps = {
  /** What it is, for a screen reader: `Nomor pesanan`. */
  readonly label: string;
  readonly text: string;
};

/** A code or an address to take along: one touch selects all of it, and with JavaScript a button copies it. */
export function CopyText({ label, text }: CopyTextProps) {
  const { t } = useTranslation();
  const [canCopy, setCanCopy] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setCanCopy(typeof navigator.clipboard?.writeText === "function"), []);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCanCopy(false),
    );
  };
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-2">
      <code className="figures select-all rounded-small border border-line bg-sunk px-2 py-1 font-sans font-semibold break-all">
        {text}
      </code>
      {canCopy && (
        <button
          type="button"
          onClick={copy}
          className="inline-flex min-h-11 items-center gap-2 rounded-box px-2 font-semibold text-leaf hover:bg-leaf-wash"
        >
          <Icon name={copied ? "check" : "copy"} size={16} />
          <span aria-live="polite">{copied ? t("ui.copied") : t("ui.copy")}</span>
          <span className="sr-only"> {label}</span>
        </button>
      )}
    </span>
  );
}
