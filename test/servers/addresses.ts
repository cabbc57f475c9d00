import { randomBytes } from "node:crypto";
import { Client } from "pg";

/**
 * Returns the address of the run's private Redis, or null if Redis is not installed. The database number
 * is unique to the worker. The files of one worker share it one after another: begin with `flushdb`.
 */
export function realRedisUrl(): string | null {
  const url = process.env["HD_TEST_REDIS_URL"];
  return url === undefined ? null : `${url}/${process.env["JEST_WORKER_ID"] ?? "0"}`;
}

/** Creates an empty database on the run's private PostgreSQL. Returns null if PostgreSQL is not installed. */
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
