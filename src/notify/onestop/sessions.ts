import { createHmac, randomBytes } from "node:crypto";
import { equalInConstantTime } from "../../security/constant-time.ts";

const lifeMs = 60 * 60_000;
const nonceBytes = 12;

export interface OnestopCredentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Sessions of one-stop systems that no replica need keep: each carries the time of its end, signed. Another password or
 * SECRET_KEY ends them all.
 */
export function createSessions(
  credentials: OnestopCredentials,
  secretKey: string,
  now: () => Date,
) {
  const key = createHmac("sha256", secretKey)
    .update(`one-stop sessions ${JSON.stringify(credentials)}`)
    .digest();
  const sign = (content: string) => createHmac("sha256", key).update(content).digest("base64url");

  return {
    /** A new session, or null where the credentials are not the agreed ones. */
    signIn(username: string, password: string): string | null {
      const isRight = [
        equalInConstantTime(username, credentials.username),
        equalInConstantTime(password, credentials.password),
      ];
      if (isRight.includes(false)) return null;
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
