import { randomBytes } from "node:crypto";
import { Client } from "pg";

/**
 * The run's private Redis, at a database number that no other test file uses at the same time; null
 * where Redis is not installed. Files of one worker follow each other: begin with `flushdb`.
 */
export function realRedisUrl(): string | null {
  const url = process.env["HD_TEST_REDIS_URL"];
  return url === undefined ? null : `${url}/${process.env["JEST_WORKER_ID"] ?? "0"}`;
}

/** A new, empty database on the run's private PostgreSQL; null where that is not installed. */
export async function freshDatabaseUrl(): Promise<string | null> {
  const server = process.env["HD_TEST_DATABASE_URL"];
  if (server === undefined) return null;
  const name = `t_${randomBytes(8).toString("hex")}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}
