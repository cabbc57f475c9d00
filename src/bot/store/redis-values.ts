import type { Redis } from "ioredis";
import { decodeOutboxEntry, encodeOutboxEntry } from "./outbox-codec.ts";
import { type RedisCommands, readScript } from "./redis-script.ts";
import type { TextSeals } from "./redis-seals.ts";

const runReplaceState = readScript("replace-state-2");
const runReplaceLines = readScript("replace-lines-2");
const keysPerScan = 1_000;

/** Yields the keys of every node, each node's in rounds of about a thousand. A key may come twice. */
export async function* scanKeys(redis: RedisCommands): AsyncGenerator<string> {
  for (const node of nodesOf(redis)) {
    let cursor = "0";
    do {
      const [next, keys] = await node.scan(cursor, "COUNT", keysPerScan);
      cursor = next;
      yield* keys;
    } while (cursor !== "0");
  }
}

/** Returns the servers that hold keys: the masters of a cluster, or the single server. */
export function nodesOf(redis: RedisCommands): readonly Redis[] {
  return "nodes" in redis ? redis.nodes("master") : [redis];
}

/** Returns the replacement of a text; null if it stays as it is. */
type Replace = (text: string) => string | null;

/** Replaces the text of a state, which may move to another key. Resolves with whether it did. */
export async function replaceState(
  redis: RedisCommands,
  { from, to }: { readonly from: string; readonly to: string },
  replace: Replace,
): Promise<boolean> {
  const text = await redis.hget(from, "s");
  const replacement = text === null ? null : replace(text);
  if (text === null || replacement === null) return false;
  return (await runReplaceState(redis, [from, to], [text, replacement])) === 1;
}

/** Replaces the lines of a web conversation, which may move to another key. Resolves with whether it did. */
export async function replaceLines(
  redis: RedisCommands,
  { from, to }: { readonly from: string; readonly to: string },
  replace: Replace,
): Promise<boolean> {
  const rows = await redis.xrange(from, "-", "+");
  const last = rows.at(-1);
  if (last === undefined) return false;
  const texts = rows.map(([id, [, text = ""]]) => ({ id, text, replacement: replace(text) }));
  if (from === to && texts.every(({ replacement }) => replacement === null)) return false;
  const lines = texts.flatMap(({ id, text, replacement }) => [id, replacement ?? text]);
  return (await runReplaceLines(redis, [from, to], [rows.length, last[0], ...lines])) === 1;
}

/** Seals a reply anew. Returns null if it cannot be read. */
export function resealReply(seals: TextSeals, name: string, json: string): string | null {
  const entry = decodeOutboxEntry(seals, name, json);
  return entry.message === null ? null : encodeOutboxEntry(seals, name, entry, entry.tries);
}
