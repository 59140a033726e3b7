/**
 * The text a sponsor reads out to the worker before stating that they agree (UU 27/2022 art. 21: purpose, kinds of
 * data, rights). Its version is recorded with every statement. A text that was ever shown is never changed: a new
 * wording is a new version with words of its own, `worker.consentTexts.v2`, and the old one stays to be shown again.
 */
export const CONSENT_TEXT_VERSION = "v1";

/** Versions a form left open may still come back with. */
export const CONSENT_TEXT_VERSIONS: ReadonlySet<string> = new Set(["v1"]);
