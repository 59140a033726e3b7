/**
 * What a lawyer would look for: workers with known NIKs, phones and birth dates go through the real
 * forms, mistakes and failures included; then everything the site has written is read, and none of it
 * is found: tables, files on disk, logs, mails, papers, and what the gateway and the mail service got.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPdfText } from "../receipts/read-pdf";
import { expectBooksInOrder, expectCheckHolds } from "./books";
import { type FaultSite, logsOf, openSite } from "./fault-site";
import { bytesOf, filesBelow, findMarks, type Mark, marksOf, rawMarksOf } from "./marked-people";
import {
  type Browser,
  fillTheCart,
  giveBackOneMonth,
  goToPay,
  openBrowser,
  type Person,
  press,
} from "./sponsor-browser";

const ordinary: Person = {
  name: "Sulastri Mardiyah",
  nik: "3509125307790347",
  bornOn: "1979-07-13",
  phone: "081376014758",
};
/** Her card says another day than she does. */
const disagreeing: Person = {
  name: "Wagiyem Puspitasari",
  nik: "3509216410820563",
  bornOn: "1982-11-27",
  phone: "085236019482",
};
const corrected: Person = {
  name: "Paijo Kusnadi",
  nik: "3509081802710891",
  bornOn: "1971-02-18",
  phone: "089637015926",
};
const tooYoung: Person = {
  name: "Bagas Ardiansyah",
  nik: "3509190906140274",
  bornOn: "2014-06-09",
  phone: "087757013369",
};
const people = [ordinary, disagreeing, corrected, tooYoung];
const payer = { name: "Ratnaningsih Hadi", email: "ratnaningsih@contoh.example" };

let site: FaultSite;
const marks: readonly Mark[] = people.flatMap(marksOf);
const rawMarks: readonly Mark[] = people.flatMap(rawMarksOf);

const whoForm = ({ name, nik, bornOn, phone }: Person) => {
  const [year = "", month = "", day = ""] = bornOn.split("-");
  return {
    name,
    nik,
    "bornOn-day": day,
    "bornOn-month": month,
    "bornOn-year": year,
    phone,
    relationship: "relative",
  };
};

beforeAll(async () => {
  site = await openSite({ LOG_LEVEL: "trace" });
  await tellTheStory();
}, 240_000);
afterAll(() => site?.close());

async function tellTheStory(): Promise<void> {
  const browser = openBrowser(site);
  await fillTheCart(site, browser, ordinary, payer);

  const unconfirmed = await browser.ask("/lindungi?baru", whoForm(disagreeing));
  expect(unconfirmed.status).toBe(422);
  await fillTheCart(site, confirming(browser), disagreeing, payer);

  for (const wrong of [
    { ...whoForm(corrected), phone: `${corrected.phone}x` },
    { ...whoForm(corrected), nik: corrected.nik.slice(0, 15) },
    { ...whoForm(corrected), name: "" },
    whoForm(tooYoung),
  ])
    expect((await browser.ask("/lindungi", wrong)).status).toBe(422);
  await failInEveryWay(browser);
  await fillTheCart(site, browser, corrected, payer);

  await press(await goToPay(browser));
  await site.quiet();
  await giveBackOneMonth(site, payer.email);
  await site.quiet();
}

/** Ticks every warning the page shows. */
function confirming(browser: Browser): Browser {
  return {
    ...browser,
    async fill(place, fields) {
      if (!place.startsWith("/lindungi?")) return browser.fill(place, fields);
      const { page } = await browser.ask(place, fields);
      const tokens = [...page.matchAll(/name="confirmedWarnings"[^>]*value="([^"]+)"/g)].map(
        ([, token]) => token!,
      );
      expect(tokens.length).toBeGreaterThan(0);
      const form = new URLSearchParams(fields);
      for (const token of tokens) form.append("confirmedWarnings", token);
      const sent = await browser.ask("/lindungi", form);
      expect(sent.status).toBe(302);
      return sent.to;
    },
  };
}

