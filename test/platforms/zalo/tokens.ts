import type { StandInAccount } from "./accounts.ts";

/** The life of Zalo's access tokens, 25 hours. */
export const accessTokenLifeMs = 90_000_000;

export interface Tokens {
  /** Returns 0, or the error code for this header. */
  check(accessToken: string | undefined, now: number): number;
  /** Answers `POST /v4/oa/access_token`. */
  refresh(secretKey: string | undefined, form: URLSearchParams, now: number): object;
  /** Ends the access token now, as Zalo does at times. */
  expire(): void;
  /** Gives a new pair after a consent by hand, and ends the old one. */
  consent(now: number): { accessToken: string; refreshToken: string };
  /** How often a refresh token was spent, and how often one was refused. */
  readonly refreshes: number;
  readonly refused: number;
}

/** Holds one valid pair: a refresh spends the refresh token and ends the access token before it. */
export function createTokens(
  account: StandInAccount,
  accessToken: string | null,
  now: number,
): Tokens {
  let access = accessToken;
  let accessEndsAt = now + accessTokenLifeMs;
  let refreshToken = account.refreshToken;
  let pairs = 0;
  let refreshes = 0;
  let refused = 0;

  const renew = (at: number) => {
    pairs += 1;
    access = `access-token-${pairs}`;
    refreshToken = `refresh-token-${pairs}`;
    accessEndsAt = at + accessTokenLifeMs;
    return { accessToken: access, refreshToken };
  };
  const refusal = (error: number, name: string) => {
    refused += 1;
    return { error, error_name: name, error_reason: name, ref_doc: "" };
  };

  return {
    check: (given, at) => {
      if (given === undefined || given !== access) return -216;
      return at < accessEndsAt ? 0 : -220;
    },
    refresh(secretKey, form, at) {
      if (form.get("grant_type") !== "refresh_token") return refusal(-14001, "invalid grant");
      if (secretKey !== account.appSecret) return refusal(-14004, "invalid secret key");
      if (form.get("app_id") !== account.appId) return refusal(-14002, "invalid app");
      if (form.get("refresh_token") !== refreshToken) return refusal(-118, "invalid refresh token");
      refreshes += 1;
      const pair = renew(at);
      return {
        access_token: pair.accessToken,
        refresh_token: pair.refreshToken,
        expires_in: String(accessTokenLifeMs / 1000),
      };
    },
    expire: () => {
      accessEndsAt = 0;
    },
    consent: (at) => renew(at),
    get refreshes() {
      return refreshes;
    },
    get refused() {
      return refused;
    },
  };
}
