/** Stands between an SDK and the sandbox and writes down every request and every answer. */
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";

export type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly asked: string;
  readonly status: number;
  readonly answerHeaders: Readonly<Record<string, string | string[] | undefined>>;
  readonly answered: string;
};

export async function openRecorder(target: string) {
  const exchanges: Exchange[] = [];
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const asked: Buffer[] = [];
    incoming.on("data", (chunk) => asked.push(chunk));
    incoming.on("end", () => {
      const { method = "", url = "/", headers } = incoming;
      const onward = forward({ hostname, port, method, path: url, headers }, (answer) => {
        const answered: Buffer[] = [];
        answer.on("data", (chunk) => answered.push(chunk));
        answer.on("end", () => {
          const [path = "", query = ""] = url.split("?");
          exchanges.push({
            method,
            path,
            query,
            headers,
            asked: Buffer.concat(asked).toString(),
            status: answer.statusCode ?? 0,
            answerHeaders: answer.headers,
            answered: Buffer.concat(answered).toString(),
          });
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(Buffer.concat(answered));
        });
      });
      onward.on("error", () => outgoing.destroy());
      onward.end(Buffer.concat(asked));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
