import { sendTimeoutMs } from "../../channels/sender.ts";
import type { Clock } from "../../concurrency/clock.ts";
import { type Lease, type OutboxStore, shardLeaseMs } from "../store/outbox-store.ts";

interface Held {
  readonly lease: Lease;
  /** By our own clock, counted from before the store was asked: never later than the store's. */
  readonly deadline: number;
}

/** The shards that this replica holds. */
export class Shards {
  readonly #held = new Map<number, Held>();
  /** Held for what is under way only: nothing new begins, and then they are given back. */
  readonly #leaving = new Set<number>();
  readonly #store: OutboxStore;
  readonly #clock: Clock;

  constructor(store: OutboxStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  leases(): Lease[] {
    return [...this.#held.values()].map(({ lease }) => lease);
  }

  /** The lease under which a send may begin now: one that outlives it. */
  leaseToSend(shard: number): Lease | null {
    const held = this.#held.get(shard);
    if (held === undefined || this.#leaving.has(shard)) return null;
    return held.deadline > this.#clock.now() + sendTimeoutMs ? held.lease : null;
  }

  /** The store refused this lease. */
  lose({ shard, fence }: Lease): void {
    if (this.#held.get(shard)?.lease.fence === fence) this.#drop(shard);
  }

  /**
   * Renews what is held and takes or gives back what is needed for a fair share; a shard with a send
   * under way is given back in a later round. Rejects with what the store rejects with.
   */
  async balance(isBusy: (shard: number) => boolean): Promise<void> {
    const replicas = await this.#store.beat();
    const share = Math.ceil(this.#store.shards / replicas);
    await Promise.all(this.leases().map((lease) => this.#renew(lease)));

    const surplus = this.leases().slice(share);
    for (const { shard } of surplus) this.#leaving.add(shard);
    const idle = surplus.filter(({ shard }) => !isBusy(shard));
    await Promise.all(idle.map((lease) => this.#release(lease)));
    if (surplus.length === 0) this.#leaving.clear();

    const missing = Math.max(0, share - this.#held.size);
    if (missing > 0) await this.#acquire(missing);
  }

  async releaseAll(): Promise<void> {
    await Promise.all(this.leases().map((lease) => this.#release(lease)));
    await this.#store.leave();
  }

  async #renew(lease: Lease): Promise<void> {
    const deadline = this.#clock.now() + shardLeaseMs;
    if (await this.#store.renew(lease)) this.#held.set(lease.shard, { lease, deadline });
    else this.lose(lease);
  }

  #drop(shard: number): void {
    this.#held.delete(shard);
    this.#leaving.delete(shard);
  }

  async #release(lease: Lease): Promise<void> {
    this.lose(lease);
    await this.#store.release(lease);
  }

  /** No more than are missing: what another gave back is meant for all. */
  async #acquire(missing: number): Promise<void> {
    const all = Array.from({ length: this.#store.shards }, (_, shard) => shard);
    let free = all.filter((shard) => !this.#held.has(shard));
    let wanted = missing;
    while (wanted > 0 && free.length > 0) {
      const deadline = this.#clock.now() + shardLeaseMs;
      const asked = free.slice(0, wanted);
      free = free.slice(wanted);
      const taken = await Promise.all(asked.map((shard) => this.#store.acquire(shard)));
      for (const lease of taken) {
        if (lease === null) continue;
        this.#held.set(lease.shard, { lease, deadline });
        wanted -= 1;
      }
    }
  }
}
