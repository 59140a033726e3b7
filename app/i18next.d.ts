import "i18next";
import type * as indonesian from "~/words/indonesian";

declare module "i18next" {
  /** Makes a misspelt or missing key a type error. */
  interface CustomTypeOptions {
    returnNull: false;
    resources: { translation: typeof indonesian };
  }
}
