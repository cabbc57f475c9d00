import { createHmac, randomBytes } from "node:crypto";
import { equalInConstantTime } from "../../security/constant-time.ts";
import { deriveKey } from "../../security/derive-key.ts";

const lifeMs = 60 * 60_000;
const nonceBytes = 12;

export interface OnestopCredentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Creates sessions of one-stop systems that no replica has to store: each carries its end, signed. Changing the password or
 * SECRET_KEY ends them all.
 */
export function createSessions(
  credentials: OnestopCredentials,
  secretKey: string,
  now: () => Date,
) {
  const use = `one-stop sessions ${JSON.stringify(credentials)}`;
  const key = Buffer.from(deriveKey(secretKey, use), "hex");
  const sign = (content: string) => createHmac("sha256", key).update(content).digest("base64url");

  return {
    /** Returns a new session, or null if the credentials are wrong. */
    signIn(username: string, password: string): string | null {
      const areEqual = [
        equalInConstantTime(username, credentials.username),
        equalInConstantTime(password, credentials.password),
      ];
      if (areEqual.includes(false)) return null;
      const nonce = randomBytes(nonceBytes).toString("base64url");
      const content = `${now().getTime() + lifeMs}.${nonce}`;
      return `${content}.${sign(content)}`;
    },

    isOpen(session: string): boolean {
      const end = session.lastIndexOf(".");
      const content = session.slice(0, Math.max(0, end));
      const endsAt = Number(content.split(".")[0]);
      return equalInConstantTime(session.slice(end + 1), sign(content)) && endsAt > now().getTime();
    },
  };
}
