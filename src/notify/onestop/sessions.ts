import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

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
        isEqual(username, credentials.username),
        isEqual(password, credentials.password),
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
      return isEqual(session.slice(end + 1), sign(content)) && endsAt > now().getTime();
    },
  };
}

/** In a time that tells nothing of the secret; hashing makes both as long. */
function isEqual(given: string, expected: string): boolean {
  const hash = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
