import { ChurnSafeMap } from "../churn-safe-map.ts";
import type { Lease, OutboxEntry } from "../store/outbox-store.ts";

/** A resident whose replies are to be sent. */
export interface SendJob {
  readonly shard: number;
  readonly name: string;
  /** The next reply, if it is known without asking the store, and the lease under which it was committed. */
  readonly first: { readonly lease: Lease; readonly entry: OutboxEntry } | null;
}

interface AccountQueue {
  readonly ready: SendJob[];
  running: number;
}

/** Residents of one account whose replies are sent at the same time. */
const maxRunningPerAccount = 64;
/** Residents of one account that wait in memory; the others stay in the store and are read again. */
const maxReadyPerAccount = 2_000;

/** Runs send jobs side by side, each resident's one after the other. No account delays another. */
export class WorkerPool {
  readonly #accounts = new Map<string, AccountQueue>();
  /** Residents that run or are ready → the job that was added meanwhile. */
  readonly #known = new ChurnSafeMap<SendJob | null>();
  readonly #runningByShard = new Map<number, number>();
  readonly #run: (job: SendJob) => Promise<void>;
  #isOpen = true;
  #idle = Promise.withResolvers<void>();

  constructor(run: (job: SendJob) => Promise<void>) {
    this.#run = run;
  }

  /** Residents whose jobs run or are ready. */
  get size(): number {
    return this.#known.size;
  }

  isBusy(shard: number): boolean {
    return (this.#runningByShard.get(shard) ?? 0) > 0;
  }

  /** Adds a job, unless the resident has one already. */
  add(job: SendJob): void {
    if (!this.#isOpen || this.#known.has(job.name)) return;
    const account = this.#accountOf(job.name);
    if (account.ready.length >= maxReadyPerAccount) return;
    this.#known.set(job.name, null);
    account.ready.push(job);
    this.#dispatch(account);
  }

  /** Adds a job; if the resident has one already, this one runs after it. */
  addAfterCurrent(job: SendJob): void {
    if (this.#isOpen && this.#known.has(job.name)) this.#known.set(job.name, job);
    else this.add(job);
  }

  /** Starts no further job, and resolves once those under way have ended. */
  async close(): Promise<void> {
    this.#isOpen = false;
    for (const account of this.#accounts.values()) {
      for (const { name } of account.ready.splice(0)) this.#known.delete(name);
    }
    if (this.#known.size > 0) await this.#idle.promise;
  }

  #accountOf(name: string): AccountQueue {
    const key = name.slice(0, name.lastIndexOf(":"));
    let account = this.#accounts.get(key);
    if (account === undefined) {
      account = { ready: [], running: 0 };
      this.#accounts.set(key, account);
    }
    return account;
  }

  #dispatch(account: AccountQueue): void {
    while (account.running < maxRunningPerAccount) {
      const job = account.ready.shift();
      if (job === undefined) return;
      account.running += 1;
      this.#runningByShard.set(job.shard, (this.#runningByShard.get(job.shard) ?? 0) + 1);
      this.#run(job).finally(() => this.#end(account, job));
    }
  }

  #end(account: AccountQueue, job: SendJob): void {
    account.running -= 1;
    this.#runningByShard.set(job.shard, (this.#runningByShard.get(job.shard) ?? 1) - 1);
    const next = this.#known.get(job.name) ?? null;
    this.#known.delete(job.name);
    if (next !== null) this.add(next);
    this.#dispatch(account);
    if (this.#known.size === 0 && !this.#isOpen) this.#idle.resolve();
  }
}
