import { accountKey, type Pacer } from "../../channels/pacing.ts";
import type { Resident } from "../../channels/resident.ts";
import type { ChannelSender } from "../../channels/sender.ts";
import { type Clock, sleep } from "../../concurrency/clock.ts";
import { accountOfName } from "../store/keys.ts";
import type { Lease, OutboxEntry, OutboxStore } from "../store/outbox-store.ts";
import { AccountCircuitBreaker } from "./account-circuit-breaker.ts";
import { AckBuffer } from "./ack-buffer.ts";
import { decideRetry, type RetryDecision, type SendAttemptResult } from "./retry-policy.ts";
import type { ShardLeases } from "./shard-leases.ts";
import type { SendJob } from "./worker-pool.ts";

export interface SendWorkerOptions {
  readonly store: OutboxStore;
  readonly senders: Readonly<Partial<Record<Resident["channel"], ChannelSender>>>;
  readonly pacer: Pacer;
  readonly leases: ShardLeases;
  readonly clock: Clock;
  readonly random: () => number;
  readonly sendTimeoutMs: number;
  readonly onAccountBlocked: (account: string, reason: string) => void;
  /** Records what became of a colleague's line before the reply leaves its queue. It never rejects. Absent: nobody asks. */
  readonly recordLine?: ((line: LineOutcome) => Promise<void>) | undefined;
}

/** `failure`: the platform's reason; null: sent. */
export interface LineOutcome {
  readonly line: number;
  readonly failure: string | null;
}

/** Counts since the process started. */
export interface SendCounters {
  sent: number;
  retried: number;
  /** Sends whose answer never came. */
  ambiguous: number;
  /** Dead letters by reason. */
  readonly parked: Record<string, number>;
  /** Acknowledgements that the store refused because another replica held the lease by then. */
  refused: number;
}

/** A longer wait is put into the store, so that the worker is free for other residents. */
const maxPaceWaitMs = 2_000;

/** Sends the replies of one resident after the other, acknowledging each. */
export class SendWorker {
  readonly counters: SendCounters = { sent: 0, retried: 0, ambiguous: 0, parked: {}, refused: 0 };
  readonly #options: SendWorkerOptions;
  readonly #acks: AckBuffer;
  readonly #breaker: AccountCircuitBreaker;
  #isStopping = false;

  constructor(options: SendWorkerOptions) {
    this.#options = options;
    this.#acks = new AckBuffer(options.store);
    this.#breaker = new AccountCircuitBreaker(options.clock, options.sendTimeoutMs);
  }

  get blockedAccounts(): number {
    return this.#breaker.blockedCount;
  }

  /** Starts no further send; those under way end. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Sends a resident's replies in order until none is left or the next must wait. Rejects with what the store does. */
  async run(job: SendJob): Promise<void> {
    const { leases, store, clock, random } = this.#options;
    const { shard, name } = job;
    const owner = accountOfName(name);
    const account = accountKey(owner.channel, owner.account);

    let entry: OutboxEntry | null | undefined;
    while (!this.#isStopping) {
      const lease = leases.usableLease(shard);
      if (lease === null) return;
      if (entry === undefined) entry = await this.#readFirst(lease, job);
      if (entry === null) return;

      const waitMs = await this.#waitMs(account);
      if (waitMs > maxPaceWaitMs) {
        await store.postpone(lease, name, entry, entry.tries, waitMs);
        return;
      }
      if (waitMs > 0) {
        await sleep(clock, waitMs);
        continue;
      }
      const result = await this.#send(entry);
      this.#record(account, result);
      const decision = decideRetry(entry.tries, result, random);
      if (decision.type === "dead-letter") this.#countDeadLetter(decision.reason);
      await this.#recordLine(entry, decision);
      const ack = await this.#acks.acknowledge(lease, name, entry, decision);
      if (!ack.isHeld) return this.#loseLease(lease);
      entry = ack.next;
    }
  }

  /** Returns the resident's next reply, after acknowledging what is still pending for that resident. */
  async #readFirst(lease: Lease, { name, first }: SendJob): Promise<OutboxEntry | null> {
    if (first?.lease.fence === lease.fence && !this.#acks.hasPending(name)) return first.entry;
    const read =
      (await this.#acks.acknowledgePending(lease, name)) ??
      (await this.#options.store.readHead(lease, name));
    if (read.isHeld) return read.next;
    this.#loseLease(lease);
    return null;
  }

  #loseLease(lease: Lease): void {
    this.#options.leases.drop(lease);
    this.counters.refused += 1;
  }

  async #waitMs(account: string): Promise<number> {
    const waitMs = this.#breaker.waitMs(account);
    return waitMs > 0 ? waitMs : this.#options.pacer.acquire(account, "reply");
  }

  async #send({ id, resident, message }: OutboxEntry): Promise<SendAttemptResult> {
    const { senders, clock, sendTimeoutMs } = this.#options;
    if (resident === null || message === null) {
      return { outcome: "rejected", reason: "unreadable" };
    }
    const { channel, account, user } = resident;
    const sender = senders[channel];
    if (sender === undefined) return { outcome: "rejected", reason: "channel-off" };
    const { promise, resolve } = Promise.withResolvers<SendAttemptResult>();
    // The sender has a time-out of its own; without this one a bug in it would outlive the lease.
    const cancel = clock.after(sendTimeoutMs, () =>
      resolve({ outcome: "unknown", reason: "hung" }),
    );
    const sending = async () => sender.send({ account, user }, message, id);
    sending()
      // An error may quote the reply's words: counted and stored is only that there was one.
      .then(resolve, () => resolve({ outcome: "broken", reason: "outlet-threw" }))
      .finally(cancel);
    return promise;
  }

  #record(account: string, result: SendAttemptResult): void {
    switch (result.outcome) {
      case "sent":
        this.counters.sent += 1;
        this.#breaker.unblock(account);
        break;
      case "unknown":
        this.counters.ambiguous += 1;
        break;
      case "retry":
      case "broken":
        this.counters.retried += 1;
        break;
      case "rate-limited":
        this.#breaker.pause(account, result.ms);
        // If the shared pacer cannot be slowed down, the pause above still holds for this replica.
        Promise.resolve(this.#options.pacer.slowDown(account, result.ms)).catch(() => {});
        break;
      case "account-blocked":
        if (this.#breaker.block(account)) this.#options.onAccountBlocked(account, result.reason);
        break;
      case "rejected":
        break;
    }
  }

  async #recordLine({ message }: OutboxEntry, decision: RetryDecision): Promise<void> {
    const { recordLine } = this.#options;
    const line = message?.line;
    if (line === undefined || recordLine === undefined) return;
    if (decision.type === "dead-letter") {
      await recordLine({ line: line.id, failure: decision.reason });
    } else if (decision.type === "sent" && line.isLast) {
      await recordLine({ line: line.id, failure: null });
    }
  }

  #countDeadLetter(reason: string): void {
    const { parked } = this.counters;
    parked[reason] = (parked[reason] ?? 0) + 1;
  }
}
