import { accountKey, type Pacer } from "../../channels/pacing.ts";
import type { Resident } from "../../channels/resident.ts";
import { type ChannelSender, sendTimeoutMs } from "../../channels/sender.ts";
import { type Clock, sleep } from "../../concurrency/clock.ts";
import { residentOf } from "../store/keys.ts";
import type { Lease, OutboxEntry, OutboxStore } from "../store/outbox-store.ts";
import type { Accounts } from "./account-circuit-breaker.ts";
import type { Settler } from "./ack-buffer.ts";
import type { OutboxCounters } from "./counters.ts";
import { decideRetry, type SendAttemptResult } from "./retry-policy.ts";
import type { Shards } from "./shard-leases.ts";
import type { Job } from "./worker-pool.ts";

export interface ServeDependencies {
  readonly store: OutboxStore;
  readonly outlets: Readonly<Partial<Record<Resident["channel"], ChannelSender>>>;
  readonly pacer: Pacer;
  readonly clock: Clock;
  readonly random: () => number;
  readonly shards: Shards;
  readonly accounts: Accounts;
  readonly settler: Settler;
  readonly counters: OutboxCounters;
  readonly isClosing: () => boolean;
  readonly onAlarm: (account: string, reason: string) => void;
}

/** A longer wait for the pace is put into the store, so that others get their turn. */
const maxPaceWaitMs = 2_000;

/** Sends a resident's replies in order until none is left or the next must wait. Rejects with what the store does. */
export async function serve(dependencies: ServeDependencies, job: Job): Promise<void> {
  const { shards, settler, isClosing } = dependencies;
  const { shard, name } = job;
  const resident = residentOf(name);
  const account = accountKey(resident.channel, resident.account);

  let entry: OutboxEntry | null = null;
  let isFirst = true;
  while (!isClosing()) {
    const lease = shards.leaseToSend(shard);
    if (lease === null) return;
    if (isFirst)
      entry = firstKnown(settler, lease, job) ?? (await firstEntry(dependencies, lease, job));
    isFirst = false;
    if (entry === null) return;

    const paced = waitOf(dependencies, account);
    const waitMs = typeof paced === "number" ? paced : await paced;
    if (waitMs > maxPaceWaitMs) {
      await dependencies.store.markLater(lease, name, entry, entry.tries, waitMs);
      return;
    }
    if (waitMs > 0) {
      await sleep(dependencies.clock, waitMs);
      continue;
    }
    const result = await send(dependencies, resident, entry);
    note(dependencies, account, result);
    const verdict = decideRetry(entry.tries, result, dependencies.random);
    if (verdict.type === "park") countParked(dependencies.counters, verdict.reason);
    const marked = await settler.settle(lease, name, entry, verdict);
    if (!marked.held) return refuse(dependencies, lease);
    entry = marked.next;
  }
}

/** What was committed a moment ago, where nothing is left to tell the store of the resident. */
function firstKnown(settler: Settler, lease: Lease, { name, first }: Job): OutboxEntry | null {
  if (first === null || first.lease.fence !== lease.fence || settler.owes(name)) return null;
  return first.entry;
}

async function firstEntry(
  { settler, store, ...dependencies }: ServeDependencies,
  lease: Lease,
  { name }: Job,
): Promise<OutboxEntry | null> {
  const marked = await settler.settleOld(lease, name);
  // A reply that was put off is read again when it is due.
  if (marked?.held === true) return marked.next;
  const read = marked ?? (await store.readHead(lease, name));
  if (read.held) return read.next;
  refuse(dependencies, lease);
  return null;
}

function refuse(
  { shards, counters }: Pick<ServeDependencies, "shards" | "counters">,
  lease: Lease,
) {
  shards.lose(lease);
  counters.refused += 1;
}

function waitOf({ accounts, pacer }: ServeDependencies, account: string): number | Promise<number> {
  const waitMs = accounts.waitMs(account);
  return waitMs > 0 ? waitMs : pacer.acquire(account, "reply");
}

async function send(
  { outlets, clock }: ServeDependencies,
  { channel, account, user }: Resident,
  { id, message }: OutboxEntry,
): Promise<SendAttemptResult> {
  const outlet = outlets[channel];
  if (message === null) return { outcome: "rejected", reason: "unreadable" };
  if (outlet === undefined) return { outcome: "rejected", reason: "channel-off" };
  const { promise, resolve } = Promise.withResolvers<SendAttemptResult>();
  // The outlet has a limit of its own; without this one a fault in it would outlive the lease.
  const cancel = clock.after(sendTimeoutMs, () => resolve({ outcome: "unknown", reason: "hung" }));
  // What it throws may hold the reply's words: counted and parked is only that it threw.
  const sending = async () => outlet.send({ account, user }, message, id);
  sending()
    .then(resolve, () => resolve({ outcome: "broken", reason: "outlet-threw" }))
    .finally(cancel);
  return promise;
}

function note(
  { accounts, pacer, counters, onAlarm }: ServeDependencies,
  account: string,
  result: SendAttemptResult,
): void {
  switch (result.outcome) {
    case "sent":
      counters.sent += 1;
      break;
    case "unknown":
      counters.ambiguous += 1;
      break;
    case "retry":
    case "broken":
      counters.retried += 1;
      break;
    case "rate-limited":
      accounts.pause(account, result.ms);
      // Where the shared pace can't be told, the pause above still holds for this replica.
      Promise.resolve(pacer.slowDown(account, result.ms)).catch(() => {});
      return;
    case "account-blocked":
      if (accounts.alarm(account)) onAlarm(account, result.reason);
      return;
  }
  if (result.outcome === "sent") accounts.clear(account);
}

function countParked({ parked }: OutboxCounters, reason: string): void {
  parked[reason] = (parked[reason] ?? 0) + 1;
}
