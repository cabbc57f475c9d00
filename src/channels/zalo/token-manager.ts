import { createHash, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createPoller, type Poller } from "../../concurrency/poller.ts";
import { createSingleFlight } from "../../concurrency/single-flight.ts";
import { withTimeout } from "../../concurrency/with-timeout.ts";
import type { SecretBox } from "../../security/secret-box.ts";
import { type RefreshResult, refreshTimeoutMs } from "./oauth.ts";
import { openPair, sealPair } from "./sealed-pair.ts";
import {
  complaintAbout,
  isRefreshable,
  isRefreshDue,
  loadState,
  type PairState,
} from "./token-state.ts";
import type { NewTokens, StoredTokens, TokenStore } from "./token-store.ts";

export interface TokenManagerOptions {
  readonly account: string;
  readonly store: TokenStore;
  readonly box: SecretBox;
  /** Spends a refresh token; `refreshPair` with its settings. */
  readonly refresh: (refreshToken: string) => Promise<RefreshResult>;
  /** From the environment; null if the variable is absent. */
  readonly seed: { readonly refreshToken: string | null; readonly accessToken: string | null };
  readonly now: () => Date;
  /** Receives, once, what an operator must do when only a person can help. */
  readonly onAlarm: (report: string) => void;
  /** Receives what is retried without an operator: a lost answer, or a store that did not take a new pair. */
  readonly onTrouble: (report: string) => void;
}

/** The token to send with, or why there is none. */
export type TokenState =
  | { readonly status: "ready"; readonly accessToken: string }
  /** Will be there soon, without an operator. */
  | { readonly status: "pending"; readonly reason: string }
  /** Will be there only after a person has acted. */
  | { readonly status: "blocked"; readonly reason: string };

/** The lease outlives the call by far: a replica that holds it has finished when it expires. */
const leaseMs = 3 * refreshTimeoutMs;
const leasePollMs = 100;
/** If a new token is refused, another one would be too, and each refresh spends the one before. */
const minRefreshGapMs = 10_000;
/** How often the store is read again for a change by another replica while there is no token. */
const rereadMs = 5_000;
/** The age of a seeded access token is not known. */
const seededRefreshMs = 20 * 3_600_000;
/** A token of 25 hours is refreshed after 20. */
const refreshAtShare = 0.8;

class RefreshTakesLongError extends Error {
  override readonly name = "RefreshTakesLongError";
}

/**
 * Holds the token pair of one Official Account, together with the other replicas. Only one of them refreshes at a
 * time, under a lease and outside any transaction, because a refresh token works once. A new pair is written before
 * its first use, so that it is never lost with the process.
 */
export class TokenManager {
  readonly #options: TokenManagerOptions;
  readonly #owner = randomUUID();
  readonly #refreshOnce: () => Promise<void>;
  #state: PairState = { name: "missing" };
  /** Monotonic time of the last read of the store. */
  #readAt = Number.NEGATIVE_INFINITY;
  /** Obtained, and not yet written: it must not be used before, nor lost. */
  #unwritten: { readonly version: number; readonly tokens: NewTokens } | null = null;
  #lastRefresh: Promise<void> = Promise.resolve();
  /** Monotonic time. */
  #refreshedAt = Number.NEGATIVE_INFINITY;
  #reportedComplaint: string | null = null;
  #poller: Poller | null = null;
  #isClosed = false;

  constructor(options: TokenManagerOptions) {
    this.#options = options;
    this.#refreshOnce = createSingleFlight(() => this.#refresh());
  }

  /** Loads the stored pair; a new seed replaces it. Rejects if the store does. */
  async open(): Promise<void> {
    const { account, box, store, now, seed } = this.#options;
    const { refreshToken, accessToken } = seed;
    if (refreshToken !== null) {
      const obtainedAt = now();
      const refreshMs = accessToken === null ? 0 : seededRefreshMs;
      await store.seed(account, {
        sealed: sealPair(box, account, { accessToken, refreshToken }),
        seedHash: hashSeed(refreshToken),
        obtainedAt,
        refreshAt: new Date(obtainedAt.getTime() + refreshMs),
      });
    }
    await this.#reread();
    this.#report();
  }

  /** Returns the token, waiting at most `waitMs` for one that is being refreshed. Rejects if the store does. */
  async current(waitMs: number): Promise<TokenState> {
    const state = this.#report();
    if (state.status === "pending") return this.#reportAfterRefresh(waitMs);
    const isOldRead = performance.now() - this.#readAt > rereadMs;
    if (state.status === "blocked" && isOldRead) await this.#reread();
    // Nobody waits for this refresh: the old token works until the new one exists, and is refused from then on.
    if (isRefreshDue(this.#state, this.#options.now())) this.#refreshInBackground();
    return this.#report();
  }

  /** Returns another token after Zalo refused this one, waiting at most `waitMs`. Rejects if the store does. */
  async refused(accessToken: string, waitMs: number): Promise<TokenState> {
    await this.#reread();
    const state = this.#report();
    if (state.status === "blocked") return state;
    // Another replica has refreshed already.
    if (state.status === "ready" && state.accessToken !== accessToken) return state;
    const isNew =
      this.#unwritten === null && performance.now() - this.#refreshedAt < minRefreshGapMs;
    const after = isNew ? state : await this.#reportAfterRefresh(waitMs);
    if (after.status !== "ready" || after.accessToken !== accessToken) return after;
    return { status: "pending", reason: "the token was refused and could not be refreshed yet" };
  }

  /** Refreshes early, every `intervalMs`, even if nobody sends: otherwise a quiet OA would lose its right to send. */
  start(intervalMs: number): void {
    this.#poller ??= createPoller({
      intervalMs,
      run: () => this.current(0),
      onError: () => this.#reportStoreTrouble(),
    });
    this.#poller.start();
  }

