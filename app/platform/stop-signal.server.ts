/**
 * A signal that is aborted when this process is asked to stop: by SIGTERM, SIGINT or a closed
 * terminal, or because the launcher that started it is gone and its line went dead.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(name, () => stop.abort(name));
  process.on("disconnect", () => stop.abort("disconnect"));
  // The line may have gone dead before anybody listened; without a line it is undefined.
  if (process.connected === false) stop.abort("disconnect");
  return stop.signal;
}

/** Resolves once the signal is aborted. */
export function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