/** The same data where they do not belong, and with the database gone in the middle. */
async function failInEveryWay(browser: Browser): Promise<void> {
  const form = whoForm(corrected);
  await browser.ask(`/lindungi?${new URLSearchParams(form)}`);
  await browser.ask(`/lindungi?nik=${corrected.nik}`, form);
  await browser.ask(`/api/v1/quote?${new URLSearchParams(form)}`);
  await browser.ask("/periksa", form);
  await browser.ask("/pembayar", { ...form, name: "", email: corrected.phone });
  for (const place of ["/lindungi", "/webhooks/stripe", "/webhooks/resend", "/masuk", "/admin/masuk"])
    await fetch(`${site.stack.siteUrl}${place}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(form),
    });
  const gone = site.kill("postgres");
  await Promise.allSettled([
    browser.ask("/lindungi", form),
    fillTheCart(site, openBrowser(site, "10.4.0.2"), corrected, payer),
    gone,
  ]);
  await site.ready();
}

describe("after the story", { timeout: 60_000 }, () => {
  test("the search is not blind: it finds what may be written, and what was planted", async () => {
    const tables = await everyRow();
    const state = readFileSync(path.join(site.stack.dataDir, "sandbox", "state.jsonl"), "utf8");
    expect(tables).toContain(`3509${"•".repeat(8)}0347`);
    for (const { name } of [ordinary, disagreeing, corrected]) expect(tables).toContain(name);
    expect(state).toContain(payer.email);
    expect(logsOf(site)).toContain("/lindungi");
    expect(findMarks("here", JSON.stringify(people), marks).length).toBeGreaterThanOrEqual(3 * people.length);
    const hidden = Buffer.from(`{"a":"${ordinary.nik}"}`).toString("base64");
    expect(findMarks("here", hidden, marks)).toEqual([`here: NIK of ${ordinary.name} in base64`]);
  });

  test("no table holds a NIK, a phone or a birth date that can be read", async () => {
    expect(findMarks("tables", await everyRow(), marks)).toEqual([]);
  });

  test("no log does, and no log names a worker or a sponsor", async () => {
    const names = [...people, payer].map(({ name }) => ({ what: name, text: name }));
    const mail = { what: payer.email, text: payer.email };
    const folder = path.join(site.stack.dataDir, "logs");
    for (const log of readdirSync(folder))
      expect(
        findMarks(log, readFileSync(path.join(folder, log), "utf8"), [...marks, ...names, mail]),
      ).toEqual([]);
    expect(findMarks("terminal", site.stack.output(), [...marks, ...names, mail])).toEqual([]);
  });

  test("the gateway and the mail service were not told, and the gateway knows no worker's name", async () => {
    const state = readFileSync(path.join(site.stack.dataDir, "sandbox", "state.jsonl"), "utf8");
    expect(findMarks("sandbox", state, marks)).toEqual([]);
    const { stripe } = site;
    const lists = await Promise.all([
      stripe.checkout.sessions.list({ limit: 100, expand: ["data.line_items"] }),
      stripe.paymentIntents.list({ limit: 100 }),
      stripe.charges.list({ limit: 100 }),
      stripe.refunds.list({ limit: 100 }),
      stripe.customers.list({ limit: 100 }),
      stripe.events.list({ limit: 100 }),
    ]);
    const names = people.map(({ name }) => ({ what: name, text: name }));
    expect(JSON.stringify(lists)).toContain(payer.email);
    expect(findMarks("gateway", JSON.stringify(lists), [...marks, ...names])).toEqual([]);
  });

  test("no letter and no paper does", async () => {
    const mails = await site.inbox();
    const bodies = await Promise.all(
      mails.flatMap(({ attachments }) =>
        attachments.map(async (one) => {
          const { path: place } = one as unknown as { path: string };
          return Buffer.from(await (await fetch(`${site.stack.sandboxUrl}${place}`)).arrayBuffer());
        }),
      ),
    );
    expect(bodies.length).toBeGreaterThanOrEqual(2);
    const read = bodies.map(readPdfText).join("\n");
    expect(read).toContain("Sulastri");
    expect(findMarks("papers", read, marks)).toEqual([]);
    expect(findMarks("letters", JSON.stringify(mails), marks)).toEqual([]);
  });

  test("nor any byte on the disk, the database's own files among them", () => {
    const files = filesBelow(site.stack.dataDir);
    expect(files.some((file) => /postgres.*pg_wal/.test(file))).toBe(true);
    for (const file of files) expect(findMarks(file, bytesOf(file), rawMarks)).toEqual([]);
  });

  test("and the books are in order", async () => {
    await expectBooksInOrder(site);
    expectCheckHolds(site);
  });
});

/** Every row of every table that is not PostgreSQL's own, as text. */
async function everyRow(): Promise<string> {
  const { db } = site.world;
  const { rows: tables } = await sql<{ name: string; schema: string }>`
    select table_name as name, table_schema as schema from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`.execute(db);
  expect(tables.map(({ name }) => name)).toContain("worker_statement");
  let text = "";
  for (const { name, schema } of tables) {
    const { rows } = await sql<{ row: string }>`
      select each::text as row from ${sql.table(`${schema}.${name}`)} as each`.execute(db);
    text += `\n-- ${name}\n${rows.map(({ row }) => row).join("\n")}`;
  }
  return text;
}
