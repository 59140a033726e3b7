/** `npm start`: builds the site if its sources changed, then runs everything it needs, until Ctrl-C. */
import process from "node:process";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old for the site: install Node 20.19 or newer.`);
  process.exit(1);
}

const { build, isBuilt } = await import("./platform/build-when-changed.mjs");

if (!isBuilt()) {
  console.log("Building the site (once, and again only after a change) …");
  const { built, output } = await build();
  if (!built) {
    console.error(`${output}\nThe site could not be built.`);
    process.exit(1);
  }
}

process.argv[2] = "demo";
await import("../build/server/index.js");
