import fontUrl from "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2?url";
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import stylesUrl from "./styles.css?url";
import { ErrorPage } from "./ui/error-page";
import { anyBare, anyHydrates } from "./ui/page-handle";
import { usePageNonce } from "./ui/page-nonce";
import { Main, SiteFooter, SiteHeader, SkipLink } from "./ui/site-frame";
import { useLocale, useWords } from "./words/use-words";

export const links: LinksFunction = () => [
  { rel: "preload", href: fontUrl, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "stylesheet", href: stylesUrl },
  { rel: "icon", href: "/icon.svg", type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: "/icon-180.png" },
  { rel: "manifest", href: "/site.webmanifest" },
];

export const meta: MetaFunction = () => [{ title: "Sertakan Cinta Jember" }];

/** The frame knows who runs the site, and nothing about who is reading: it is the same for everybody. */
export function loader({ context }: LoaderFunctionArgs) {
  return { operator: context?.operator };
}

/** The document around every page and every error. Scripts are there only for a page that asked for them. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const nonce = usePageNonce();
  const t = useWords();
  const error = useRouteError();
  const failed = error != null;
  const errorTitle = t(`frame.${errorKind(error)}.title`);
  const hydrates = anyHydrates(useMatches().map((match) => match.handle)) && !failed;
  return (
    <html lang={useLocale()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#fbf8f2" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#121815" media="(prefers-color-scheme: dark)" />
        <meta name="format-detection" content="telephone=no" />
        {failed ? <title>{`${errorTitle} | ${t("frame.brand")} ${t("frame.place")}`}</title> : <Meta />}
        <Links />
      </head>
      <body className="flex min-h-dvh flex-col bg-paper text-ink">
        {children}
        {hydrates && <ScrollRestoration nonce={nonce} />}
        {hydrates && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function App() {
  const bare = anyBare(useMatches().map((match) => match.handle));
  if (bare) return <Outlet />;
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  const t = useWords();
  const operator = useRouteLoaderData<typeof loader>("root")?.operator;
  const lines = [
    t("frame.footer.operator", { name: operator?.name ?? `${t("frame.brand")} ${t("frame.place")}` }),
    operator?.contact && t("frame.footer.contact", { contact: operator.contact }),
    operator?.permit && t("frame.footer.permit", { permit: operator.permit }),
    t("frame.footer.independent"),
    t("frame.footer.data"),
  ];
  return (
    <>
      <SkipLink>{t("frame.skip")}</SkipLink>
      <SiteHeader
        brand={t("frame.brand")}
        place={t("frame.place")}
        homeLabel={t("frame.home")}
        navLabel={t("frame.mainNav")}
        menuLabel={t("frame.menu")}
        path={useLocation().pathname}
        links={[
          { href: "/lindungi", label: t("frame.nav.protect") },
          { href: "/transparansi", label: t("frame.nav.transparency") },
          { href: "/cek", label: t("frame.nav.check") },
          { href: "/saya", label: t("frame.nav.mine") },
        ]}
      />
      <Main>{children}</Main>
      <SiteFooter
        about={t("frame.footer.about")}
        navLabel={t("frame.footer.nav")}
        links={[
          { href: "/transparansi", label: t("frame.footer.transparency") },
          { href: "/privasi", label: t("frame.footer.privacy") },
        ]}
        lines={lines.filter((line) => line !== undefined && line !== "")}
      />
    </>
  );
}

function errorKind(error: unknown): "missing" | "refused" | "busy" | "invalid" | "error" {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (status === 404) return "missing";
  if (status === 401 || status === 403) return "refused";
  if (status === 429) return "busy";
  return status < 500 ? "invalid" : "error";
}

/** Says what happened, whether money moved, and what to do next. */
export function ErrorBoundary() {
  const t = useWords();
  const error = useRouteError();
  const path = useLocation().pathname;
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const kind = errorKind(error);
  const retry = { href: path, label: t("frame.error.retry") };
  const home = { href: "/", label: t("frame.error.goHome") };
  const next = {
    missing: home,
    invalid: home,
    refused: { href: "/masuk", label: t("frame.refused.signIn") },
    busy: retry,
    error: retry,
  }[kind];
  return (
    <Frame>
      <ErrorPage
        kicker={t("frame.error.kicker", { status })}
        title={t(`frame.${kind}.title`)}
        happened={t(`frame.${kind}.happened`)}
        money={t(`frame.${kind}.money`)}
        next={t(`frame.${kind}.next`)}
        action={next}
        other={next === home ? undefined : home}
      />
    </Frame>
  );
}
