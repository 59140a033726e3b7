/** Answers what it was told beforehand, from memory, with nothing but node:http: how fast an answer can be here. */
import { createServer } from "node:http";

process.once("message", ({ answers }) => {
  const known = new Map(
    answers.map(({ url, headers, body }) => [url, { headers, bytes: Buffer.from(body) }]),
  );
  const server = createServer((request, response) => {
    const answer = known.get(request.url);
    response.writeHead(answer ? 200 : 404, answer?.headers).end(answer?.bytes);
  });
  // Lines stay open while the other side has its round.
  server.keepAliveTimeout = 65_000;
  server.listen(0, "127.0.0.1", () => process.send(server.address().port));
});
