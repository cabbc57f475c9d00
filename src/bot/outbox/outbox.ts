import type { Pacer } from "../../channels/pacing.ts";
import type { Resident } from "../../channels/resident.ts";
import type { ChannelSender } from "../../channels/sender.ts";
import { type Clock, systemClock } from "../../concurrency/clock.ts";
import { beatIntervalMs, type Lease, type OutboxStore } from "../store/outbox-store.ts";
import { Accounts } from "./account-circuit-breaker.ts";
import { Settler } from "./ack-buffer.ts";
import { newCounters, type OutboxCounters } from "./counters.ts";
import { serve } from "./send-worker.ts";
import { Shards } from "./shard-leases.ts";
import { Crew, type Job } from "./worker-pool.ts";

export interface OutboxOptions {
  readonly store: OutboxStore;
  /** A reply to a channel without an outlet is parked. */
  readonly outlets: Readonly<Partial<Record<Resident["channel"], ChannelSender>>>;
  readonly pacer: Pacer;
  /** Nothing of this account (`accountKey`) can be sent until a person acts; said once until a send goes through. */
  readonly onAlarm: (account: string, reason: string) => void;
  /** The store could not be reached or read: what is due is tried again. */
  readonly onError: (error: unknown) => void;
  readonly clock?: Clock;
  /** 0 to 1. */
  readonly random?: () => number;
}

export interface Outbox {
  /** Resolves after the first round, in which a replica alone takes every shard. Never rejects. */
  start(): Promise<void>;
  /** Looks for what is due now instead of within a second. */
  wake(): Promise<void>;
  /** Ends what is being sent, begins nothing more and gives every shard back. Never rejects. */
  close(): Promise<void>;
  readonly counters: Readonly<OutboxCounters>;
}

/** Names read at once, from all shards together. */
const maxDueRead = 4_096;

/** Sends committed replies: each resident's in order, residents side by side. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, onError, clock = systemClock, random = Math.random } = options;
  const shards = new Shards(store, clock);
  const settler = new Settler(store);
  const counters = newCounters();
  let isClosing = false;
  let stopTimer = () => {};
  let round: Promise<void> | null = null;

  const serving = {
    ...{ ...options, clock, random, shards, settler, counters },
    ...{ accounts: new Accounts(clock), isClosing: () => isClosing },
  };
  const crew = new Crew((job: Job) => serve(serving, job).catch(onError));
  store.listen({
    committed: (shard, name, entry) => {
      const lease = shards.leaseToSend(shard);
      crew.add({ shard, name, first: lease && { lease, entry } }, true);
    },
    woken: (shard, name) => {
      if (shards.leaseToSend(shard) !== null) crew.add({ shard, name, first: null }, true);
    },
  });

  const takeDue = async (lease: Lease) => {
    const names = await store.readDue(lease, Math.ceil(maxDueRead / store.shards));
    if (names === null) return shards.lose(lease);
    for (const name of names) crew.add({ shard: lease.shard, name, first: null }, false);
  };

  const lookAround = async () => {
    try {
      await shards.balance((shard) => crew.isBusy(shard));
      await Promise.all(shards.leases().map(takeDue));
    } catch (error) {
      onError(error);
    }
  };

  const wake = () => {
    round ??= lookAround().finally(() => {
      round = null;
    });
    return round;
  };

  const goRound = async () => {
    await wake();
    if (!isClosing) stopTimer = clock.after(beatIntervalMs, goRound);
  };

  return {
    start: goRound,
    wake,
    get counters() {
      return { ...counters, waiting: crew.waiting };
    },
    close: async () => {
      isClosing = true;
      stopTimer();
      await round;
      await crew.close();
      await shards.releaseAll().catch(onError);
    },
  };
}
