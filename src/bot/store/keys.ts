import { hash } from "node:crypto";
import type { Resident } from "../../channels/resident.ts";

/**
 * Every key of a turn carries its shard as a hash tag, so that one script may touch them all on a
 * Redis Cluster too. Changing the count strands every key: the store refuses to start on a mismatch.
 */
export const shardCount = 16;
export const shardCountKey = "huong-dan:shards";
/** The replicas that live; belongs to no shard. */
export const replicasKey = "huong-dan:replicas";

export interface TurnKeys {
  readonly flow: string;
  readonly seen: string;
  readonly facts: string;
  readonly web: string;
}

export interface QueueKeys {
  readonly queue: string;
  readonly outbox: string;
  /** Also the channel on which the shard's holder is woken. */
  readonly lease: string;
  readonly fence: string;
  readonly parked: string;
}

/** The keys of one turn of the resident of this name (`residentKey`), in their shard (`shardOf`). */
export function turnKeys(shard: number, name: string, messageId: string): TurnKeys {
  return {
    flow: `${tag(shard)}:flow:${name}`,
    seen: `${tag(shard)}:seen:${name}:${escaped(messageId)}`,
    facts: factsKey(shard),
    web: `${tag(shard)}:web:${name}`,
  };
}

/** The keys of one resident's unsent replies, and of the shard that they are in. */
export function queueKeys(shard: number, name: string): QueueKeys {
  const shardTag = tag(shard);
  return {
    queue: `${shardTag}:out:${name}`,
    outbox: `${shardTag}:outbox`,
    lease: leaseKey(shard),
    fence: `${shardTag}:fence`,
    parked: `${shardTag}:parked`,
  };
}

export function leaseKey(shard: number): string {
  return `${tag(shard)}:lease`;
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
  return `${channel}:${escaped(account)}:${escaped(user)}`;
}

/** Nearly all ids of platforms, which need no escape: asking first takes a tenth of the time. */
const plain = /^[\w-]*$/;

function escaped(id: string): string {
  return plain.test(id) ? id : encodeURIComponent(id);
}

function unescaped(id: string): string {
  return plain.test(id) ? id : decodeURIComponent(id);
}

/** Returns the shard of the resident with this name. */
export function shardOf(name: string): number {
  return hash("sha256", name, "buffer").readUInt32BE(0) % shardCount;
}

/** Parses what `residentKey` returned. Throws TypeError for anything else. */
export function residentOf(name: string): Resident {
  const [channel, account, user, ...rest] = name.split(":");
  const isChannel = channel === "web" || channel === "zalo" || channel === "messenger";
  if (!isChannel || account === undefined || user === undefined || rest.length > 0) {
    throw new TypeError("not the name of a resident");
  }
  return { channel, account: unescaped(account), user: unescaped(user) };
}

const tags = Array.from(
  { length: shardCount },
  (_, shard) => `{s${String(shard).padStart(2, "0")}}`,
);

function tag(shard: number): string {
  return tags[shard] ?? "";
}
