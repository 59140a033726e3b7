import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon, type IconName } from "./icons";

export type NoticeKind = "info" | "success" | "warning" | "danger";

const looks: Record<NoticeKind, { readonly box: string; readonly mark: string; readonly icon: IconName }> = {
  info: { box: "border-link-line bg-link-wash", mark: "text-link", icon: "info" },
  success: { box: "border-leaf-line bg-leaf-wash", mark: "text-leaf", icon: "check" },
  warning: { box: "border-amber-line bg-amber-wash", mark: "text-amber", icon: "warning" },
  danger: { box: "border-clay-line bg-clay-wash", mark: "text-clay", icon: "stop" },
};

type NoticeProps = {
  readonly kind?: NoticeKind;
  readonly title?: ReactNode;
  /** Read out at once: only for what just happened because of the reader's own act. */
  readonly live?: boolean;
  readonly children?: ReactNode;
};

/** Something to know before going on. The kind is said in words to those who do not see the mark. */
export function Notice({ kind = "info", title, live = false, children }: NoticeProps) {
  const { t } = useTranslation();
  const { box, mark, icon } = looks[kind];
  return (
    <div role={live ? "status" : undefined} className={`flex gap-3 rounded-box border p-4 text-ink ${box}`}>
      <span className={`mt-0.5 ${mark}`}>
        <Icon name={icon} />
        <span className="sr-only">{t(`ui.${kind}`)}: </span>
      </span>
      <div className="min-w-0 grow">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className={title ? "mt-1" : undefined}>{children}</div>}
      </div>
    </div>
  );
}
