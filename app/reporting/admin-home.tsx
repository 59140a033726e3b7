import { formatRupiah } from "~/rupiah/rupiah";
import { EmptyState, Money, PageTitle, Section } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { OrderTable, type ShownOrder } from "./order-table";

type Books = {
  readonly waiting: {
    readonly findings: number;
    readonly letters: number;
    readonly chores: number;
    readonly jobs: number;
  };
  /** How many workers are on the rescue list. */
  readonly rescues: number;
  readonly today: { readonly count: number; readonly receivedRupiah: number };
  readonly orders: readonly ShownOrder[];
};

/** The day at a glance for those who keep the books; for everybody else a greeting and the rail. */
export function AdminHome({ books }: { readonly books?: Books | undefined }) {
  const t = useWords();
  if (!books) return <PageTitle lead={t("admin.home.choose")}>{t("admin.home.title")}</PageTitle>;
  return <Today {...books} />;
}

/** Money that came, things that wait, the newest orders. */
function Today({ waiting, rescues, today, orders }: Books) {
  const t = useWords();
  const tiles = [
    { href: "/admin/penyelamatan", label: t("admin.home.rescues"), count: rescues },
    { href: "/admin/temuan", label: t("admin.home.findings"), count: waiting.findings },
    { href: "/admin/surat", label: t("admin.home.letters"), count: waiting.letters },
    { href: "/admin/surat#tugas", label: t("admin.home.chores"), count: waiting.chores },
    { href: "/admin/pekerjaan", label: t("admin.home.jobs"), count: waiting.jobs, isBad: true },
  ];
  const calm = tiles.every((tile) => tile.count === 0);
  return (
    <>
      <PageTitle>{t("admin.home.title")}</PageTitle>
      <p className="text-ink-soft">{t("admin.home.payments")}</p>
      <p>
        <Money size="large">{formatRupiah(today.receivedRupiah)}</Money>
        <span className="ml-3 text-ink-soft">{t("admin.home.paymentsBody", { count: today.count })}</span>
      </p>
      <div className="mt-8">
        <Section title={t("admin.home.waits")}>
          {calm ? (
            <EmptyState title={t("admin.home.nothing")}>{t("admin.home.nothingBody")}</EmptyState>
          ) : (
            <ul className="grid grid-cols-2 gap-3 lg:grid-cols-5">
              {tiles.map(({ href, label, count, isBad }) => (
                <li key={href}>
                  <a
                    href={href}
                    className={`flex min-h-20 flex-col justify-between rounded-box border p-3 text-ink no-underline hover:border-leaf ${
                      count === 0
                        ? "border-line bg-surface"
                        : isBad
                          ? "border-clay bg-clay-wash"
                          : "border-amber-line bg-amber-wash"
                    }`}
                  >
                    <span className="text-small">{label}</span>
                    <span className="figures text-h1 font-bold">{count}</span>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Section>
        <Section
          title={t("admin.home.newest")}
          aside={
            <a className="link inline-flex min-h-11 items-center" href="/admin/pesanan">
              {t("admin.home.all")}
            </a>
          }
        >
          <OrderTable caption={t("admin.orders.caption")} orders={orders} />
        </Section>
      </div>
    </>
  );
}