  /** Stops polling and waits for a refresh under way: its answer is the only copy of the next pair. */
  async close(): Promise<void> {
    const polled = this.#poller?.close();
    this.#isClosed = true;
    // Both failures were reported already; a pair that is still unwritten gets one last try.
    await this.#lastRefresh.catch(() => undefined);
    await this.#writePair().catch(() => undefined);
    await polled;
  }

  async #reread(): Promise<void> {
    const { account, box, store } = this.#options;
    const stored = await store.read(account);
    this.#readAt = performance.now();
    this.#state = loadState(this.#state, stored, (sealed) => openPair(box, account, sealed));
    if (complaintAbout(this.#state) === null) this.#reportedComplaint = null;
  }

  /** Returns the state to send with; raises the alarm once for each complaint. */
  #report(): TokenState {
    const complaint = complaintAbout(this.#state);
    if (complaint !== null) {
      if (this.#reportedComplaint !== complaint) this.#options.onAlarm(complaint);
      this.#reportedComplaint = complaint;
      return { status: "blocked", reason: complaint };
    }
    return this.#state.name === "usable"
      ? { status: "ready", accessToken: this.#state.accessToken }
      : { status: "pending", reason: "the first token is being fetched" };
  }

  async #reportAfterRefresh(waitMs: number): Promise<TokenState> {
    try {
      await withTimeout(this.#startRefresh(), waitMs, () => new RefreshTakesLongError());
    } catch (error) {
      if (!(error instanceof RefreshTakesLongError)) throw error;
      return { status: "pending", reason: "the token is being refreshed" };
    }
    return this.#report();
  }

  #refreshInBackground(): void {
    this.#startRefresh().catch(() => this.#reportStoreTrouble());
  }

  #reportStoreTrouble(): void {
    this.#options.onTrouble("the store of Zalo's token does not answer");
  }

  /** One refresh at a time in this process; the lease keeps the other replicas out. */
  #startRefresh(): Promise<void> {
    this.#lastRefresh = this.#refreshOnce();
    return this.#lastRefresh;
  }

  async #refresh(): Promise<void> {
    if (this.#unwritten !== null) return this.#writePair();
    const { account, store, now } = this.#options;
    const before = versionOf(this.#state);
    for (let waitedMs = 0; waitedMs < leaseMs && !this.#isClosed; waitedMs += leasePollMs) {
      await this.#reread();
      const state = this.#state;
      if (!isRefreshable(state, now()) || state.stored.version !== before) return;
      const { stored, pair } = state;
      const askedAt = performance.now();
      const lease = { owner: this.#owner, version: stored.version, ms: leaseMs };
      const isOurs = await store.takeLease(account, lease);
      // A process that was paused here may have lost the lease again.
      const isFresh = performance.now() - askedAt < leaseMs - refreshTimeoutMs;
      if (isOurs && isFresh) return this.#spend(stored, pair.refreshToken);
      await sleep(leasePollMs);
    }
  }

  async #spend({ version }: StoredTokens, refreshToken: string): Promise<void> {
    const { account, box, store, now, refresh, onTrouble } = this.#options;
    const result = await refresh(refreshToken);
    switch (result.kind) {
      case "new": {
        const obtainedAt = now();
        const refreshAt = new Date(obtainedAt.getTime() + result.livesMs * refreshAtShare);
        const sealed = sealPair(box, account, result.pair);
        this.#unwritten = { version, tokens: { sealed, obtainedAt, refreshAt } };
        return this.#writePair();
      }
      case "refused": {
        const fault = { at: now(), reason: result.reason };
        await store.markBroken(account, { owner: this.#owner, version }, fault);
        return this.#reread();
      }
      case "unclear":
        // The lease expires by itself: the next try, with the same token, shows whether this one arrived.
        onTrouble(`the refresh of Zalo's token got no clear answer (${result.reason})`);
    }
  }

  async #writePair(): Promise<void> {
    if (this.#unwritten === null) return;
    const { account, store, onTrouble } = this.#options;
    try {
      // False means that an operator's new seed came first; that one is better.
      await store.replace(account, this.#unwritten.version, this.#unwritten.tokens);
    } catch (error) {
      onTrouble("Zalo's new token pair is not written yet: keep this process running");
      throw error;
    }
    this.#unwritten = null;
    this.#refreshedAt = performance.now();
    await this.#reread();
  }
}

/** Identifies a seed without revealing it. */
function hashSeed(refreshToken: string): string {
  return createHash("sha256").update(refreshToken).digest("hex");
}

function versionOf(state: PairState): number | null {
  return state.name === "missing" ? null : state.stored.version;
}
