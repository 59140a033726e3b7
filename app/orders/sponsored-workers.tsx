/** The people a sponsor protects: until when, month by month, and the way to go on. */

import { useClockWords } from "~/coverage/clock-words";
import type { CalendarRow } from "~/coverage/coverage-calendar";
import type { LapseClock } from "~/coverage/lapse-clock";
import { WorkerCalendar } from "~/coverage/worker-calendar";
import { Button, ButtonLink } from "~/ui/button";
import { EmptyState, Section } from "~/ui/layout";
import { StateMark } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";

export type ProtectedWorker = {
  readonly workerId: string;
  readonly name: string;
  readonly nikMasked: string;
  readonly occupation: string;
  readonly clock: LapseClock;
  readonly rows: readonly CalendarRow[];
};

type SponsoredWorkersProps = {
  readonly workers: readonly ProtectedWorker[];
  /** Another heading, and a sentence below it, where these are not all of them. */
  readonly title?: string;
  readonly note?: string;
};

export function SponsoredWorkers({ workers, title, note }: SponsoredWorkersProps) {
  const t = useWords();
  return (
    <Section title={title ?? t("sponsor.workers")}>
      {note && <p className="mb-6 max-w-read text-ink-soft">{note}</p>}
      {workers.length === 0 ? (
        <EmptyState
          title={t("sponsor.none")}
          action={<ButtonLink href="/lindungi">{t("sponsor.start")}</ButtonLink>}
        >
          {t("sponsor.noneNext")}
        </EmptyState>
      ) : (
        <ul className="space-y-8">
          {workers.map((worker) => (
            <WorkerItem key={worker.workerId} worker={worker} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function WorkerItem({ worker }: { readonly worker: ProtectedWorker }) {
  const t = useWords();
  const { name, nikMasked, occupation, clock, rows, workerId } = worker;
  const { tone, state, next } = useClockWords(clock);
  return (
    <li className="grid gap-4 border-t border-line pt-6 first:border-0 first:pt-0 md:grid-cols-[18rem_minmax(0,1fr)] md:gap-10">
      <div>
        <h3 className="text-h3 font-bold">{name}</h3>
        <p className="text-ink-soft">{occupation}</p>
        <p className="figures text-small text-ink-soft">{t("order.cart.nik", { nik: nikMasked })}</p>
        <p className="mt-3">
          <StateMark tone={tone}>{state}</StateMark>
        </p>
        {next && <p className="mt-2">{next}</p>}
        <form method="post" action="/saya" className="mt-3">
          <input type="hidden" name="pekerja" value={workerId} />
          <Button look="secondary" name="aksi" value="perpanjang">
            {t("sponsor.renew")}
            <span className="sr-only"> {t("sponsor.renewOf", { name })}</span>
          </Button>
        </form>
      </div>
      <WorkerCalendar caption={t("sponsor.calendar", { name })} rows={rows} />
    </li>
  );
}
