import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Cluster, Command, type Redis } from "ioredis";

export type RedisCommands = Redis | Cluster;

/** Runs on the server in one step: `keys` as many as its file's name says, all of one shard. */
export type Script = (
  redis: RedisCommands,
  keys: readonly string[],
  values: readonly (string | number)[],
) => Promise<unknown>;

/** A script of `lua/`, sent whole only to a server that doesn't have it (any more). */
export function readScript(file: string): Script {
  const lua = readFileSync(new URL(`lua/${file}.lua`, import.meta.url), "utf8");
  const sha = createHash("sha1").update(lua).digest("hex");
  const count = file.slice(file.lastIndexOf("-") + 1);
  const keyCount = Number(count);

  return (redis, keys, values) => {
    if (keys.length !== keyCount) throw new TypeError(`${file}.lua takes ${keyCount} keys`);
    return send(redis, [sha, count, ...keys, ...values]).catch((error: unknown) => {
      if (!isUnknownScript(error)) throw error;
      return redis.eval(lua, keyCount, ...keys, ...values);
    });
  };
}

const utf8 = { replyEncoding: "utf8" } as const;

/** What `redis.evalsha` comes to, without copying all values twice more. */
function send(redis: RedisCommands, values: (string | number)[]): Promise<unknown> {
  const command = new Command("evalsha", values, utf8);
  redis.sendCommand(command);
  return command.promise;
}

function isUnknownScript(error: unknown): boolean {
  return Error.isError(error) && error.message.startsWith("NOSCRIPT");
}
