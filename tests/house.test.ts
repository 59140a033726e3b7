/**
 * The house keeps its order by itself: this test reads every import and names the file and the rule
 * it breaks. The storeys stand in the README's map; a room imports values only from rooms before it.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = new URL("..", import.meta.url).pathname;
const rooms = [
  "ui", "words", "rupiah", "calendar", "sheets", "places", "audit", "units", "people", "tariff", "workers", "coverage", "orders",
  "ledger", "findings", "chores", "mail", "payments", "receipts", "sponsorship", "payroll", "reminders", "remittance",
  "reconciliation", "closing", "access", "reporting", "transparency", "jobs", "platform", "adapters",
]; // biome-ignore format: one list, top to bottom
/** Wiring and small gates of the platform that every room may call. */
const platformForAll = new Set(["world.server", "settings.server", "clock"]);

type Import = { readonly from: string; readonly typeOnly: boolean };
type File = { readonly name: string; readonly text: string; readonly imports: readonly Import[] };

function readTree(folder: string): File[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => {
      const name = path.relative(root, path.join(entry.parentPath, entry.name));
      const text = readFileSync(path.join(root, name), "utf8");
      return { name, text, imports: importsOf(name, text) };
    });
}

function importsOf(name: string, text: string): Import[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
      const named = clause?.namedBindings;
      const allTypes =
        (ts.isExportDeclaration(node) && node.isTypeOnly) ||
        clause?.isTypeOnly === true ||
        (named !== undefined &&
          ts.isNamedImports(named) &&
          !clause?.name &&
          named.elements.every((element) => element.isTypeOnly));
      found.push({ from: node.moduleSpecifier.text, typeOnly: allTypes });
    }
    if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] &&
      ts.isStringLiteral(node.arguments[0])
    )
      found.push({ from: node.arguments[0].text, typeOnly: false });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Where an import leads, as a path from the project's root without ending; packages stay as they are. */
function target(file: File, from: string): string {
  if (from.startsWith("~/")) return `app/${from.slice(2)}`;
  if (from.startsWith("~db/")) return `db/${from.slice(4)}`;
  if (from.startsWith(".")) return path.join(path.dirname(file.name), from);
  return from;
}

const app = readTree("app");
const db = readTree("db");
const files = [...app, ...db];
const roomOf = (name: string) => /^app\/([^/]+)\//.exec(name)?.[1];
const baseOf = (name: string) => path.basename(name).replace(/\.(ts|tsx|mjs)$/, "");
const isQueries = (file: File) => /-queries\.server\.ts$/.test(file.name);
const isUpstairs = (room: string | undefined) => room === undefined || room === "routes";

function breaches(
  rule: (file: File, imported: Import, to: string) => string | undefined | false,
  tree = files,
): string[] {
  return tree.flatMap((file) =>
    file.imports.flatMap((imported) => {
      const why = rule(file, imported, target(file, imported.from));
      return why ? [`${file.name}: ${why}`] : [];
    }),
  );
}

