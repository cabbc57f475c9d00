/**
 * Resolves or rejects as `work` does; if that takes longer than `ms` milliseconds, rejects with what `createError`
 * returns. The work itself goes on, and its late outcome is ignored.
 */
export function withTimeout<T>(work: Promise<T>, ms: number, createError: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(createError()), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
