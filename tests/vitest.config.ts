import { defineConfig } from "vitest/config";

/** Unit, database and contract tests. Files run in two processes: the machine we plan for has two cores. */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  resolve: {
    alias: {
      "~db": new URL("../db", import.meta.url).pathname,
      "~": new URL("../app", import.meta.url).pathname,
    },
  },
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    exclude: ["tests/journeys/**", "tests/bench/**"],
    globalSetup: [new URL("support/database-server.ts", import.meta.url).pathname],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: { TZ: "UTC" },
  },
});
