/** A webhook must be answered within 2 seconds (Zalo): the turn of one has this long, its waiting included. */
export const turnTimeoutMs = 1_500;

/** The turn took too long. It may still be kept: the same event comes again and is then found seen. */
export class TurnTimedOutError extends Error {
  readonly code = "TURN_TIMED_OUT";
  readonly statusCode = 503;

  constructor() {
    super(`a turn took longer than ${turnTimeoutMs} ms`);
    this.name = "TurnTimedOutError";
  }
}

/**
 * What `work` settles with, or rejects with what `late` gives once `ms` are over; the work itself goes on. `failed` makes another error of
 * what the work rejects with.
 */
export function within<T>(
  work: Promise<T>,
  ms: number,
  late: () => Error = () => new TurnTimedOutError(),
  failed: (cause: unknown) => unknown = (cause) => cause,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(failed(error));
      },
    );
  });
}
