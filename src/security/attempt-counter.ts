import { createHmac } from "node:crypto";
import {
  deleteAttempts,
  hasKnownClient,
  lowerCount,
  type RaisedCount,
  raiseCounts,
  selectWindowEnd,
  upsertKnownClient,
} from "../db/queries/attempts.ts";
import type { DbHandle } from "../db/schema.ts";
import {
  type AttemptKind,
  type AttemptLimit,
  type AttemptScope,
  type AttemptSubjects,
  attemptLimits,
} from "./attempt-limits.ts";
import { deriveKey } from "./derive-key.ts";
import { networkOf } from "./network.ts";

/** Owners who were not seen for so long are strangers again. */
const knownClientLifeMs = 90 * 24 * 3_600_000;
/** For a window that ends just now. */
const minWaitMs = 1_000;

/** Nobody may guess while the database, which counts, is away. */
export class AttemptsUnavailableError extends Error {
  override readonly name = "AttemptsUnavailableError";
  readonly code = "DATABASE_UNAVAILABLE";

  constructor(cause: unknown) {
    super("attempts cannot be counted now", { cause });
  }
}

/** An attempt that was counted. If it is not allowed it must not be judged; it then counts nowhere. */
export type CountedAttempt =
  | {
      readonly isAllowed: true;
      /** How many more the tightest limit allows in its window. */
      readonly left: number;
      /** When more are allowed than these. */
      readonly retryAfterMs: number;
      /** Lowers the counts again, because the attempt was right. */
      takeBack(): Promise<void>;
    }
  | {
      readonly isAllowed: false;
      readonly retryAfterMs: number;
      /** Whose attempts are used up. */
      readonly scope: AttemptScope;
    };

/**
 * Counts attempts at whatever can be guessed, for all replicas together. Use it in this order:
 *
 * 1. `count` before the secret is compared, and outside any transaction, because the counts of everybody are one row.
 * 2. If it is not allowed, answer 429 with `retryAfterMs`, and do not compare.
 * 3. Compare. If the secret was right, `takeBack`; if it was wrong, do nothing.
 *
 * All methods reject with AttemptsUnavailableError if the database fails, so that nothing is judged uncounted.
 */
export interface AttemptCounter {
  count<Kind extends AttemptKind>(
    kind: Kind,
    subjects: AttemptSubjects<Kind>,
    now: Date,
  ): Promise<CountedAttempt>;
  /** Forgets the attempts of these subjects, because their owner has proved to be themselves in another way. */
  clear<Kind extends AttemptKind>(
    kind: Kind,
    subjects: Partial<AttemptSubjects<Kind>>,
  ): Promise<void>;
  /** Returns the client of an owner at an address: attempts from there are counted apart once it is known. */
  clientAt(owner: string, address: string): string;
  /** Remembers that the owner was right from this client. */
  rememberClient(client: string, now: Date): Promise<void>;
  isKnownClient(client: string, now: Date): Promise<boolean>;
}

/** Creates the counter. The subjects are stored as hashes under a key that is derived from `hashKey`. */
export function createAttemptCounter(db: DbHandle, hashKey: string): AttemptCounter {
  const key = deriveKey(hashKey, "attempts");
  const hash = (...parts: readonly (string | number)[]) =>
    createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url");

  /** Returns each limit that applies, with its subject's hash. */
  const limitsOf = (kind: AttemptKind, subjects: Partial<Record<AttemptScope, string | null>>) =>
    attemptLimits[kind].flatMap(({ scope, max, windowMs }: AttemptLimit) => {
      const value = scope === "everybody" ? scope : (subjects[scope] ?? null);
      if (value === null) return [];
      const subject = scope === "address" ? networkOf(value) : value;
      return [{ kind, scope, max, windowMs, subject: hash(kind, scope, windowMs, subject) }];
    });

  const release = async (counts: readonly RaisedCount[]): Promise<void> => {
    // One statement each: one for several rows could lock them in another order than `raiseCounts`.
    for (const count of counts) await lowerCount(db, count);
  };

  return {
    count: (kind, subjects, now) =>
      orUnavailable(async () => {
        const limits = limitsOf(kind, subjects).map(({ windowMs, ...limit }) => ({
          ...limit,
          endsAt: new Date(now.getTime() + windowMs),
        }));
        const raised = await raiseCounts(db, limits, now);
        const exhausted = limits[raised.length];
        if (exhausted === undefined) {
          const rests = raised.map(({ count, endsAt }, at) => ({
            left: (limits[at]?.max ?? count) - count,
            endsAt,
          }));
          const [tightest] = rests.toSorted((a, b) => a.left - b.left);
          const { left = 0, endsAt = now } = tightest ?? {};
          const retryAfterMs = Math.max(minWaitMs, endsAt.getTime() - now.getTime());
          return {
            isAllowed: true,
            left,
            retryAfterMs,
            takeBack: () => orUnavailable(() => release(raised)),
          };
        }
        await release(raised);
        const endsAt = (await selectWindowEnd(db, exhausted.subject)) ?? now;
        const waitMs = endsAt.getTime() - now.getTime();
        const { scope } = exhausted;
        return { isAllowed: false, retryAfterMs: Math.max(minWaitMs, waitMs), scope };
      }),
    clear: (kind, subjects) =>
      orUnavailable(async () => {
        const owned = limitsOf(kind, subjects).filter(({ scope }) => scope !== "everybody");
        const hashes = owned.map(({ subject }) => subject);
        if (hashes.length > 0) await deleteAttempts(db, hashes);
      }),
    clientAt: (owner, address) => hash("client", owner, networkOf(address)),
    rememberClient: (client, now) =>
      orUnavailable(() =>
        upsertKnownClient(db, client, new Date(now.getTime() + knownClientLifeMs)),
      ),
    isKnownClient: (client, now) => orUnavailable(() => hasKnownClient(db, client, now)),
  };
}

/** Wraps the database's error, so that callers recognise it. */
async function orUnavailable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new AttemptsUnavailableError(error);
  }
}
