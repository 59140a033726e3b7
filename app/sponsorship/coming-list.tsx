/** The coming year as a list that can be changed: each renewal with its day, sum and people, each gap with its way back. */
import { type Day, formatDay, formatDayShort } from "~/calendar/day";
import { formatMonths } from "~/calendar/iuran-month";
import { formatRupiah } from "~/rupiah/rupiah";
import type { IconName } from "~/ui/icons";
import { Money } from "~/ui/layout";
import { StateMark, type Tone } from "~/ui/state-mark";
import { useLocale, useWords } from "~/words/use-words";
import { WayShort } from "./area-parts";
import type { CardView } from "./area-view";
import type { ComingEntry, ComingPart, RenewalProgress } from "./coming-renewals";

export type ListedEntry = ComingEntry & {
  readonly card?: CardView | undefined;
  /** Where it is paid or left out by hand. */
  readonly payHref?: string | undefined;
};

type ComingListProps = {
  readonly entries: readonly ListedEntry[];
  /** On a worker's own page the names are left out. */
  readonly single?: boolean;
};

export function ComingList({ entries, single = false }: ComingListProps) {
  const t = useWords();
  return (
    <ol aria-label={t("promise.year.list")} className="border-t border-line">
      {entries.map((entry) =>
        entry.kind === "renewal" ? (
          <RenewalEntry
            key={`${entry.on} ${entry.way} ${entry.savedMethodId} ${entry.renewalId}`}
            entry={entry}
            single={single}
          />
        ) : (
          <LeftOutEntry key={`${entry.gap.id} ${entry.sponsorshipId}`} entry={entry} single={single} />
        ),
      )}
    </ol>
  );
}

type Of<Kind extends ListedEntry["kind"]> = Extract<ListedEntry, { kind: Kind }> &
  Pick<ListedEntry, "card" | "payHref">;

const rowClass = "grid gap-x-8 gap-y-1 border-b border-line py-4 sm:grid-cols-[8rem_minmax(0,1fr)]";

function RenewalEntry({ entry, single }: { readonly entry: Of<"renewal">; readonly single: boolean }) {
  const t = useWords();
  const { parts, totalRupiah, payHref } = entry;
  const progress = entry.way === "payroll" ? ({ kind: "payroll" } as const) : entry.progress;
  const mayPay = payHref && (progress.kind === "to_pay" || progress.kind === "declined");
  return (
    <li className={rowClass}>
      <EntryDay on={entry.on} />
      <div>
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <div>
            {totalRupiah === undefined ? (
              <p>{t("promise.noPrice")}</p>
            ) : (
              <p className="text-h3">
                <Money>{formatRupiah(totalRupiah)}</Money>
              </p>
            )}
            <p className="text-ink-soft">
              <WayShort way={entry.way} card={entry.card} />
              {progress.kind === "planned" && ` · ${t("promise.year.planned")}`}
            </p>
          </div>
          {progress.kind !== "planned" && <ProgressMark progress={progress} />}
        </div>
        <ul className="mt-1">
          {parts.map((part) => (
            <PartLine
              key={`${part.sponsorshipId} ${part.months[0]}`}
              part={part}
              name={single ? undefined : part.workerName}
              withAmount={parts.length > 1}
              maySkip={progress.kind !== "charging" && part.isAhead}
            />
          ))}
        </ul>
        {mayPay && (
          <a href={payHref} className="link inline-flex min-h-11 items-center font-semibold">
            {t("promise.year.pay")}
          </a>
        )}
      </div>
    </li>
  );
}

function EntryDay({ on }: { readonly on: Day }) {
  const locale = useLocale();
  return (
    <p className="font-semibold">
      <time dateTime={on}>
        <span className="sm:hidden">{formatDay(on, locale)}</span>
        <span className="hidden sm:inline">{formatDayShort(on, locale)}</span>
      </time>
    </p>
  );
}

type PartLineProps = {
  readonly part: ComingPart;
  readonly name: string | undefined;
  readonly withAmount: boolean;
  readonly maySkip: boolean;
};

function PartLine({ part, name, withAmount, maySkip }: PartLineProps) {
  const t = useWords();
  const locale = useLocale();
  const months = formatMonths(part.months, locale);
  const amount = withAmount && part.amountRupiah !== undefined ? formatRupiah(part.amountRupiah) : undefined;
  return (
    <li className="flex items-start justify-between gap-4">
      <span className="min-w-0 py-1">
        {name && <span className="block font-medium">{name}</span>}
        {t("promise.months", { months })}
        {amount && <span className="figures text-ink-soft"> · {amount}</span>}
      </span>
      {maySkip && (
        <a
          href={`/saya/perlindungan/${part.sponsorshipId}/lewati?bulan=${part.months[0]}`}
          className="link -my-1.5 inline-flex min-h-11 shrink-0 items-center"
        >
          {t("promise.year.skip")}
          <span className="sr-only"> {t("promise.year.skipOf", { months, name: part.workerName })}</span>
        </a>
      )}
    </li>
  );
}

const progressLooks = {
  announced: { tone: "info", mark: "mail" },
  to_pay: { tone: "waiting", mark: "clock" },
  charging: { tone: "waiting", mark: "half" },
  declined: { tone: "bad", mark: "cross" },
  payroll: { tone: "neutral", mark: "building" },
} as const satisfies Record<string, { tone: Tone; mark: IconName }>;

type MarkedProgress = Exclude<RenewalProgress, { kind: "planned" }> | { readonly kind: "payroll" };

function ProgressMark({ progress }: { readonly progress: MarkedProgress }) {
  const t = useWords();
  const locale = useLocale();
  const words =
    progress.kind === "announced"
      ? t("promise.year.announced", { day: formatDayShort(progress.chargeOn, locale) })
      : t(`promise.year.${progress.kind}`);
  return <StateMark {...progressLooks[progress.kind]}>{words}</StateMark>;
}

const gapLooks = {
  skip: { word: "skipped", mark: "arrowRight", tone: "neutral" },
  pause: { word: "paused", mark: "pause", tone: "neutral" },
  rest: { word: "rest", mark: "cross", tone: "bad" },
} as const satisfies Record<string, { word: string; mark: IconName; tone: Tone }>;

function LeftOutEntry({ entry, single }: { readonly entry: Of<"left_out">; readonly single: boolean }) {
  const t = useWords();
  const locale = useLocale();
  const { gap, months, workerName, sponsorshipId } = entry;
  const { word, mark, tone } = gapLooks[gap.kind];
  const words = { months: formatMonths(months, locale), name: workerName };
  const base = `/saya/perlindungan/${sponsorshipId}`;
  return (
    <li className={rowClass}>
      <p className="text-ink-soft">{t("promise.year.noPay")}</p>
      <div>
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <p className="min-w-0">
            {!single && <span className="block font-medium">{workerName}</span>}
            <span className="text-ink-soft">{t("promise.months", words)}</span>
          </p>
          <StateMark tone={tone} mark={mark}>
            {t(`promise.year.${word}`)}
          </StateMark>
        </div>
        <a
          href={gap.kind === "skip" ? `${base}/lewati?batal=${gap.id}` : `${base}/lanjutkan`}
          className="link inline-flex min-h-11 items-center"
        >
          {t(gap.kind === "skip" ? "promise.year.unskip" : "promise.year.resume")}
          <span className="sr-only">
            {" "}
            {t(gap.kind === "skip" ? "promise.year.skipOf" : "promise.year.resumeOf", words)}
          </span>
        </a>
      </div>
    </li>
  );
}
