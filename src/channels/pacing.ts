/** Replies to residents go before messages that are sent to many. */
type Lane = "reply" | "bulk";

/** At most `count` sends of an account in `perMs` milliseconds; 0 means no limit. */
interface PaceLimit {
  readonly count: number;
  readonly perMs: number;
}

/** The limit of each account (`accountKey`). An account without one is not paced. */
export type PaceLimits = Readonly<Record<string, PaceLimit>>;

/** Spreads an account's sends so that they stay within the platform's limit. */
export interface Pacer {
  /** Returns the milliseconds to wait before asking again, or 0 if the send may go now; then it is counted. */
  acquire(account: string, lane: Lane): number | Promise<number>;
  /** Slows down because the platform asks for it: stops for `ms`, then halves the rate, which recovers with time. */
  slowDown(account: string, ms: number): void | Promise<void>;
}

/** The token bucket of an account: one token is one send. */
export interface TokenBucket {
  readonly capacity: number;
  readonly perMs: number;
}

/** The share of a limit that may be sent at once. */
const burstShare = 1 / 20;
/** One for a reply, and one that bulk may use. */
const minBurst = 2;
/** The rate never falls below this share of the limit, however often the platform asks for less. */
export const minRateFactor = 1 / 16;
/** A lowered rate doubles in this time. */
export const rateDoublesMs = 60_000;

export function accountKey(channel: string, account: string): string {
  return `${channel}:${account}`;
}

/** The key of the account's second limit, which covers only what is sent to many. */
export function bulkKey(account: string): string {
  return `${account}:bulk`;
}

/** Wraps a pacer: what is sent to many must first pass a limit of its own, if the account has one. */
export function withBulkLimits(pacer: Pacer, limits: PaceLimits): Pacer {
  const acquireBulk = async (account: string) => {
    const waitMs = await pacer.acquire(bulkKey(account), "reply");
    return waitMs > 0 ? waitMs : pacer.acquire(account, "bulk");
  };
  return {
    acquire: (account, lane) =>
      lane === "bulk" && limits[bulkKey(account)] !== undefined
        ? acquireBulk(account)
        : pacer.acquire(account, lane),
    slowDown: (account, ms) => pacer.slowDown(account, ms),
  };
}

/** Builds the bucket that keeps a limit in every period of `perMs`, bursts included; null if there is no limit. */
export function createTokenBucket({ count, perMs }: PaceLimit): TokenBucket | null {
  if (count === 0) return null;
  const capacity = Math.min(count, Math.max(minBurst, Math.floor(count * burstShare)));
  return { capacity, perMs: Math.max(count - capacity, count / 2) / perMs };
}

/** The number of tokens that only replies may use. */
export function bulkReserve({ capacity }: TokenBucket): number {
  return Math.floor(capacity / 2);
}

interface Level {
  tokens: number;
  /** The share of the rate that is left, and the time to which both values apply. */
  factor: number;
  at: number;
  until: number;
}

/** Creates a pacer for a single process. `now` is any clock in milliseconds. */
export function createMemoryPacer(limits: PaceLimits, now: () => number): Pacer {
  const buckets = new Map(
    Object.entries(limits).flatMap(([account, limit]) => {
      const bucket = createTokenBucket(limit);
      if (bucket === null) return [];
      const level: Level = { tokens: bucket.capacity, factor: 1, at: now(), until: 0 };
      return [[account, { bucket, level }] as const];
    }),
  );

  return {
    acquire: (account, lane) => {
      const paced = buckets.get(account);
      if (paced === undefined) return 0;
      const { bucket, level } = paced;
      const time = now();
      if (level.until > time) return level.until - time;

      refill(bucket, level, time);
      const need = 1 + (lane === "bulk" ? bulkReserve(bucket) : 0);
      if (level.tokens < need) {
        return Math.ceil((need - level.tokens) / (bucket.perMs * level.factor));
      }
      level.tokens -= 1;
      return 0;
    },
    slowDown: (account, ms) => {
      const paced = buckets.get(account);
      if (paced === undefined) return;
      const { bucket, level } = paced;
      const time = now();
      refill(bucket, level, time);
      level.factor = Math.max(minRateFactor, level.factor / 2);
      level.tokens = 0;
      level.until = Math.max(level.until, time + ms);
    },
  };
}

function refill({ capacity, perMs }: TokenBucket, level: Level, time: number): void {
  const passed = Math.max(0, time - level.at);
  level.factor = Math.min(1, level.factor * 2 ** (passed / rateDoublesMs));
  level.tokens = Math.min(capacity, level.tokens + passed * perMs * level.factor);
  level.at = time;
}
