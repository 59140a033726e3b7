// The Vite config of the site. Scripts pass it with `-c remix.config.js`.
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

/** Bundles app/server.ts, with every process the site runs, as build/server/index.js. */
const serverEntry = (file) => ({
  name: "server-entry",
  enforce: "post",
  config: (_config, { command, isSsrBuild }) =>
    command === "build" && isSsrBuild
      ? { build: { target: "node20", rollupOptions: { input: file } } }
      : undefined,
});

export default defineConfig({
  resolve: {
    alias: {
      "~db": new URL("./db", import.meta.url).pathname,
      "~": new URL("./app", import.meta.url).pathname,
    },
  },
  plugins: [
    tailwindcss(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_lazyRouteDiscovery: true,
        v3_routeConfig: true,
        unstable_optimizeDeps: true,
      },
    }),
    serverEntry("./app/server.ts"),
  ],
});
