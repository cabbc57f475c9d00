/**
 * Returns a function that runs `run` at most once at a time: callers that come while a run is under way share its
 * promise, and the next call after it starts a new run.
 */
export function createSingleFlight<T>(run: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => {
    underWay ??= run().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
