/** The store or a port was unavailable, the turn too slow, or a race lost: the event is good and is applied later. */
const transientErrorCodes: ReadonlySet<unknown> = new Set([
  "STORE_UNAVAILABLE",
  "PORT_UNAVAILABLE",
  "DATABASE_UNAVAILABLE",
  "TURN_TIMED_OUT",
  "TURN_CONTENDED",
]);

/** If a turn fails this often with another error, the event is poison, however well the store works. */
export const maxTurnTries = 3;

/** Whether the same event may be applied later. Otherwise its turn fails whenever it is tried. */
export function isTransientError(error: unknown): boolean {
  return Error.isError(error) && "code" in error && transientErrorCodes.has(error.code);
}
