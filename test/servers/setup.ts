import { running } from "./running.ts";
import { startPostgres } from "./start-postgres.ts";
import { startRedis } from "./start-redis.ts";
import teardown from "./teardown.ts";

/**
 * jest's globalSetup: starts a private Redis and a private PostgreSQL for the whole run and puts their
 * addresses in HD_TEST_REDIS_URL and HD_TEST_DATABASE_URL. If one is not installed, prints a notice and
 * its suites are skipped. HD_REQUIRE_SERVERS=1 makes that an error.
 */
export default async function setup(): Promise<void> {
  const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  publish("HD_TEST_REDIS_URL", redis?.url);
  publish("HD_TEST_DATABASE_URL", postgres?.url);
  for (const server of [redis, postgres]) if (server) running.push(server);

  const missing = [redis ? [] : ["redis-server"], postgres ? [] : ["PostgreSQL"]].flat();
  if (missing.length === 0) return;
  const notice = `Not found on this machine: ${missing.join(", ")}. Suites that need it are left out.`;
  if (process.env["HD_REQUIRE_SERVERS"] === "1") {
    await teardown();
    throw new Error(notice);
  }
  process.stdout.write(`${notice}\n`);
}

function publish(name: string, url: string | undefined): void {
  if (url === undefined) delete process.env[name];
  else process.env[name] = url;
}
