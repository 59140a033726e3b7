/**
 * One kept-open connection that asks and waits, with as little work of its own as can be: on a machine of two
 * cores every microsecond of the asker is taken from the one who answers.
 */
import net from "node:net";
import { type Round, takeRound } from "./row";

export type HttpLine = {
  /** Sends a whole request and resolves to the status of its answer, once that has been read to its end. */
  ask(request: Buffer): Promise<number>;
  close(): void;
};

const PATIENCE_MS = 10_000;
const HEAD_END = "\r\n\r\n";
const LAST_CHUNK = Buffer.from("\r\n0\r\n\r\n");

export async function openLine(port: number): Promise<HttpLine> {
  const socket = net.connect({ port, host: "127.0.0.1", noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let waiting: { resolve(status: number): void; reject(error: Error): void } | undefined;
  let read: Buffer = Buffer.alloc(0);
  let broken: Error | undefined;
  const fail = (error: Error) => {
    broken ??= error;
    waiting?.reject(error);
    waiting = undefined;
    socket.destroy();
  };
  socket.setTimeout(PATIENCE_MS, () => {
    if (waiting) fail(new Error(`No answer within ${PATIENCE_MS / 1000} seconds.`));
  });
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("The connection was closed before the answer was whole.")));
  socket.on("data", (part: Buffer) => {
    read = read.length === 0 ? part : Buffer.concat([read, part]);
    const status = wholeAnswer(read);
    if (status === undefined) return;
    read = Buffer.alloc(0);
    const { resolve } = waiting!;
    waiting = undefined;
    resolve(status);
  });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(broken);
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => void socket.destroy(),
  };
}

/** The status, when the bytes are a whole answer; undefined while some are missing. */
function wholeAnswer(bytes: Buffer): number | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const status = Number(head.slice(9, 12));
  if (status === 204 || status === 304) return status;
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined)
    return bytes.length >= end + HEAD_END.length + Number(length) ? status : undefined;
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) throw new Error(`An answer without a length:\n${head}`);
  return bytes.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) ? status : undefined;
}

export type Load = Round & {
  /** How long each answer took, in milliseconds. */
  readonly tookMs: readonly number[];
};

/** Sends the requests over these lines, each line one after the other. Throws at any other status. */
export async function load(
  lines: readonly HttpLine[],
  requests: readonly Buffer[],
  status: number,
): Promise<Load> {
  const tookMs: number[] = [];
  const round = await takeRound(requests, lines.length, async (request, which) => {
    const sent = performance.now();
    const got = await lines[which]!.ask(request);
    tookMs.push(performance.now() - sent);
    if (got !== status) throw new Error(`An answer had status ${got} instead of ${status}.`);
  });
  return { ...round, tookMs };
}
