import { PassingMap } from "../churn-safe-map.ts";
import type { Lease, OutboxEntry } from "../store/outbox-store.ts";

/** A resident to be served. */
export interface Job {
  readonly shard: number;
  readonly name: string;
  /** The next reply where it is known without asking the store, and the lease under which it was. */
  readonly first: { readonly lease: Lease; readonly entry: OutboxEntry } | null;
}

interface Account {
  readonly ready: Job[];
  serving: number;
}

/** Residents of one account that are served at once. */
export const maxServing = 64;
/** Residents of one account that wait in memory; the others stay in the store and are read again. */
export const maxReady = 2_000;

/** Serves residents side by side, each by one at a time; an account holds up no other. */
export class Crew {
  readonly #accounts = new Map<string, Account>();
  /** Residents that are served or wait to be → what came for them meanwhile. */
  readonly #known = new PassingMap<Job | null>();
  readonly #busyShards = new Map<number, number>();
  readonly #serve: (job: Job) => Promise<void>;
  #isOpen = true;
  #idle = Promise.withResolvers<void>();

  constructor(serve: (job: Job) => Promise<void>) {
    this.#serve = serve;
  }

  get waiting(): number {
    return this.#known.size;
  }

  isBusy(shard: number): boolean {
    return (this.#busyShards.get(shard) ?? 0) > 0;
  }

  /** `again`: this is news, and a resident who is just being served is served once more. */
  add(job: Job, again: boolean): void {
    if (!this.#isOpen) return;
    if (this.#known.has(job.name)) {
      if (again) this.#known.set(job.name, job);
      return;
    }
    const account = this.#accountOf(job.name);
    if (account.ready.length >= maxReady) return;
    this.#known.set(job.name, null);
    account.ready.push(job);
    this.#pump(account);
  }

  /** Begins nothing more, and resolves once what was begun has ended. */
  async close(): Promise<void> {
    this.#isOpen = false;
    for (const account of this.#accounts.values()) {
      for (const { name } of account.ready.splice(0)) this.#known.delete(name);
    }
    if (this.#known.size > 0) await this.#idle.promise;
  }

  #accountOf(name: string): Account {
    const key = name.slice(0, name.lastIndexOf(":"));
    let account = this.#accounts.get(key);
    if (account === undefined) {
      account = { ready: [], serving: 0 };
      this.#accounts.set(key, account);
    }
    return account;
  }

  #pump(account: Account): void {
    while (account.serving < maxServing) {
      const job = account.ready.shift();
      if (job === undefined) return;
      account.serving += 1;
      this.#busyShards.set(job.shard, (this.#busyShards.get(job.shard) ?? 0) + 1);
      this.#serve(job).finally(() => this.#end(account, job));
    }
  }

  #end(account: Account, job: Job): void {
    account.serving -= 1;
    this.#busyShards.set(job.shard, (this.#busyShards.get(job.shard) ?? 1) - 1);
    const next = this.#known.get(job.name) ?? null;
    this.#known.delete(job.name);
    if (next !== null) this.add(next, true);
    this.#pump(account);
    if (this.#known.size === 0 && !this.#isOpen) this.#idle.resolve();
  }
}
