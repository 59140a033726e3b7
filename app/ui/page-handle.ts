/**
 * What a route says about its page: `export const handle: PageHandle = { hydrates: true }`.
 * Without a handle a page is plain HTML inside the site's frame and ships no JavaScript.
 */
export type PageHandle = {
  /** The page needs JavaScript: it is streamed with scripts and hydrated. */
  readonly hydrates?: boolean;
  /** The page brings a small script of our own from `public/`; it works the same without it. */
  readonly ownScript?: boolean;
  /** `bare` leaves out the site's header and footer, for pages that bring their own frame. */
  readonly frame?: "site" | "bare";
};

export function anyHydrates(handles: readonly unknown[]): boolean {
  return handles.some((handle) => (handle as PageHandle | undefined)?.hydrates === true);
}

export function anyBare(handles: readonly unknown[]): boolean {
  return handles.some((handle) => (handle as PageHandle | undefined)?.frame === "bare");
}

export function anyOwnScript(handles: readonly unknown[]): boolean {
  return handles.some((handle) => (handle as PageHandle | undefined)?.ownScript === true);
}
