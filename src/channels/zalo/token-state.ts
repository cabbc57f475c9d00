import type { TokenPair } from "./oauth.ts";
import type { StoredTokens } from "./token-store.ts";

/** What the store holds for an account, by what can be done with it. */
export type PairState =
  /** Nothing is stored. */
  | { readonly name: "missing" }
  /** The stored pair was sealed with another SECRET_KEY. */
  | { readonly name: "unreadable"; readonly stored: StoredTokens }
  /** Zalo refused the refresh token, so the access token will not be renewed. */
  | { readonly name: "broken"; readonly stored: StoredTokens; readonly pair: TokenPair }
  /** There is only a refresh token so far. */
  | { readonly name: "pending"; readonly stored: StoredTokens; readonly pair: TokenPair }
  | {
      readonly name: "usable";
      readonly stored: StoredTokens;
      readonly pair: TokenPair;
      readonly accessToken: string;
    };

/** Zalo may have refused because of a setting of the app that somebody has corrected since. */
const retryBrokenMs = 15 * 60_000;

/** What an operator must do when no program can help: only an admin of the OA can give a new pair. */
export const consentSteps =
  "In developers.zalo.me, Công cụ (Tools) > API Explorer, choose the app and OA Access Token, let an admin " +
  "of the OA allow it (Cho phép), set ZALO_REFRESH_TOKEN to the new refresh token (remove ZALO_ACCESS_TOKEN, " +
  "or set it to the new access token) and restart; see docs/zalo-setup.md";

/** Returns the state that `stored` is in; an unchanged pair is not decrypted a second time. */
export function loadState(
  previous: PairState,
  stored: StoredTokens | null,
  open: (sealed: string) => TokenPair | null,
): PairState {
  if (stored === null) return { name: "missing" };
  const isUnchanged =
    previous.name !== "missing" &&
    previous.stored.version === stored.version &&
    previous.stored.sealed === stored.sealed;
  if (!isUnchanged) return stateOf(stored, open(stored.sealed));
  return stateOf(stored, "pair" in previous ? previous.pair : null);
}

function stateOf(stored: StoredTokens, pair: TokenPair | null): PairState {
  if (pair === null) return { name: "unreadable", stored };
  if (stored.fault !== null) return { name: "broken", stored, pair };
  const { accessToken } = pair;
  if (accessToken === null) return { name: "pending", stored, pair };
  return { name: "usable", stored, pair, accessToken };
}

/** Returns what an operator must know, or null if the pair can be used or renewed by itself. */
export function complaintAbout(state: PairState): string | null {
  switch (state.name) {
    case "missing":
      return `No token pair is kept for the OA. ${consentSteps}`;
    case "unreadable":
      return `The kept token pair does not open with this SECRET_KEY: put the former one back. Or: ${consentSteps}`;
    case "broken":
      return `Zalo refuses the kept refresh token (${state.stored.fault?.reason}). ${consentSteps}`;
    case "pending":
    case "usable":
      return null;
  }
}

/** Tells whether a refresh can be tried: there is a pair, and Zalo has not refused it a short time ago. */
export function isRefreshable(
  state: PairState,
  at: Date,
): state is Extract<PairState, { readonly pair: TokenPair }> {
  if (state.name === "missing" || state.name === "unreadable") return false;
  const { fault } = state.stored;
  return fault === null || at.getTime() - fault.at.getTime() >= retryBrokenMs;
}

/** Tells whether the pair is old enough for a refresh, or worth another try after a refusal. */
export function isRefreshDue(state: PairState, at: Date): boolean {
  if (!isRefreshable(state, at)) return false;
  return state.name === "broken" || state.stored.refreshAt <= at;
}
