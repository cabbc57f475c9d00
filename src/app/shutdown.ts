/** Below the 10 seconds after which Docker kills. */
export const maxShutdownMs = 8_000;

/** The parts of `process` and of the clock that a shutdown uses. */
export interface ShutdownProcess {
  on(signal: "SIGTERM" | "SIGINT", listener: () => void): unknown;
  exit(code: number): unknown;
  readonly after: (ms: number, callback: () => void) => unknown;
}

/**
 * On SIGTERM or SIGINT closes the service and exits with 0. Exits with 1 if closing fails (`onFailure` receives the
 * error), takes longer than 8 seconds, or a second signal asks to end at once.
 */
export function shutDownOnSignals(
  close: () => Promise<void>,
  process: ShutdownProcess,
  onFailure: (error: unknown) => void,
): void {
  let isShuttingDown = false;
  const shutDown = async () => {
    if (isShuttingDown) return process.exit(1);
    isShuttingDown = true;
    process.after(maxShutdownMs, () => process.exit(1));
    try {
      await close();
    } catch (error) {
      onFailure(error);
      return process.exit(1);
    }
    return process.exit(0);
  };
  process.on("SIGTERM", shutDown);
  process.on("SIGINT", shutDown);
}
