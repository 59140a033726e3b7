import { createServer } from "node:net";
import { StartProblem } from "./start-problem";

/** Resolves to the port that was free on `host` a moment ago: `port` itself, or any when it is 0. Rejects with the system's error. */
export function findFreePort(port = 0, host = "127.0.0.1"): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

/** The remembered port when it is still free, else any free one: addresses in old mails keep working. */
export async function findPortAgain(remembered: number | undefined): Promise<number> {
  if (remembered === undefined) return findFreePort();
  return findFreePort(remembered).catch(() => findFreePort());
}

/** Refuses, in one sentence, a site address that cannot be listened on. */
export async function requirePort(port: number, host: string): Promise<void> {
  await findFreePort(port, host).catch((error: NodeJS.ErrnoException) => {
    throw portProblem(error, port, host);
  });
}

/** The sentence for a failed `listen` on the site's own address. */
export function portProblem(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new StartProblem(
        `Port ${port} is already in use: stop the program that listens there, or choose another with PORT, for example PORT=${port < 65000 ? port + 1 : 3000}.`,
      );
    case "EACCES":
      return new StartProblem(
        `Port ${port} needs more rights than this user has: choose one above 1023 with PORT, for example PORT=3000.`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartProblem(
        `HOST=${host} is no address of this machine: use 127.0.0.1 for this machine alone, or 0.0.0.0 for every network.`,
      );
  }
  return error;
}
