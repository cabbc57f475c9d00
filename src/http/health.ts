import type { FastifyInstance } from "fastify";

/** For each part of the service, a check that rejects if the part cannot work. */
export type HealthChecks = Readonly<Record<string, () => Promise<unknown>>>;

/** A load balancer stops waiting soon after this; a part that is so slow is not ready. */
const checkTimeoutMs = 1_500;
const cacheMs = 2_000;

/**
 * Serves `GET /health/live`, which answers while the process runs, and `GET /health/ready`, which answers 503 and names
 * the parts that fail. A part in `bridged` may fail without a 503: the service still stores incoming events, so a load
 * balancer must not turn them away. Several such parts stand in for each other: not all of them may fail.
 */
export function healthRoutes(
  app: FastifyInstance,
  checks: HealthChecks,
  bridged: readonly string[] = [],
): void {
  const quiet = { logLevel: "warn" } as const;
  app.get("/health/live", quiet, async () => ({ status: "live" }));
  app.get("/health/ready", quiet, async (_request, reply) => {
    const results = await checkParts(checks);
    const failed = results.filter(([, state]) => state === "failed").map(([part]) => part);
    const isBridged = bridged.length < 2 || !bridged.every((part) => failed.includes(part));
    const isReceiving = isBridged && failed.every((part) => bridged.includes(part));
    const status = failed.length === 0 ? "ready" : isReceiving ? "degraded" : "not ready";
    return reply
      .code(isReceiving ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status, parts: Object.fromEntries(results) });
  });
}

/** Returns for each part whether it works. Never rejects, and takes no longer than a load balancer waits. */
export async function checkParts(
  checks: HealthChecks,
): Promise<readonly (readonly [part: string, state: "ok" | "failed"])[]> {
  return Promise.all(
    Object.entries(checks).map(async ([part, check]) => [part, await checkPart(check)] as const),
  );
}

/**
 * Returns the check with its result kept for a few seconds: it may write to a server or a disk, and anybody may ask.
 * `onFailure` receives each error once.
 */
export function createCachedCheck(
  check: () => Promise<unknown>,
  onFailure: (error: unknown) => void,
  nowMs: () => number = () => performance.now(),
): () => Promise<unknown> {
  let checkedAtMs = Number.NEGATIVE_INFINITY;
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    if (nowMs() - checkedAtMs < cacheMs) return last;
    checkedAtMs = nowMs();
    last = check();
    last.catch(onFailure);
    return last;
  };
}

async function checkPart(check: () => Promise<unknown>): Promise<"ok" | "failed"> {
  const { promise: tooLate, resolve } = Promise.withResolvers<"failed">();
  const timer = setTimeout(() => resolve("failed"), checkTimeoutMs);
  const answered = check().then(
    () => "ok" as const,
    () => "failed" as const,
  );
  const state = await Promise.race([answered, tooLate]);
  clearTimeout(timer);
  return state;
}
