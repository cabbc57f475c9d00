import { createHash } from "node:crypto";
import type { Resident } from "./turn-store.ts";

/**
 * Every key of a turn carries its shard as a hash tag, so that one script may touch them all on a
 * Redis Cluster too. Changing the count strands every key: the store refuses to start on a mismatch.
 */
export const shardCount = 16;
export const shardCountKey = "huong-dan:shards";

export interface TurnKeys {
  readonly flow: string;
  readonly seen: string;
  readonly facts: string;
  readonly web: string;
}

export function turnKeys(resident: Resident, messageId: string): TurnKeys {
  const name = residentKey(resident);
  const shard = shardOf(name);
  return {
    flow: `${tag(shard)}:flow:${name}`,
    seen: `${tag(shard)}:seen:${name}:${encodeURIComponent(messageId)}`,
    facts: factsKey(shard),
    web: `${tag(shard)}:web:${name}`,
  };
}

/** The stream on which this visitor's entries are kept, and the channel on which news of them is told. */
export function webKey(visitor: Resident): string {
  const name = residentKey(visitor);
  return `${tag(shardOf(name))}:web:${name}`;
}

export function flowKey(resident: Resident): string {
  const name = residentKey(resident);
  return `${tag(shardOf(name))}:flow:${name}`;
}

export function factsKey(shard: number): string {
  return `${tag(shard)}:facts`;
}

/** One resident, unambiguously: ids come from platforms and may hold any character. */
export function residentKey({ channel, account, user }: Resident): string {
  return [channel, account, user].map(encodeURIComponent).join(":");
}

function shardOf(name: string): number {
  return createHash("sha256").update(name).digest().readUInt32BE(0) % shardCount;
}

function tag(shard: number): string {
  return `{s${String(shard).padStart(2, "0")}}`;
}
