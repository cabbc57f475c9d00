import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Cluster, Redis } from "ioredis";
import { withTimeout } from "../../concurrency/with-timeout.ts";

export type RedisCommands = Redis | Cluster;

/** Runs a script on the server in one step. It takes as many `keys` as its file's name says, all of one shard. */
export type Script = (
  redis: RedisCommands,
  keys: readonly string[],
  values: readonly (string | number)[],
) => Promise<unknown>;

/** Reads a script from `lua/`. Its text is sent only to a server that does not have it, or not any more. */
export function readScript(file: string): Script {
  const lua = readFileSync(new URL(`lua/${file}.lua`, import.meta.url), "utf8");
  const sha = createHash("sha1").update(lua).digest("hex");
  const keyCount = Number(file.slice(file.lastIndexOf("-") + 1));

  return async (redis, keys, values) => {
    if (keys.length !== keyCount) throw new TypeError(`${file}.lua takes ${keyCount} keys`);
    try {
      return await redis.evalsha(sha, keyCount, ...keys, ...values);
    } catch (error) {
      if (!isUnknownScript(error)) throw error;
      return redis.eval(lua, keyCount, ...keys, ...values);
    }
  };
}

function isUnknownScript(error: unknown): boolean {
  return Error.isError(error) && error.message.startsWith("NOSCRIPT");
}

/** The turn store did not answer in time, or failed. The caller must not take anything of the turn as stored. */
export class StoreUnavailableError extends Error {
  readonly code = "STORE_UNAVAILABLE";
  readonly statusCode = 503;
  /** Which server, with its address and without credentials. */
  readonly server: string;

  constructor(server: string, cause: unknown) {
    // Not the cause's own message: an error of Redis repeats the command's arguments.
    super("the turn store is not available", { cause });
    this.name = "StoreUnavailableError";
    this.server = server;
  }
}

/** Returns the call's answer. Rejects with StoreUnavailableError, whatever went wrong. */
export type BoundCall = <T>(call: Promise<T>) => Promise<T>;

/** Bounds calls to a time, so that a silent Redis holds up no turn for longer. */
export function boundCallsTo(timeoutMs: number, server: string): BoundCall {
  const createTimeoutError = () => new Error(`no answer within ${timeoutMs} ms`);
  return async (call) => {
    try {
      return await withTimeout(call, timeoutMs, createTimeoutError);
    } catch (error) {
      throw new StoreUnavailableError(server, error);
    }
  };
}
