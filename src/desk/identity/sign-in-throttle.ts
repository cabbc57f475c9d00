import { createHmac } from "node:crypto";
import {
  deleteSignInFailures,
  insertSignInFailures,
  selectSignInFailures,
} from "../../db/queries/sessions.ts";
import type { DbHandle } from "../../db/schema.ts";

const windowMs = 15 * 60_000;
/** Enough for a forgetful owner, too few to guess a password. */
const maxFailuresPerAccount = 10;
/** An office may share one address. */
const maxFailuresPerAddress = 50;

interface SignInAttempt {
  readonly username: string;
  readonly address: string;
}

export type DeskSignInThrottle = ReturnType<typeof createDeskSignInThrottle>;

/** Limits refused sign-ins. The database counts them, so that all replicas count together. */
export function createDeskSignInThrottle(key: string) {
  const subjectOf = (kind: string, value: string) =>
    createHmac("sha256", key).update(`${kind} ${value}`).digest("base64url");
  const limitsOf = ({ username, address }: SignInAttempt) =>
    [
      [subjectOf("account", username), maxFailuresPerAccount],
      [subjectOf("address", address), maxFailuresPerAddress],
    ] as const;

  return {
    /** Returns the milliseconds until this account may sign in from this address; 0: now. */
    async waitMs(db: DbHandle, attempt: SignInAttempt, now: Date): Promise<number> {
      const after = new Date(now.getTime() - windowMs);
      let longestMs = 0;
      for (const [subject, limit] of limitsOf(attempt)) {
        const failures = await selectSignInFailures(db, subject, { after, limit });
        const oldest = failures.length < limit ? undefined : failures.at(-1);
        if (oldest === undefined) continue;
        longestMs = Math.max(longestMs, oldest.getTime() + windowMs - now.getTime());
      }
      return longestMs;
    },

    async recordFailure(db: DbHandle, attempt: SignInAttempt, now: Date): Promise<void> {
      const subjects = limitsOf(attempt).map(([subject]) => subject);
      await insertSignInFailures(db, subjects, now);
      await deleteSignInFailures(db, new Date(now.getTime() - windowMs));
    },
  };
}
