/** Addresses that turned our mail away: since when, what the mail service said, and letting mail go there again. */
import { formatInstantWib } from "~/calendar/wib";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { Disclosure } from "~/ui/disclosure";
import { TextField } from "~/ui/field";
import { EmptyState, Section } from "~/ui/layout";
import { StateMark } from "~/ui/state-mark";
import { useWords } from "~/words/use-words";
import type { SuppressedBecause } from "./suppression";

type Suppressed = {
  readonly address: string;
  readonly because: SuppressedBecause;
  readonly since: Date;
  readonly detail: string | null;
};

type Props = {
  readonly addresses: readonly Suppressed[];
  readonly mayAct: boolean;
  /** Whose reason was missing. */
  readonly mistaken?: string | undefined;
};

export function SuppressedAddresses({ addresses, mayAct, mistaken }: Props) {
  const t = useWords();
  return (
    <Section title={t("mail.suppressed.title")} id="alamat">
      <p className="mb-4 max-w-read text-ink-soft">{t("mail.suppressed.lead")}</p>
      <DataTable
        caption={t("mail.suppressed.caption")}
        quietCaption
        rows={addresses}
        rowKey={({ address }) => address}
        empty={<EmptyState title={t("mail.suppressed.none")}>{t("mail.suppressed.noneBody")}</EmptyState>}
        columns={[
          {
            key: "address",
            head: t("mail.suppressed.address"),
            cell: ({ address }) => <span className="[overflow-wrap:anywhere]">{address}</span>,
          },
          {
            key: "why",
            head: t("mail.suppressed.why"),
            cell: ({ because, detail }) => (
              <>
                <StateMark tone={because === "complained" ? "waiting" : "bad"}>
                  {t(`mail.suppressed.because.${because}`)}
                </StateMark>
                {detail && (
                  <span className="mt-1 block max-w-read text-small text-ink-soft [overflow-wrap:anywhere]">
                    {detail}
                  </span>
                )}
              </>
            ),
          },
          {
            key: "since",
            head: t("mail.suppressed.since"),
            nowrap: true,
            cell: ({ since }) => formatInstantWib(since, "id"),
          },
          ...(mayAct
            ? [
                {
                  key: "lift",
                  head: t("mail.suppressed.lift"),
                  cell: ({ address }: Suppressed) => (
                    <Lift address={address} mistaken={mistaken === address} />
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Lift({ address, mistaken }: { readonly address: string; readonly mistaken: boolean }) {
  const t = useWords();
  return (
    <Disclosure summary={t("mail.suppressed.open")} open={mistaken}>
      <form method="post" action="/admin/surat" noValidate className="flex min-w-64 flex-col gap-4 py-2">
        <input type="hidden" name="apa" value="alamat" />
        <input type="hidden" name="alamat" value={address} />
        <TextField
          id={`alasan-${address}`}
          name="alasan"
          label={t("mail.suppressed.reason")}
          hint={t("mail.suppressed.reasonHint")}
          error={mistaken ? t("mail.suppressed.mistake") : undefined}
          maxLength={300}
        />
        <div>
          <Button look="secondary" aria-label={t("mail.suppressed.doNamed", { address })}>
            {t("mail.suppressed.do")}
          </Button>
        </div>
      </form>
    </Disclosure>
  );
}
