import { hash } from "node:crypto";
import type { Resident } from "../../channels/resident.ts";

/**
 * Every key of a turn carries its shard as a hash tag, so that one script can use them all on a Redis Cluster too.
 * Changing the count would strand every key: the store refuses to start if Redis holds another one.
 */
export const shardCount = 16;
export const shardCountKey = "huong-dan:shards";
/** The replicas that are alive. Belongs to no shard. */
export const replicasKey = "huong-dan:instances";
/** A sealed text, by which a wrong SECRET_KEY is noticed even if nothing else is stored. */
export const canaryKey = "huong-dan:key-check";

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

/** Returns the keys of one turn of the resident with this name, in that resident's shard; `mark` names its message. */
export function turnKeys(shard: number, name: string, mark: string): TurnKeys {
  return {
    flow: `${shardTag(shard)}:flow:${name}`,
    seen: `${shardTag(shard)}:seen:${mark}`,
    facts: factsKey(shard),
    web: webKey(shard, name),
  };
}

/** Returns the keys of one resident's unsent replies, and of the shard that they are in. */
export function queueKeys(shard: number, name: string): QueueKeys {
  const tag = shardTag(shard);
  return {
    queue: `${tag}:out:${name}`,
    outbox: `${tag}:due`,
    lease: leaseKey(shard),
    fence: `${tag}:fence`,
    parked: `${tag}:dead`,
  };
}

export function leaseKey(shard: number): string {
  return `${shardTag(shard)}:holder`;
}

/** Returns the key of the stream of a visitor's entries, which is also the channel that announces new ones. */
export function webKey(shard: number, name: string): string {
  return `${shardTag(shard)}:web:${name}`;
}

/** What the readiness check writes. */
export function probeKey(shard: number): string {
  return `${shardTag(shard)}:probe`;
}

export function factsKey(shard: number): string {
  return `${shardTag(shard)}:facts`;
}

/** Returns one string for each resident. Ids come from platforms and may hold any character, so they are escaped. */
export function residentName({ channel, account, user }: Resident): string {
  return `${channel}:${escapeId(account)}:${escapeId(user)}`;
}

/** Parses what `residentName` returned. Throws TypeError for anything else. */
export function parseResidentName(name: string): Resident {
  const { rest, ...owner } = parseName(name);
  return { ...owner, user: unescapeId(rest) };
}

/** Returns channel and account of a resident's name, also of one in which the user is hashed. Throws TypeError. */
export function accountOfName(name: string): Pick<Resident, "channel" | "account"> {
  const { channel, account } = parseName(name);
  return { channel, account };
}

/** Returns the name of a resident of this account whose user is hashed. No user of a platform gives the same one. */
export function hashedName({ channel, account }: Resident, userHash: string): string {
  return `${channel}:${escapeId(account)}:${hashMark}${userHash}`;
}

/** Returns whether a name holds a hash instead of the user's id, as every name in Redis does. */
export function isHashedName(name: string): boolean {
  return parseName(name).rest.startsWith(hashMark);
}

/** `escapeId` never leaves this character as it is. */
const hashMark = "#";

function parseName(
  name: string,
): Pick<Resident, "channel" | "account"> & { readonly rest: string } {
  const [channel, account, rest, ...others] = name.split(":");
  const isChannel = channel === "web" || channel === "zalo" || channel === "messenger";
  if (!isChannel || account === undefined || rest === undefined || others.length > 0) {
    throw new TypeError("not the name of a resident");
  }
  return { channel, account: unescapeId(account), rest };
}

/** Returns the shard of the resident with this name (`residentName`). */
export function shardOf(name: string): number {
  return hash("sha256", name, "buffer").readUInt32BE(0) % shardCount;
}

/** Returns what every key of a shard begins with. */
export function shardTag(shard: number): string {
  return `{s${String(shard).padStart(2, "0")}}`;
}

/** Most ids of platforms, which need no escape: testing first takes a tenth of the time. */
const plain = /^[\w-]*$/;

function escapeId(id: string): string {
  return plain.test(id) ? id : encodeURIComponent(id);
}

function unescapeId(id: string): string {
  return plain.test(id) ? id : decodeURIComponent(id);
}
