import type { Pacer } from "../../channels/pacing.ts";
import { sendTimeoutMs as defaultSendTimeoutMs } from "../../channels/sender.ts";
import { type Clock, systemClock } from "../../concurrency/clock.ts";
import { createSingleFlight } from "../../concurrency/single-flight.ts";
import type { Lease, OutboxStore } from "../store/outbox-store.ts";
import { type SendCounters, SendWorker, type SendWorkerOptions } from "./send-worker.ts";
import { ShardLeases } from "./shard-leases.ts";
import { WorkerPool } from "./worker-pool.ts";

interface OutboxOptions {
  readonly store: OutboxStore;
  /** A reply to a channel without a sender becomes a dead letter. */
  readonly senders: SendWorkerOptions["senders"];
  readonly pacer: Pacer;
  /** The platform blocked this account (`accountKey`) until a person acts. Called once until a send succeeds. */
  readonly onAccountBlocked: (account: string, reason: string) => void;
  readonly recordLine?: SendWorkerOptions["recordLine"];
  /** The store could not be reached or read. What is due is tried again. */
  readonly onError: (error: unknown) => void;
  readonly clock?: Clock;
  /** Returns 0 to 1. */
  readonly random?: () => number;
  /** How often leases are renewed and due replies are read. It leaves a lease long enough for a send. */
  readonly heartbeatIntervalMs?: number;
  readonly sendTimeoutMs?: number;
}

interface Outbox {
  /** Resolves after the first round, in which a replica alone acquires every shard. Never rejects. */
  start(): Promise<void>;
  /** Looks for due replies now instead of at the next heartbeat. */
  poll(): Promise<void>;
  /** Waits for the sends under way, starts no further one and releases every shard. Never rejects. */
  close(): Promise<void>;
  readonly counters: Readonly<OutboxCounters>;
}

export interface OutboxCounters extends SendCounters {
  /** Residents whose replies are being sent, or are about to be. */
  readonly waiting: number;
  /** Accounts for which nothing can be sent until a person acts. */
  readonly blocked: number;
}

/** Residents read at once, from all shards together. */
const maxDueRead = 4_096;
const defaultHeartbeatIntervalMs = 1_000;

/** Sends committed replies: each resident's in order, residents side by side. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, onError, clock = systemClock, random = Math.random } = options;
  const { heartbeatIntervalMs = defaultHeartbeatIntervalMs } = options;
  const { sendTimeoutMs = defaultSendTimeoutMs } = options;
  const leases = new ShardLeases(store, clock, sendTimeoutMs);
  const worker = new SendWorker({ ...options, clock, random, sendTimeoutMs, leases });
  const pool = new WorkerPool((job) => worker.run(job).catch(onError));
  let isClosing = false;
  let cancelNextRound = () => {};
  let lastRound: Promise<void> = Promise.resolve();

  store.subscribe({
    onCommitted: (shard, name, entry) => {
      const lease = leases.usableLease(shard);
      pool.addAfterCurrent({ shard, name, first: lease && { lease, entry } });
    },
    onNotified: (shard, name) => {
      if (leases.usableLease(shard) !== null) pool.addAfterCurrent({ shard, name, first: null });
    },
  });

  const addDue = async (lease: Lease) => {
    const names = await store.readDue(lease, Math.ceil(maxDueRead / store.shards));
    if (names === null) return leases.drop(lease);
    for (const name of names) pool.add({ shard: lease.shard, name, first: null });
  };

  const runRound = createSingleFlight(async () => {
    try {
      await leases.balance((shard) => pool.isBusy(shard));
      await Promise.all(leases.all().map(addDue));
    } catch (error) {
      onError(error);
    }
  });

  const poll = () => {
    lastRound = runRound();
    return lastRound;
  };

  const pollRepeatedly = async () => {
    await poll();
    if (!isClosing) cancelNextRound = clock.after(heartbeatIntervalMs, pollRepeatedly);
  };

  return {
    start: pollRepeatedly,
    poll,
    get counters() {
      return { ...worker.counters, waiting: pool.size, blocked: worker.blockedAccounts };
    },
    close: async () => {
      isClosing = true;
      worker.stop();
      cancelNextRound();
      await lastRound;
      await pool.close();
      await leases.releaseAll().catch(onError);
    },
  };
}
