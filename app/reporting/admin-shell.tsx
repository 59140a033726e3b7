/** The rail and top line of the admin pages. */
import type { ReactNode } from "react";
import { AdminFrame } from "~/ui/admin-frame";
import { ButtonLink, ButtonRow } from "~/ui/button";
import { PageTitle } from "~/ui/layout";
import { useWords } from "~/words/use-words";
import { type AdminPlace, adminPlaces } from "./admin-places";

type Waiting = {
  readonly findings: number;
  readonly letters: number;
  readonly chores: number;
  readonly jobs: number;
};

type ShellProps = {
  readonly name: string;
  readonly places: readonly AdminPlace[];
  /** Absent for those who do not keep the books. */
  readonly waiting?: Waiting | undefined;
  readonly path: string;
  readonly query: string;
  readonly children: ReactNode;
};

export function AdminShell({ name, places, waiting, path, query, children }: ShellProps) {
  const t = useWords();
  const counts: Partial<Record<AdminPlace, number>> = waiting
    ? { findings: waiting.findings, outbox: waiting.letters + waiting.chores, jobs: waiting.jobs }
    : {};
  return (
    <AdminFrame
      brand={t("admin.brand")}
      skip={t("admin.skip")}
      search={{ action: "/admin/pesanan", query, label: t("admin.search") }}
      links={places.map((place) => ({
        href: adminPlaces[place].href,
        label: t(`admin.rail.${place}`),
        current: isAt(path, place),
        waiting: counts[place] ?? 0,
      }))}
      account={
        <>
          <span className="max-sm:sr-only">{t("admin.signedIn", { name })}</span>
          <form method="post" action="/admin/keluar">
            <button type="submit" className="link inline-flex min-h-11 items-center font-semibold">
              {t("admin.leave")}
            </button>
          </form>
        </>
      }
    >
      {children}
    </AdminFrame>
  );
}

/** What comes back from BPJS and the government's lists belong to remittance, under addresses of their own. */
const beside: Partial<Record<AdminPlace, readonly string[]>> = {
  remittance: ["/admin/jawaban-bpjs", "/admin/daftar-pemerintah"],
};

function isAt(path: string, place: AdminPlace): boolean {
  const address = adminPlaces[place].href;
  if (place === "home") return path.replace(/\/$/, "") === address;
  return [address, ...(beside[place] ?? [])].some((each) => path === each || path.startsWith(`${each}/`));
}

/** A page one's role does not open, or that is not there. */
export function AdminRefused({ missing }: { readonly missing: boolean }) {
  const t = useWords();
  return (
    <>
      <PageTitle lead={missing ? t("frame.missing.happened") : t("admin.refused.body")}>
        {missing ? t("frame.missing.title") : t("admin.refused.title")}
      </PageTitle>
      <ButtonRow>
        <ButtonLink href="/admin">{t("admin.refused.back")}</ButtonLink>
      </ButtonRow>
    </>
  );
}
