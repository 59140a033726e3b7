import { createContext, useContext } from "react";

const NonceContext = createContext<string | undefined>(undefined);

export const NonceProvider = NonceContext.Provider;

/** The nonce of this page's own scripts; undefined in the browser, where the attribute is hidden anyway. */
export function usePageNonce(): string | undefined {
  return useContext(NonceContext);
}
