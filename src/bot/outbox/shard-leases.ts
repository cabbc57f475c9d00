import type { Clock } from "../../concurrency/clock.ts";
import type { Lease, OutboxStore } from "../store/outbox-store.ts";

interface HeldLease {
  readonly lease: Lease;
  /** By this process's clock, counted from before the store was asked: never later than the store's own. */
  readonly deadlineMs: number;
}

/** The shards whose lease this replica holds. */
export class ShardLeases {
  readonly #held = new Map<number, HeldLease>();
  /** Shards to be given back: held for the sends under way only, no new one starts. */
  readonly #surplus = new Set<number>();
  readonly #store: OutboxStore;
  readonly #clock: Clock;
  readonly #sendTimeoutMs: number;

  constructor(store: OutboxStore, clock: Clock, sendTimeoutMs: number) {
    this.#store = store;
    this.#clock = clock;
    this.#sendTimeoutMs = sendTimeoutMs;
  }

  all(): Lease[] {
    return [...this.#held.values()].map(({ lease }) => lease);
  }

  /** Returns the lease under which a send may start now: it outlives the send. Otherwise returns null. */
  usableLease(shard: number): Lease | null {
    const held = this.#held.get(shard);
    if (held === undefined || this.#surplus.has(shard)) return null;
    return held.deadlineMs > this.#clock.now() + this.#sendTimeoutMs ? held.lease : null;
  }

  /** Forgets a lease that the store refused. */
  drop({ shard, fence }: Lease): void {
    if (this.#held.get(shard)?.lease.fence !== fence) return;
    this.#held.delete(shard);
    this.#surplus.delete(shard);
  }

  /**
   * Renews the leases and acquires or releases as many as a fair share needs. A shard with a send under way is
   * released in a later round. Rejects with what the store rejects with.
   */
  async balance(isBusy: (shard: number) => boolean): Promise<void> {
    const replicas = await this.#store.heartbeat();
    const share = Math.ceil(this.#store.shards / replicas);
    await Promise.all(this.all().map((lease) => this.#renew(lease)));

    const surplus = this.all().slice(share);
    for (const { shard } of surplus) this.#surplus.add(shard);
    const idle = surplus.filter(({ shard }) => !isBusy(shard));
    await Promise.all(idle.map((lease) => this.#release(lease)));
    if (surplus.length === 0) this.#surplus.clear();

    const missing = Math.max(0, share - this.#held.size);
    if (missing > 0) await this.#acquire(missing);
  }

  async releaseAll(): Promise<void> {
    await Promise.all(this.all().map((lease) => this.#release(lease)));
    await this.#store.deregister();
  }

  async #renew(lease: Lease): Promise<void> {
    const deadlineMs = this.#newDeadlineMs();
    if (await this.#store.renew(lease)) this.#held.set(lease.shard, { lease, deadlineMs });
    else this.drop(lease);
  }

  async #release(lease: Lease): Promise<void> {
    this.drop(lease);
    await this.#store.release(lease);
  }

  /** Acquires no more than are missing: what another replica released is meant for all. */
  async #acquire(missing: number): Promise<void> {
    const all = Array.from({ length: this.#store.shards }, (_, shard) => shard);
    let free = all.filter((shard) => !this.#held.has(shard));
    let wanted = missing;
    while (wanted > 0 && free.length > 0) {
      const deadlineMs = this.#newDeadlineMs();
      const candidates = free.slice(0, wanted);
      free = free.slice(wanted);
      const leases = await Promise.all(candidates.map((shard) => this.#store.acquire(shard)));
      for (const lease of leases) {
        if (lease === null) continue;
        this.#held.set(lease.shard, { lease, deadlineMs });
        wanted -= 1;
      }
    }
  }

  #newDeadlineMs(): number {
    return this.#clock.now() + this.#store.leaseMs;
  }
}
