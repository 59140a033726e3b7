/**
 * Quoting: `GET /api/v1/quote` at the built web process, anonymous, over 16 connections, for 16 different
 * questions (both sectors, with and without JHT, 1, 3, 6 and 12 months).
 *
 * Against raw node:http in a process of its own that answers the same bytes with the same headers from memory:
 * the most this machine can answer with this asker. No goal of its own: the ratio says what a quote costs.
 *
 * The pricing rule alone, in this process with the tables in memory, says how much of that cost is the price.
 */
import { fork } from "node:child_process";
import path from "node:path";
import { addMonths } from "~/calendar/iuran-month";
import { monthInWib } from "~/calendar/wib";
import { quoteAnswer, readQuoteRequest } from "~/tariff/quote-request";
import { quote } from "~/tariff/tariff";
import { loadTariffTables } from "~/tariff/tariff-queries.server";
import { openBenchWorld } from "./parts/bench-world";
import { withDurableDatabase } from "./parts/durable-database";
import { load, openLine } from "./parts/http-line";
import { alternate, median, p99, perSecond, report } from "./parts/row";
import { startWeb } from "./parts/web-process";

const CONNECTIONS = 16;
const ROUNDS = 5;
const QUOTES_PER_ROUND = 2_000;
const MEMORY_ANSWERS_PER_ROUND = 20_000;
const RULE_QUOTES_PER_ROUND = 4_000;

const start = addMonths(monthInWib(new Date()), 1);
const questions = ["transport", "other"].flatMap((sector) =>
  ["jkk,jkm", "jkk,jkm,jht"].flatMap((programmes) =>
    [1, 3, 6, 12].map(
      (months, index) =>
        `/api/v1/quote?sector=${sector}&income=${800_000 * (index + 1)}&programmes=${programmes}&start=${start}&months=${months}`,
    ),
  ),
);

const requestOf = (url: string) =>
  Buffer.from(`GET ${url} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: application/json\r\n\r\n`);
const requests = (count: number) => {
  const each = questions.map(requestOf);
  return Array.from({ length: count }, (_, index) => each[index % each.length]!);
};

type Answer = { readonly url: string; readonly headers: Record<string, string>; readonly body: string };

async function collectAnswers(port: number): Promise<readonly Answer[]> {
  return Promise.all(
    questions.map(async (url) => {
      const answer = await fetch(`http://127.0.0.1:${port}${url}`, {
        headers: { "accept-encoding": "identity" },
      });
      const body = await answer.text();
      if (!answer.ok) throw new Error(`${url} was answered ${answer.status}: ${body}`);
      const {
        connection: _,
        "keep-alive": __,
        date: ___,
        "transfer-encoding": ____,
        ...headers
      } = Object.fromEntries(answer.headers);
      return { url, headers: { ...headers, "content-length": String(Buffer.byteLength(body)) }, body };
    }),
  );
}

async function startMemoryServer(answers: readonly Answer[]) {
  const program = path.join(process.cwd(), "tests", "bench", "parts", "memory-server.mjs");
  const child = fork(program, [], { execArgv: [] });
  process.once("exit", () => child.kill());
  child.send({ answers });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (given) => resolve(Number(given)));
    child.once("exit", () => reject(new Error("The memory server ended before it listened.")));
  });
  return { port, stop: () => void child.kill() };
}

await withDurableDatabase(async (database) => {
  const world = await openBenchWorld(database.url);
  const tables = await loadTariffTables(world.db);
  await world.close();
  const web = await startWeb(database);
  const memory = await startMemoryServer(await collectAnswers(web.port));
  const lines = await web.lines(CONNECTIONS);
  const memoryLines = await Promise.all(Array.from({ length: CONNECTIONS }, () => openLine(memory.port)));

  const thisMonth = monthInWib(new Date());
  const priceAll = (count: number): number => {
    const begun = performance.now();
    for (let index = 0; index < count; index += 1) {
      const { searchParams } = new URL(questions[index % questions.length]!, "http://127.0.0.1");
      const reading = readQuoteRequest(searchParams, thisMonth);
      if (reading.kind === "errors") throw new Error(JSON.stringify(reading.errors));
      const priced = quote(reading.value, tables);
      if (priced.kind !== "quote") throw new Error(JSON.stringify(priced));
      quoteAnswer(priced);
    }
    return (count * 1000) / (performance.now() - begun);
  };

  const tookMs: number[] = [];
  const ours = async () => {
    const round = await load(lines, requests(QUOTES_PER_ROUND), 200);
    tookMs.push(...round.tookMs);
    return round.rate;
  };
  await ours();
  tookMs.length = 0;
  const rates = await alternate(ROUNDS, {
    memory: async () => (await load(memoryLines, requests(MEMORY_ANSWERS_PER_ROUND), 200)).rate,
    ours,
    rule: async () => priceAll(RULE_QUOTES_PER_ROUND),
  });
  for (const line of [...lines, ...memoryLines]) line.close();
  memory.stop();
  await web.stop();

  const memoryCell = `node:http, same bytes from memory: ${perSecond(median(rates.memory))}`;
  report({
    what: `a quote from the API, ${CONNECTIONS} connections`,
    baseline: memoryCell,
    ours: `${perSecond(median(rates.ours))}, 99 of 100 within ${p99(tookMs).toFixed(0)} ms`,
    ratio: median(rates.ours) / median(rates.memory),
  });
  report({
    what: "a quote read and priced, the rules alone",
    baseline: memoryCell,
    ours: perSecond(median(rates.rule)),
    ratio: median(rates.rule) / median(rates.memory),
  });
});
