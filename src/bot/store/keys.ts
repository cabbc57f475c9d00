import { hash } from "node:crypto";
import type { Resident } from "../../channels/resident.ts";

/**
 * Every key of a turn carries its shard as a hash tag, so that one script can use them all on a Redis Cluster too.
 * Changing the count would strand every key: the store refuses to start if Redis holds another one.
 */
export const shardCount = 16;
export const shardCountKey = "huong-dan:shards";
/** The replicas that are alive. Belongs to no shard. */
export const replicasKey = "huong-dan:replicas";

interface TurnKeys {
  readonly flow: string;
  readonly seen: string;
  readonly facts: string;
  readonly web: string;
}

interface QueueKeys {
  readonly queue: string;
  readonly outbox: string;
  /** Also the channel on which the shard's holder is notified. */
  readonly lease: string;
  readonly fence: string;
  readonly parked: string;
}

/** Returns the keys of one turn of the resident with this name, in that resident's shard. */
export function turnKeys(shard: number, name: string, messageId: string): TurnKeys {
  return {
    flow: `${tag(shard)}:flow:${name}`,
    seen: `${tag(shard)}:seen:${name}:${escapeId(messageId)}`,
    facts: factsKey(shard),
    web: `${tag(shard)}:web:${name}`,
  };
}

/** Returns the keys of one resident's unsent replies, and of the shard that they are in. */
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

/** Returns the key of the stream of this visitor's entries, which is also the channel that announces new ones. */
export function webKey(visitor: Resident): string {
  const name = residentName(visitor);
  return `${tag(shardOf(name))}:web:${name}`;
}

export function flowKey(resident: Resident): string {
  const name = residentName(resident);
  return `${tag(shardOf(name))}:flow:${name}`;
}

export function factsKey(shard: number): string {
  return `${tag(shard)}:facts`;
}

/** Returns one string for each resident. Ids come from platforms and may hold any character, so they are escaped. */
export function residentName({ channel, account, user }: Resident): string {
  return `${channel}:${escapeId(account)}:${escapeId(user)}`;
}

/** Parses what `residentName` returned. Throws TypeError for anything else. */
export function parseResidentName(name: string): Resident {
  const [channel, account, user, ...rest] = name.split(":");
  const isChannel = channel === "web" || channel === "zalo" || channel === "messenger";
  if (!isChannel || account === undefined || user === undefined || rest.length > 0) {
    throw new TypeError("not the name of a resident");
  }
  return { channel, account: unescapeId(account), user: unescapeId(user) };
}

/** Returns the shard of the resident with this name. */
export function shardOf(name: string): number {
  return hash("sha256", name, "buffer").readUInt32BE(0) % shardCount;
}

/** Most ids of platforms, which need no escape: testing first takes a tenth of the time. */
const plain = /^[\w-]*$/;

function escapeId(id: string): string {
  return plain.test(id) ? id : encodeURIComponent(id);
}

function unescapeId(id: string): string {
  return plain.test(id) ? id : decodeURIComponent(id);
}

function tag(shard: number): string {
  return `{s${String(shard).padStart(2, "0")}}`;
}
