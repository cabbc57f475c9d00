import type { Resident } from "../../channels/resident.ts";
import type { Message } from "../../wording/message.ts";

/** One reply on its way to a resident of a platform. */
export interface OutboxEntry {
  readonly id: string;
  readonly committedAt: Date;
  /** To whom it goes; null together with the message. */
  readonly resident: Resident | null;
  /** null if this version cannot read what was stored: it can only become a dead letter. */
  readonly message: Message | null;
  readonly tries: Tries;
  /** The first characters of the stored form: no other entry begins with them. */
  readonly storedPrefix: string;
}

/** Failed attempts to send a reply, by kind. */
export interface Tries {
  /** Certainly not delivered. */
  readonly failed: number;
  /** Perhaps delivered. */
  readonly unknown: number;
  /** The channel itself threw. */
  readonly broken: number;
}

export const noTries: Tries = { failed: 0, unknown: 0, broken: 0 };

/** The right to send a shard's replies. A later holder has a greater fencing number. */
export interface Lease {
  readonly shard: number;
  readonly fence: number;
}

/** The resident's next reply; or, if another replica holds the lease now, nothing was changed. */
export type AckResult =
  | { readonly isHeld: true; readonly next: OutboxEntry | null }
  | { readonly isHeld: false };

/** A reply that is not sent again by itself. */
export interface DeadLetter {
  readonly id: string;
  /** The user is null if this version cannot read what was stored. */
  readonly resident: Pick<Resident, "channel" | "account"> & { readonly user: string | null };
  readonly committedAt: Date;
  readonly parkedAt: Date;
  readonly reason: string;
}

export interface OutboxListener {
  /** This replica committed a turn of a resident whose queue was empty, in a shard that it holds. */
  onCommitted(shard: number, name: string, first: OutboxEntry): void;
  /** Another replica committed one, in a shard that this replica may hold. */
  onNotified(shard: number, name: string): void;
}

/** What waits in all shards. */
export interface OutboxBacklog {
  /** Residents with an unsent reply. */
  readonly residents: number;
  /** How long the resident who is due longest has waited past the time of the next attempt; 0 if nobody is due. */
  readonly overdueMs: number;
  readonly deadLetters: number;
}

/**
 * Replies between their commit and their sending: a queue for each resident, by the name that the store gives them. Every
 * name begins with channel and account (`accountOfName`).
 *
 * Only the holder of the resident's shard calls the methods that take a lease, and each of them is refused if the
 * lease is another's by then. Acknowledging a reply that is not at the head of its queue changes nothing, so it may
 * be repeated.
 */
export interface OutboxStore {
  readonly shards: number;
  /** A lease expires after this time unless it is renewed. */
  readonly leaseMs: number;

  /** Reports that this replica is alive. Resolves with the number of replicas that are. */
  heartbeat(): Promise<number>;
  /** Removes this replica from those that share the shards. */
  deregister(): Promise<void>;
  /** Resolves with null if another replica holds the shard. */
  acquire(shard: number): Promise<Lease | null>;
  /** Resolves with false if the lease has expired or is another's. */
  renew(lease: Lease): Promise<boolean>;
  release(lease: Lease): Promise<void>;

  /** Returns up to `limit` residents with a reply that is due, the longest due first; null if the lease is not held. */
  readDue(lease: Lease, limit: number): Promise<readonly string[] | null>;
  /** Returns the resident's next reply. */
  readHead(lease: Lease, name: string): Promise<AckResult>;
  markSent(lease: Lease, name: string, entry: OutboxEntry): Promise<AckResult>;
  /** Makes the resident due in `delayMs`, and stores the reply's tries. */
  postpone(
    lease: Lease,
    name: string,
    entry: OutboxEntry,
    tries: Tries,
    delayMs: number,
  ): Promise<AckResult>;
  /** Moves the reply from its queue to the dead letters. The reason names nobody. */
  moveToDeadLetters(
    lease: Lease,
    name: string,
    entry: OutboxEntry,
    reason: string,
  ): Promise<AckResult>;

  /** Calls the listener for turns committed from now on. There is one listener. */
  subscribe(listener: OutboxListener): void;

  /** Reads a few numbers for each shard, whatever waits there. */
  readBacklog(): Promise<OutboxBacklog>;
  listDeadLetters(): Promise<readonly DeadLetter[]>;
  /** Queues these dead letters again, or all, with no tries counted. Resolves with their number. */
  redriveDeadLetters(ids: ReadonlySet<string> | "all"): Promise<number>;
}
