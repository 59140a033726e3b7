import "@remix-run/server-runtime";

declare module "@remix-run/server-runtime" {
  /** Loader data keeps its types (Date stays Date) only when this is declared. */
  interface Future {
    v3_singleFetch: true;
  }

  /** What the server hands to every request. Everything is optional: the development server hands nothing. */
  interface AppLoadContext {
    /** Origins a form may lead to besides our own, e.g. the gateway's payment page. */
    formActionOrigins?: readonly string[];
    /** Who runs the site, shown in the footer. */
    operator?: { readonly name: string; readonly contact?: string; readonly permit?: string };
    /** Where unexpected errors go; without it they go to the console. */
    reportError?: (error: unknown, request: Request) => void;
  }
}
