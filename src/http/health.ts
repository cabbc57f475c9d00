import type { FastifyInstance } from "fastify";

/** A part of the service → what rejects where the part can't work. */
export type HealthChecks = Readonly<Record<string, () => Promise<unknown>>>;

/** A load balancer gives up soon after; a part that is this slow is not ready. */
const checkTimeoutMs = 1_500;

/**
 * `GET /health/live`: the process answers. `GET /health/ready`: every part does; 503 where one does not,
 * naming it. A part in `bridged` may be away: what comes in meanwhile is kept, so a balancer must not turn it away.
 */
export function healthRoutes(
  app: FastifyInstance,
  checks: HealthChecks,
  bridged: readonly string[] = [],
): void {
  const quiet = { logLevel: "warn" } as const;
  app.get("/health/live", quiet, async () => ({ status: "live" }));
  app.get("/health/ready", quiet, async (_request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([part, check]) => [part, await stateOf(check)] as const),
    );
    const failed = results.filter(([, state]) => state === "failed").map(([part]) => part);
    const takesMore = failed.every((part) => bridged.includes(part));
    const status = failed.length === 0 ? "ready" : takesMore ? "degraded" : "not ready";
    return reply
      .code(takesMore ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status, parts: Object.fromEntries(results) });
  });
}

async function stateOf(check: () => Promise<unknown>): Promise<"ok" | "failed"> {
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
