/** Small pieces the pages of the sponsor's area share. */
import type { ReactNode } from "react";
import { formatMonth } from "~/calendar/iuran-month";
import { Icon, type IconName } from "~/ui/icons";
import { Notice } from "~/ui/notice";
import { StateMark } from "~/ui/state-mark";
import { Tabs } from "~/ui/tabs";
import { useLocale, useWords } from "~/words/use-words";
import type { CardView, StandingState } from "./area-view";
import { cardInWords, type EffectLine } from "./effect-words";
import type { Way } from "./renewal-period";

export type AreaTab = "people" | "year" | "cards";
const places = { people: "/saya", year: "/saya/jadwal", cards: "/saya/kartu" } as const;

export function AreaTabs({ current }: { readonly current: AreaTab }) {
  const t = useWords();
  return (
    <Tabs
      label={t("promise.areas")}
      tabs={(["people", "year", "cards"] as const).map((tab) => ({
        href: places[tab],
        label: t(`promise.tabs.${tab}`),
        current: tab === current,
      }))}
    />
  );
}

export function BackLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <p className="mb-4">
      <a href={href} className="link inline-flex min-h-11 items-center gap-2 font-semibold">
        <Icon name="arrowLeft" size={16} />
        {children}
      </a>
    </p>
  );
}

/** How the promise stands, beside the worker's clock. A promise that simply runs needs no mark. */
export function StandingMark({ state }: { readonly state: StandingState }) {
  const t = useWords();
  const locale = useLocale();
  switch (state.kind) {
    case "running":
      return null;
    case "paused": {
      const key = state.isNow ? "promise.state.paused" : "promise.state.pausedUntil";
      return (
        <StateMark tone="neutral" mark="pause">
          {t(key, { month: formatMonth(state.toMonth, locale) })}
        </StateMark>
      );
    }
    case "rest":
      return <StateMark tone="bad">{t("promise.state.rest")}</StateMark>;
    case "lastMonth":
      return (
        <StateMark tone="info" mark="flag">
          {t("promise.state.lastMonth", { month: formatMonth(state.month, locale) })}
        </StateMark>
      );
  }
}

type WayProps = { readonly way: Way; readonly card?: CardView | undefined };

/** "Visa berakhiran 4242", "Lewat tautan", "Potong gaji". */
export function WayShort({ way, card }: WayProps) {
  const t = useWords();
  if (way !== "saved_card") return t(`promise.way.short.${way}`);
  return card ? cardInWords(t, card) : t("promise.way.short.cardUnknown");
}

export function WayLong({ way, card }: WayProps) {
  const t = useWords();
  return way === "saved_card"
    ? t("promise.way.saved_card", { card: cardInWords(t, card) })
    : t(`promise.way.${way}`);
}

const marks: Readonly<Record<EffectLine["tone"], { readonly icon: IconName; readonly look: string }>> = {
  good: { icon: "check", look: "text-leaf" },
  warning: { icon: "warning", look: "text-amber" },
  plain: { icon: "info", look: "text-ink-soft" },
};

/** What a change does, from the surest to the farthest; a warning is said in words by its mark too. */
export function EffectBox({
  title,
  sentence,
  lines,
}: {
  readonly title: string;
  readonly sentence?: string;
  readonly lines: readonly EffectLine[];
}) {
  const t = useWords();
  const warns = lines.some(({ tone }) => tone === "warning");
  return (
    <section
      aria-label={title}
      className={`max-w-read rounded-box border p-4 sm:p-6 ${
        warns ? "border-amber-line bg-amber-wash" : "border-leaf-line bg-leaf-wash"
      }`}
    >
      {sentence && <p className="mb-4 text-lead font-semibold">{sentence}</p>}
      <h2 className="text-h3 font-bold">{title}</h2>
      <ul className="mt-3 space-y-3">
        {lines.map(({ tone, text }) => (
          <li key={text} className="flex gap-3">
            <span className={`mt-0.5 ${marks[tone].look}`}>
              <Icon name={marks[tone].icon} />
              {tone === "warning" && <span className="sr-only">{t("ui.warning")}: </span>}
            </span>
            <span className={tone === "warning" ? "font-semibold" : undefined}>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export type Refusal = "being_charged" | "paid" | "gateway_away" | "effect_changed" | "outdated" | "over";

/** Why nothing was changed, and what next. */
export function RefusalNotice({ refusal }: { readonly refusal: Refusal | undefined }) {
  const t = useWords();
  if (!refusal) return null;
  return (
    <div className="mb-6">
      <Notice kind="warning" live>
        {t(`promise.refused.${refusal}`)}
      </Notice>
    </div>
  );
}

export const DONE = [
  "skip",
  "unskip",
  "pause",
  "resume",
  "interval",
  "programmes",
  "until",
  "way",
  "end",
  "offer",
  "withdraw",
  "entrust",
] as const;
export type Done = (typeof DONE)[number];

export function readDone(text: string | null): Done | undefined {
  return DONE.find((done) => done === text);
}

/** An invitation is a letter itself, to somebody else. */
function hasLetter(done: Done): boolean {
  return done !== "offer" && done !== "withdraw";
}

/** What was just done, and that a letter confirms it. */
export function DoneNotice({ done }: { readonly done: Done | undefined }) {
  const t = useWords();
  if (!done) return null;
  return (
    <div className="mb-6">
      <Notice kind="success" live>
        {t(`promise.done.${done}`)} {hasLetter(done) && t("promise.done.letter")}
      </Notice>
    </div>
  );
}
