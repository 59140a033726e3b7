import { setTimeout as sleep } from "node:timers/promises";
import {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "./embedded-postgres.server";

export type KeptDatabase = { readonly url: string; stop(): Promise<void> };

/**
 * Our own database, started again on the same port whenever it ends by itself, so that the processes
 * that hold its address find it again.
 */
export async function keepDatabase(
  options: EmbeddedOptions & {
    readonly say: (sentence: string) => void;
    readonly onStart: (pid: number) => void;
  },
): Promise<KeptDatabase> {
  let server = await startEmbeddedPostgres(options);
  const stopping = new AbortController();
  options.onStart(server.pid);

  async function watch(watched: EmbeddedPostgres): Promise<void> {
    await watched.ended;
    if (stopping.signal.aborted) return;
    options.say("the database ended unexpectedly and starts again");
    for (let waitMs = 250; !stopping.signal.aborted; waitMs = Math.min(waitMs * 2, 15_000)) {
      try {
        server = await startEmbeddedPostgres({ ...options, port: watched.port });
        break;
      } catch (error) {
        options.say((error as Error).message);
        await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
    if (stopping.signal.aborted) return server.stop();
    options.onStart(server.pid);
    return watch(server);
  }

  const watching = watch(server);
  return {
    url: server.url,
    async stop() {
      stopping.abort();
      await server.stop();
      await watching;
    },
  };
}
