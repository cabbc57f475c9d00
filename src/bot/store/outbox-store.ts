import type { Resident } from "../../channels/resident.ts";
import type { Message } from "../../wording/message.ts";

/** One reply on its way to a resident of a platform. */
export interface OutboxEntry {
  readonly id: string;
  readonly committedAt: Date;
  /** null where this version can't read what was stored: it can only be parked. */
  readonly message: Message | null;
  readonly tries: Tries;
  /** How the stored form begins: tells it from every other. */
  readonly start: string;
}

/** How often a reply came back, by how. */
export interface Tries {
  /** Certainly not delivered. */
  readonly failed: number;
  /** Perhaps delivered. */
  readonly unknown: number;
  /** The channel itself broke. */
  readonly broken: number;
}

/** The right to send a shard's replies; a later holder has a greater fence. */
export interface Lease {
  readonly shard: number;
  readonly fence: number;
}

/** `held` false: the lease is another's now, and nothing was changed. */
export type Marked =
  | { readonly held: true; readonly next: OutboxEntry | null }
  | { readonly held: false };

export interface DeadLetter {
  readonly id: string;
  readonly resident: Resident;
  readonly committedAt: Date;
  readonly parkedAt: Date;
  readonly reason: string;
}

export interface OutboxListener {
  /** This replica kept a turn of a resident whose queue was empty, on a shard that it holds. */
  committed(shard: number, name: string, first: OutboxEntry): void;
  /** Another replica kept one, on a shard that this one may hold. */
  woken(shard: number, name: string): void;
}

/**
 * Replies between their commit and their sending: a queue for each resident, by name (`residentKey`).
 * Every call but `parked` and `retryParked` is made by the holder of the resident's shard, and every
 * mark is refused where the lease is not its any more. A mark of a reply that is not at the head of its
 * queue changes nothing, so it may be repeated.
 */
export interface OutboxStore {
  readonly shards: number;

  /** This replica lives. Resolves with how many do. */
  beat(): Promise<number>;
  /** This replica ends: the others may share what it held. */
  leave(): Promise<void>;
  /** null where another holds the shard. A lease lives `leaseMs` unless renewed. */
  acquire(shard: number): Promise<Lease | null>;
  /** False where the lease is another's, or nobody's, now. */
  renew(lease: Lease): Promise<boolean>;
  release(lease: Lease): Promise<void>;

  /** Up to `limit` names that have a reply to be sent now, the longest due first; null: not held. */
  readDue(lease: Lease, limit: number): Promise<readonly string[] | null>;
  /** The resident's next reply. */
  readHead(lease: Lease, name: string): Promise<Marked>;
  markSent(lease: Lease, name: string, entry: OutboxEntry): Promise<Marked>;
  /** The resident's next try is `delayMs` from now, with these tries counted. */
  markLater(
    lease: Lease,
    name: string,
    entry: OutboxEntry,
    tries: Tries,
    delayMs: number,
  ): Promise<Marked>;
  /** Takes the reply out of the way and keeps it, with a reason that names nobody. */
  park(lease: Lease, name: string, entry: OutboxEntry, reason: string): Promise<Marked>;

  /** Tells of turns from now on; one listener. */
  listen(listener: OutboxListener): void;

  parked(): Promise<readonly DeadLetter[]>;
  /** Queues these parked replies, or all, again with no tries counted. Resolves with how many. */
  retryParked(ids: ReadonlySet<string> | "all"): Promise<number>;
}

/** A holder that is not heard of for as long is none; a send may take 5 s of it. */
export const shardLeaseMs = 8_000;
/** Holders renew as often: a lease has always time for a send. */
export const beatIntervalMs = 1_000;
/** A replica that was silent for as long has no share of the shards. */
export const aliveMs = 4_000;
export const noTries: Tries = { failed: 0, unknown: 0, broken: 0 };
