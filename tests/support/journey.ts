/**
 * What a journey starts from: the real site, one whole stack per test worker, and a browser that
 * tells of every script error. Journeys import `test` and `expect` from here.
 */
import { test as base, expect } from "@playwright/test";
import { launchStack, type Stack } from "./launch-stack";

export type Journey = {
  /** Fails the journey when a page's script failed or the browser refused something. */
  readonly quietPages: undefined;
};

export const test = base.extend<Journey, { readonly stack: Stack }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names it wants from this pattern
    async ({}, use) => {
      const stack = await launchStack();
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ stack }, use) => {
    await use(stack.siteUrl);
  },
  quietPages: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on("weberror", (error) => complaints.push(String(error.error())));
      context.on("console", (message) => {
        if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
          complaints.push(message.text());
      });
      await use(undefined);
      expect(complaints, "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