describe("the house", () => {
  it("has only rooms that stand in its plan", () => {
    const known = new Set([...rooms, "routes"]);
    const strange = [
      ...new Set(app.map((file) => roomOf(file.name)).filter((room) => room && !known.has(room))),
    ];
    expect(strange).toEqual([]);
  });

  it("lets a room import values only from rooms before it", () => {
    const wrong = breaches((file, imported, to) => {
      const mine = roomOf(file.name);
      const theirs = roomOf(`${to}/`.replace(/\/$/, "/x")) ?? roomOf(to);
      if (imported.typeOnly || isUpstairs(mine) || !theirs || mine === theirs) return false;
      if (theirs === "routes") return `a room imports a route (${imported.from})`;
      if (theirs === "platform" && platformForAll.has(baseOf(to))) return false;
      if (file.name === "app/platform/open-world.server.ts" && theirs === "adapters") return false;
      return (
        rooms.indexOf(theirs) > rooms.indexOf(mine!) &&
        `${mine} may not import values from ${theirs} (${imported.from})`
      );
    });
    expect(wrong).toEqual([]);
  });

  it("keeps one door per outside world", () => {
    const wrong = breaches((file, imported) => {
      const at = (prefix: string) => file.name.startsWith(prefix);
      switch (imported.from) {
        case "kysely":
          return (
            !at("db/") &&
            !isQueries(file) &&
            !imported.typeOnly &&
            "kysely belongs in db/ and *-queries.server.ts"
          );
        case "pg":
          return !at("db/") && "pg belongs in db/";
        case "stripe":
          return (
            !at("app/adapters/stripe/") && !at("app/adapters/sandbox/") && "stripe belongs in adapters/stripe"
          );
        case "resend":
          return !at("app/adapters/resend/") && "resend belongs in adapters/resend";
        default:
          return false;
      }
    });
    expect(wrong).toEqual([]);
  });

  it("lets db/ import nothing from app/", () => {
    expect(breaches((_file, _imported, to) => to.startsWith("app/") && `db imports ${to}`, db)).toEqual([]);
  });

  it("keeps rules and faces free of the server and the database", () => {
    const plain = app.filter(
      (file) =>
        !file.name.includes(".server.") &&
        !isUpstairs(roomOf(file.name)) &&
        roomOf(file.name) !== "adapters" &&
        roomOf(file.name) !== "platform",
    );
    const wrong = breaches(
      (_file, imported, to) =>
        !imported.typeOnly &&
        (/\.server$/.test(to) || to.startsWith("db/") || to.startsWith("node:")) &&
        `imports ${imported.from}`,
      plain,
    );
    expect(wrong).toEqual([]);
  });

  it("lets rules stay pure: no async, no clock, no chance, no environment", () => {
    const rules = app.filter(
      (file) =>
        /^app\/[a-z]+\/[a-z-]+\.ts$/.test(file.name) &&
        !["platform", "ui", "words", "adapters"].includes(roomOf(file.name)!),
    );
    const wrong = rules.flatMap((file) =>
      [/\basync\b/, /\bnew Date\(\)/, /Date\.now\(\)/, /Math\.random\(/, /process\.env/, /\bfetch\(/]
        .filter((pattern) => pattern.test(withoutComments(file)))
        .map((pattern) => `${file.name}: ${pattern}`),
    );
    expect(wrong).toEqual([]);
  });

  it("lets time and chance in at one place", () => {
    const allowed = (name: string) =>
      name.startsWith("app/platform/") ||
      name.startsWith("app/adapters/sandbox/") ||
      // The nonce of a page's scripts.
      name === "app/entry.server.tsx";
    const wrong = files
      .filter((file) => !allowed(file.name))
      .flatMap((file) =>
        [/\bnew Date\(\)/, /\bDate\.now\(\)/, /\bMath\.random\(/, /\brandomUUID\(/, /\brandomBytes\(\d/]
          .filter((pattern) => pattern.test(withoutComments(file)))
          .map((pattern) => `${file.name}: ${pattern}`),
      );
    expect(wrong).toEqual([]);
  });

  it("reads the environment in one file", () => {
    const allowed = new Set([
      "app/platform/settings.server.ts",
      "app/platform/environment.server.ts",
      "app/start.mjs",
    ]);
    const wrong = files
      .filter((file) => !allowed.has(file.name) && /process\.env/.test(withoutComments(file)))
      .map((file) => file.name);
    expect(wrong).toEqual([]);
  });

  it("names no gateway outside its adapter, the wiring and the settings", () => {
    const allowed = (name: string) =>
      name.startsWith("app/adapters/") ||
      name.startsWith("app/platform/") ||
      name === "app/server.ts" ||
      name.startsWith("app/words/");
    const wrong = files
      .filter((file) => !allowed(file.name) && /stripe|xendit|midtrans/i.test(withoutComments(file)))
      .map((file) => file.name);
    expect(wrong).toEqual([]);
  });

  it("gives every file a name of its own", () => {
    const seen = new Map<string, string>();
    const twice = app
      .filter((file) => !file.name.startsWith("app/routes/") && !file.name.startsWith("app/words/"))
      .flatMap((file) => {
        const base = path.basename(file.name);
        const other = seen.get(base);
        seen.set(base, file.name);
        return other ? [`${file.name} and ${other}`] : [];
      });
    expect(twice).toEqual([]);
  });

  it("lets routes import no routes and no adapters", () => {
    const routes = app.filter((file) => file.name.startsWith("app/routes/"));
    const wrong = breaches(
      (_file, imported, to) =>
        !imported.typeOnly &&
        (to.startsWith("app/routes/") || to.startsWith("app/adapters/")) &&
        `imports ${imported.from}`,
      routes,
    );
    expect(wrong).toEqual([]);
  });

  it("lets every admin and sponsor route ask who is there by itself", () => {
    const guarded = app.filter(
      (file) =>
        /^app\/routes\/(admin|saya|bendahara)[._]/.test(file.name) && !/masuk|undangan/.test(file.name),
    );
    const wrong = guarded.flatMap((file) =>
      ["loader", "action"].flatMap((name) => {
        const body = new RegExp(`export (?:async )?function ${name}\\b[\\s\\S]*?\\n}`).exec(file.text)?.[0];
        return body && !/\brequire(Staff|Sponsor|Treasurer)\(/.test(body)
          ? [`${file.name}: ${name} asks for no role`]
          : [];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

/** The code without comments and without the texts in it. */
function withoutComments(file: File): string {
  return file.text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}
