/** Below the 10 seconds that Docker gives before it kills. */
export const maxDrainMs = 8_000;

/** What draining needs of `process` and of the clock. */
export interface Exit {
  on(signal: "SIGTERM" | "SIGINT", listener: () => void): unknown;
  exit(code: number): unknown;
  readonly after: (ms: number, callback: () => void) => unknown;
}

/**
 * On SIGTERM or SIGINT closes what is open and exits with 0; with 1 where closing fails, takes over
 * 8 seconds, or a second signal asks to end at once. `onFailure` hears why closing failed.
 */
export function drainOnSignals(
  close: () => Promise<void>,
  process: Exit,
  onFailure: (error: unknown) => void,
): void {
  let isDraining = false;
  const drain = async () => {
    if (isDraining) return process.exit(1);
    isDraining = true;
    process.after(maxDrainMs, () => process.exit(1));
    try {
      await close();
    } catch (error) {
      onFailure(error);
      return process.exit(1);
    }
    return process.exit(0);
  };
  process.on("SIGTERM", drain);
  process.on("SIGINT", drain);
}
