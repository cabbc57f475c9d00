import { attackEveryRoute } from "../../test/hostile/attack.ts";
import { startService } from "../../test/hostile/running-service.ts";
import { signIn } from "../../test/hostile/session.ts";
import type { Outcome, Scenario, Trial } from "../scenario.ts";

const secretKey = "hostile-secret-key-0123456789abcdef0123456789abcdef";

/** Requests that cost much if anything is done with them before their size is checked. */
export const hostileScenarios: readonly Scenario[] = [
  { name: "hostile", replicas: 0, run: attackService },
];

/**
 * Every payload goes to every route of the service on real servers, by a stranger and by somebody who has signed in.
 * Another client waits less than 100 ms, and memory does not grow.
 */
async function attackService({ environment }: Trial): Promise<Outcome> {
  const service = await startService({
    REDIS_URL: environment.redis.url,
    DATABASE_URL: await environment.createDatabase(),
    SECRET_KEY: secretKey,
  });
  try {
    const violations = [
      ...(await attackEveryRoute(service, null)),
      ...(await attackEveryRoute(service, signIn)),
    ];
    const sent = service.routes.length;
    const counts = { sent, lost: 0, doubled: 0, repeatedInFlight: 0, outOfStep: 0 };
    return { ...counts, recoverMs: null, violations };
  } finally {
    await service.stop();
  }
}
