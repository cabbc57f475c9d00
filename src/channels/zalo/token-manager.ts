import { createHash, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { SecretBox } from "../../security/secret-box.ts";
import { type RefreshResult, refreshTimeoutMs, type TokenPair } from "./oauth.ts";
import { openPair, sealPair } from "./sealed-pair.ts";
import type { KeptTokens, NewTokens, TokenStore } from "./token-store.ts";

export interface TokenKeeperOptions {
  readonly account: string;
  readonly store: TokenStore;
  readonly box: SecretBox;
  /** Spends a refresh token; `refreshPair` with its settings. */
  readonly refresh: (refreshToken: string) => Promise<RefreshResult>;
  /** From the environment; null where it's absent. */
  readonly seed: { readonly refreshToken: string | null; readonly accessToken: string | null };
  readonly now: () => Date;
  /** Told once when only a person can help, with what to do. */
  readonly onAlarm: (report: string) => void;
  /** A lost answer, or a store that didn't take a new pair: tried again by itself. */
  readonly onTrouble: (report: string) => void;
}

/** The token to send with, or why there is none. */
export type TokenState =
  | { readonly status: "ready"; readonly accessToken: string }
  /** Comes by itself. */
  | { readonly status: "pending"; readonly reason: string }
  /** Comes when a person acts. */
  | { readonly status: "blocked"; readonly reason: string };

export interface TokenKeeper {
  /** Takes up the kept pair, or the seed where that is new. Rejects where the store does. */
  open(): Promise<void>;
  /** The token, waiting at most so long for one that is being refreshed. Rejects where the store does. */
  current(waitMs: number): Promise<TokenState>;
  /** Zalo refused this token: another one, waiting at most so long. Rejects where the store does. */
  refused(accessToken: string, waitMs: number): Promise<TokenState>;
  /** Refreshes early though nobody sends, so that a quiet OA keeps its right; every `everyMs`. */
  start(everyMs: number): void;
  /** Ends the rounds, and awaits a refresh under way: its answer is the only copy of the next pair. */
  close(): Promise<void>;
}

/** Outlives the call by far: whoever holds it ends first. */
export const leaseMs = 3 * refreshTimeoutMs;
const pollMs = 100;
/** A token that is refused although it's new: another one would be too, and each costs the one before. */
const minRefreshGapMs = 10_000;
/** What another replica has changed is looked for this often while there is no token. */
const rereadMs = 5_000;
/** A refusal may be a setting of the app that somebody has mended since. */
const retryBrokenMs = 15 * 60_000;
/** A seeded access token's age is not known. */
const seededRefreshMs = 20 * 3_600_000;
/** 20 of the 25 hours. */
const refreshAtShare = 0.8;

/** What an operator must do where a program can't: nobody but the OA's admin can give a new pair. */
export const consentSteps =
  "In developers.zalo.me, Công cụ (Tools) > API Explorer, choose the app and OA Access Token, let an admin " +
  "of the OA allow it (Cho phép), set ZALO_REFRESH_TOKEN to the new refresh token (remove ZALO_ACCESS_TOKEN, " +
  "or set it to the new access token) and restart; see docs/zalo-setup.md";

/**
 * Keeps the token pair of one account, together with the other replicas: one of them refreshes, under a lease
 * and outside any transaction; a new pair is written before its first use.
 */
export function createTokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const { account, store, box, now } = options;
  const owner = randomUUID();
  let held: Held | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  /** Obtained, and not yet written: it must not be used, nor lost. */
  let unwritten: { readonly version: number; readonly tokens: NewTokens } | null = null;
  let refreshing: Promise<void> | null = null;
  let alarmed: string | null = null;
  let rounds: NodeJS.Timeout | null = null;
  let refreshedAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;

  async function reread(): Promise<void> {
    const kept = await store.read(account);
    readAt = performance.now();
    if (kept !== null && kept.version === held?.kept.version && kept.sealed === held.kept.sealed) {
      held = { ...held, kept };
    } else {
      held = kept && { kept, pair: openPair(box, account, kept.sealed) };
    }
    if (held?.kept.fault === null && held.pair !== null) alarmed = null;
  }

  function stateNow(): TokenState {
    const complaint = complaintOf(held);
    if (complaint !== null) {
      if (alarmed !== complaint) options.onAlarm(complaint);
      alarmed = complaint;
      return { status: "blocked", reason: complaint };
    }
    const accessToken = held?.pair?.accessToken ?? null;
    if (accessToken === null)
      return { status: "pending", reason: "the first token is being fetched" };
    return { status: "ready", accessToken };
  }

  /** One at a time in this process; the lease sees to the others. */
  function refreshOnce(): Promise<void> {
    refreshing ??= refreshHeld().finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  async function refreshHeld(): Promise<void> {
    const before = held?.kept.version;
    if (unwritten !== null) return writePair();
    for (let waited = 0; waited < leaseMs && !isClosed; waited += pollMs) {
      await reread();
      if (held === null || held.pair === null || held.kept.version !== before) return;
      if (isBroken(held.kept, now())) return;
      const { kept, pair } = held;
      const askedAt = performance.now();
      const isOurs = await store.takeLease(account, { owner, version: kept.version, ms: leaseMs });
      // A process that was paused meanwhile may have lost the lease again.
      const isFresh = performance.now() - askedAt < leaseMs - refreshTimeoutMs;
      if (isOurs && isFresh) return spend(kept, pair.refreshToken);
      await sleep(pollMs);
    }
  }

  async function spend({ version }: KeptTokens, refreshToken: string): Promise<void> {
    const result = await options.refresh(refreshToken);
    if (result.kind === "new") {
      const obtainedAt = now();
      const refreshAt = new Date(obtainedAt.getTime() + result.livesMs * refreshAtShare);
      const sealed = sealPair(box, account, result.pair);
      unwritten = { version, tokens: { sealed, obtainedAt, refreshAt } };
      return writePair();
    }
    if (result.kind === "refused") {
      await store.markBroken(account, { owner, version }, { at: now(), reason: result.reason });
      return reread();
    }
    // The lease is left to run out: the next try, with the same token, tells whether this one arrived.
    options.onTrouble(`the refresh of Zalo's token got no clear answer (${result.reason})`);
  }

  async function writePair(): Promise<void> {
    if (unwritten === null) return;
    try {
      // False: an operator's new seed came between, and is the better one.
      await store.replace(account, unwritten.version, unwritten.tokens);
    } catch (error) {
      options.onTrouble("Zalo's new token pair is not written yet: keep this process running");
      throw error;
    }
    unwritten = null;
    refreshedAt = performance.now();
    await reread();
  }

  async function settled(waitMs: number): Promise<TokenState> {
    const outcome = await within(refreshOnce(), waitMs);
    return outcome === "late"
      ? { status: "pending", reason: "the token is being refreshed" }
      : stateNow();
  }

  function refreshMeanwhile(): void {
    refreshOnce().catch(() => options.onTrouble("the store of Zalo's token does not answer"));
  }

  async function open(): Promise<void> {
    const { refreshToken, accessToken } = options.seed;
    if (refreshToken !== null) {
      const at = now();
      const refreshMs = accessToken === null ? 0 : seededRefreshMs;
      await store.seed(account, {
        sealed: sealPair(box, account, { accessToken, refreshToken }),
        seedHash: hashSeed(refreshToken),
        obtainedAt: at,
        refreshAt: new Date(at.getTime() + refreshMs),
      });
    }
    await reread();
    stateNow();
  }

  async function current(waitMs: number): Promise<TokenState> {
    const state = stateNow();
    if (state.status === "pending") return settled(waitMs);
    if (state.status === "blocked" && performance.now() - readAt > rereadMs) await reread();
    const kept = held?.kept;
    const isDue = kept !== undefined && (kept.refreshAt <= now() || kept.fault !== null);
    // Nobody waits for it: the old token lives until the new one is there, and is then refused.
    if (isDue && held?.pair !== null && !isBroken(kept, now())) refreshMeanwhile();
    return stateNow();
  }

  async function refused(accessToken: string, waitMs: number): Promise<TokenState> {
    await reread();
    // Another replica was faster.
    const state = stateNow();
    if (state.status === "blocked") return state;
    if (state.status === "ready" && state.accessToken !== accessToken) return state;
    const isNew = unwritten === null && performance.now() - refreshedAt < minRefreshGapMs;
    const after = isNew ? state : await settled(waitMs);
    if (after.status !== "ready" || after.accessToken !== accessToken) return after;
    return { status: "pending", reason: "the token was refused and could not be refreshed yet" };
  }

  return {
    open,
    current,
    refused,

    start(everyMs) {
      rounds ??= setInterval(() => {
        current(0).catch(() => options.onTrouble("the store of Zalo's token does not answer"));
      }, everyMs).unref();
    },

    async close() {
      if (rounds !== null) clearInterval(rounds);
      rounds = null;
      isClosed = true;
      // What went wrong was told; a pair that is still unwritten gets its last chance.
      await refreshing?.catch(() => undefined);
      await writePair().catch(() => undefined);
    },
  };
}

interface Held {
  readonly kept: KeptTokens;
  /** null: sealed with another key. */
  readonly pair: TokenPair | null;
}

/** The same for the same seed, and nothing can be learnt from it. */
export function hashSeed(refreshToken: string): string {
  return createHash("sha256").update(refreshToken).digest("hex");
}

function complaintOf(held: Held | null): string | null {
  if (held === null) return `No token pair is kept for the OA. ${consentSteps}`;
  if (held.pair === null) {
    return `The kept token pair does not open with this SECRET_KEY: put the former one back. Or: ${consentSteps}`;
  }
  const { fault } = held.kept;
  return fault && `Zalo refuses the kept refresh token (${fault.reason}). ${consentSteps}`;
}

function isBroken({ fault }: KeptTokens, at: Date): boolean {
  return fault !== null && at.getTime() - fault.at.getTime() < retryBrokenMs;
}

/** Waits for the work, which goes on if it takes longer. */
async function within(work: Promise<void>, ms: number): Promise<"done" | "late"> {
  const timer = new AbortController();
  const late = sleep(ms, "late" as const, { signal: timer.signal }).catch(() => "late" as const);
  // Nobody may be left listening when it fails later: the next caller meets the same trouble.
  work.catch(() => undefined);
  try {
    return await Promise.race([work.then(() => "done" as const), late]);
  } finally {
    timer.abort();
  }
}
