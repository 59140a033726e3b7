import { Icon, type IconName } from "./icons";

/** How good the news is. The mark's shape and the word say the same; colour only repeats it. */
export type Tone = "good" | "waiting" | "bad" | "info" | "neutral";

export const toneLooks: Record<Tone, string> = {
  good: "border-leaf-line bg-leaf-wash text-leaf",
  waiting: "border-amber-line bg-amber-wash text-amber",
  bad: "border-clay-line bg-clay-wash text-clay",
  info: "border-link-line bg-link-wash text-link",
  neutral: "border-line bg-sunk text-ink-soft",
};

const toneIcons: Record<Tone, IconName> = {
  good: "check",
  waiting: "clock",
  bad: "cross",
  info: "info",
  neutral: "ring",
};

type StateMarkProps = {
  readonly tone: Tone;
  /** Another shape than the tone's own, where two states share a tone. */
  readonly mark?: IconName;
  readonly children: string;
};

/** A state in a word, with a mark: `Lunas`, `Menunggu pembayaran`. */
export function StateMark({ tone, mark, children }: StateMarkProps) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full border px-2.5 py-0.5 text-small font-semibold ${toneLooks[tone]}`}
    >
      <Icon name={mark ?? toneIcons[tone]} size={14} />
      {children}
    </span>
  );
}

/** A small label without a state: a category, an example. */
export function Badge({ children }: { readonly children: string }) {
  return (
    <span className="inline-block rounded-small border border-line-strong px-2 text-small font-semibold text-ink-soft">
      {children}
    </span>
  );
}
