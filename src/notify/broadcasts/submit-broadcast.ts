import { createHash, type Hash } from "node:crypto";
import type { Database } from "../../db/open.ts";
import {
  analyzeRecipients,
  deleteRecipients,
  insertRecipients,
  type NewRecipient,
} from "../../db/queries/broadcast-recipients.ts";
import {
  holdsSnapshotLease,
  releaseSnapshotLease,
  type SnapshotLease,
  takeSnapshotLease,
  updateSubmitted,
} from "../../db/queries/broadcast-snapshots.ts";
import { broadcastState } from "../../db/tables/broadcast-tables.ts";
import type { Transaction } from "../../db/transaction.ts";
import { type Broadcast, readBroadcast } from "./broadcast-store.ts";
import { type Estimate, Estimator, type SendCapacity } from "./estimate.ts";
import { recipientKey } from "./recipient-contacts.ts";
import { type RecipientDependencies, recipientPages, startOf } from "./recipients.ts";

export type SubmissionResult =
  | { readonly result: "sending" | "pending"; readonly recipients: number }
  /** It is no draft any more, or has changed since the official read it. */
  | { readonly result: "changed" }
  /** Somebody else is submitting it at this moment. */
  | { readonly result: "busy" }
  | { readonly result: "nobody" };

interface SubmitDependencies extends RecipientDependencies {
  readonly database: Pick<Database, "db" | "transaction">;
  readonly capacity: SendCapacity;
  /** A broadcast to more recipients than this needs a second official. */
  readonly approveOver: number;
}

export interface Submission {
  readonly id: number;
  readonly revision: number;
  readonly by: number;
  readonly now: Date;
  /** Runs in the transaction that submits the broadcast. */
  readonly onSubmitted: (tx: Transaction, result: "sending" | "pending") => Promise<void>;
}

interface Snapshot {
  readonly estimate: Estimate;
  readonly fingerprint: string;
}

/** Much longer than writing a list of any length. After a process died, the next one may submit the broadcast after this time. */
const leaseMs = 120_000;

/**
 * Stores a snapshot of the recipients, and submits the broadcast: to be sent, or to be approved by a second official. Whoever
 * becomes a follower later is not in the snapshot. The snapshot is written with short statements, so that nobody waits for
 * them, under a lease, so that two officials who submit at the same time write one list.
 */
export async function submitBroadcast(
  dependencies: SubmitDependencies,
  submission: Submission,
): Promise<SubmissionResult> {
  const { db } = dependencies.database;
  const { id, revision, now } = submission;
  const broadcast = await readBroadcast(db, id);
  if (broadcast?.state !== broadcastState.draft || broadcast.revision !== revision)
    return { result: "changed" };
  const lease = { broadcastId: id, revision, until: new Date(now.getTime() + leaseMs) };
  if (!(await takeSnapshotLease(db, lease, now))) return { result: "busy" };
  try {
    const snapshot = await snapshotRecipients(dependencies, broadcast, now);
    return await submitSnapshot(dependencies, submission, { broadcast, lease, snapshot });
  } finally {
    await releaseSnapshotLease(db, lease);
  }
}

async function snapshotRecipients(
  { database: { db }, capacity, ...dependencies }: SubmitDependencies,
  broadcast: Broadcast,
  now: Date,
): Promise<Snapshot> {
  // Of an earlier revision, or of a process that died while it wrote.
  await deleteRecipients(db, broadcast.id);
  const estimator = new Estimator(capacity, now);
  const fingerprint = new Fingerprint(broadcast);
  const dueAt = startOf(broadcast, now);
  let lastInsert = Promise.resolve();
  for await (const page of recipientPages(db, broadcast, estimator, dependencies)) {
    fingerprint.add(page);
    await lastInsert;
    lastInsert = insertRecipients(db, broadcast.id, page, dueAt);
    // The next page is read meanwhile. An error is thrown by one of the two `await`s, so that nothing is hidden here.
    lastInsert.catch(() => undefined);
  }
  await lastInsert;
  const estimate = estimator.result(dueAt);
  await analyzeRecipients(db, estimate.recipients);
  return { estimate, fingerprint: fingerprint.value() };
}

async function submitSnapshot(
  { database, approveOver }: SubmitDependencies,
  { id, by, onSubmitted }: Submission,
  {
    broadcast,
    lease,
    snapshot: { estimate, fingerprint },
  }: { broadcast: Broadcast; lease: SnapshotLease; snapshot: Snapshot },
): Promise<SubmissionResult> {
  const { recipients } = estimate;
  if (recipients === 0) return { result: "nobody" };
  const needsApproval = recipients > approveOver && !broadcast.isTrial;
  const state = needsApproval ? broadcastState.pending : broadcastState.sending;
  const forecast = JSON.stringify(estimate);
  const submitted = { state, fingerprint, recipients, forecast, submittedBy: by } as const;
  const isSubmitted = await database.transaction(async (tx) => {
    if (!(await updateSubmitted(tx, lease, submitted))) return false;
    await onSubmitted(tx, state);
    return true;
  });
  if (isSubmitted) return { result: state, recipients };
  // It was changed or cancelled meanwhile, so that nobody may stay on its list. A process that lost the lease leaves the
  // list alone: it may be another's.
  if (await holdsSnapshotLease(database.db, lease)) await deleteRecipients(database.db, id);
  return { result: "changed" };
}

/** A hash of the text, the time and the recipients: broadcasts that differ in any of them have different fingerprints. */
class Fingerprint {
  readonly #hash: Hash;

  constructor({ title, text, plainSms, isTrial, audience, startsAt }: Broadcast) {
    this.#hash = createHash("sha256");
    this.#hash.update(JSON.stringify([title, text, plainSms, isTrial, audience, startsAt]));
  }

  /** Adds the next recipients, in the order of the list. */
  add(recipients: readonly NewRecipient[]): void {
    const lines = recipients.map((one) => `${recipientKey(one)} ${one.dossiers}\n`);
    this.#hash.update(lines.join(""));
  }

  value(): string {
    return this.#hash.digest("hex").slice(0, 32);
  }
}
