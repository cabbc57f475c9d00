/** Replies to residents go before what is sent to many. */
export type Lane = "reply" | "bulk";

/** How many sends of an account in as many milliseconds. `count` 0: no limit. */
export interface PaceLimit {
  readonly count: number;
  readonly perMs: number;
}

/** Account (`accountKey`) → its limit. An account without one is not paced. */
export type PaceLimits = Readonly<Record<string, PaceLimit>>;

/** Spreads an account's sends so that the platform's limit is kept. */
export interface Pacer {
  /** Milliseconds to wait before asking again; 0: the send may go now, and is counted. */
  acquire(account: string, lane: Lane): number | Promise<number>;
  /** The platform asks for less: nothing goes for `ms`, then half as much, which recovers with time. */
  slowDown(account: string, ms: number): void | Promise<void>;
}

/** The tokens of an account: one is one send. */
export interface TokenBucket {
  readonly capacity: number;
  readonly perMs: number;
}

/** The part of a limit that may go at once. */
const burstPart = 1 / 20;
/** One for a reply while the other is kept from bulk. */
const leastBurst = 2;
/** Never below this part of the limit, however often the platform asks for less. */
export const minRateFactor = 1 / 16;
/** A lowered rate doubles in as long. */
export const rateDoublesMs = 60_000;

export function accountKey(channel: string, account: string): string {
  return `${channel}:${account}`;
}

/** The account's own limit for what is sent to many, beside the one for all. */
export function bulkKey(account: string): string {
  return `${account}:bulk`;
}

/** A pacer that asks a limit of its own for what is sent to many first, where the account has one. */
export function withBulkLimits(pacer: Pacer, limits: PaceLimits): Pacer {
  const takeBulk = async (account: string) => {
    const waitMs = await pacer.acquire(bulkKey(account), "reply");
    return waitMs > 0 ? waitMs : pacer.acquire(account, "bulk");
  };
  return {
    acquire: (account, lane) =>
      lane === "bulk" && limits[bulkKey(account)] !== undefined
        ? takeBulk(account)
        : pacer.acquire(account, lane),
    slowDown: (account, ms) => pacer.slowDown(account, ms),
  };
}

/** The bucket that keeps a limit in every stretch of `perMs`, burst and all; null: no limit. */
export function createTokenBucket({ count, perMs }: PaceLimit): TokenBucket | null {
  if (count === 0) return null;
  const capacity = Math.min(count, Math.max(leastBurst, Math.floor(count * burstPart)));
  return { capacity, perMs: Math.max(count - capacity, count / 2) / perMs };
}

/** Tokens that only replies may take. */
export function bulkReserve({ capacity }: TokenBucket): number {
  return Math.floor(capacity / 2);
}

interface Level {
  tokens: number;
  /** The part of the rate that is left, and when it was so. */
  factor: number;
  at: number;
  until: number;
}

/** A pacer for a single process. `now` is any clock in milliseconds. */
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
