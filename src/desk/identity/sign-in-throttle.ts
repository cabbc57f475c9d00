import { createHmac } from "node:crypto";
import type { DbHandle } from "../../db/schema.ts";

const windowMs = 15 * 60_000;
/** Of one account: enough for a forgetful owner, too few to guess with. */
const maxOfAccount = 10;
/** Of one address: an office may share one. */
const maxOfAddress = 50;

export interface Attempt {
  readonly username: string;
  readonly address: string;
}

/** Counts refused sign-ins in the database, so that all replicas count together. */
export function signInThrottle(key: string) {
  const subjectOf = (kind: string, value: string) =>
    createHmac("sha256", key).update(`${kind} ${value}`).digest("base64url");
  const subjects = ({ username, address }: Attempt) =>
    [
      [subjectOf("account", username), maxOfAccount],
      [subjectOf("address", address), maxOfAddress],
    ] as const;

  return {
    /** Milliseconds until this account may be tried again from this address; 0: now. */
    async waitMs(db: DbHandle, attempt: Attempt, now: Date): Promise<number> {
      let longest = 0;
      for (const [subject, max] of subjects(attempt)) {
        const rows = await db
          .selectFrom("desk_sign_in_failure")
          .select("at")
          .where("subject", "=", subject)
          .where("at", ">", new Date(now.getTime() - windowMs))
          .orderBy("at", "desc")
          .limit(max)
          .execute();
        const oldest = rows.length < max ? undefined : rows.at(-1);
        if (oldest === undefined) continue;
        longest = Math.max(longest, oldest.at.getTime() + windowMs - now.getTime());
      }
      return longest;
    },

    async countRefused(db: DbHandle, attempt: Attempt, now: Date): Promise<void> {
      await db
        .insertInto("desk_sign_in_failure")
        .values(subjects(attempt).map(([subject]) => ({ subject, at: now })))
        .execute();
      await db
        .deleteFrom("desk_sign_in_failure")
        .where("at", "<=", new Date(now.getTime() - windowMs))
        .execute();
    },
  };
}
