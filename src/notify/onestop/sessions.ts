import { createHmac, randomBytes } from "node:crypto";
import { equalInConstantTime } from "../../security/constant-time.ts";
import { deriveKey } from "../../security/derive-key.ts";

const lifeMs = 60 * 60_000;
const nonceBytes = 12;

/** The account of `ONESTOP_USERNAME`, for agencies that have no system of their own. */
export interface OnestopCredentials {
  readonly username: string;
  readonly password: string;
}

/** A system with a key of its own, and the version of the key with which it signed in. */
export interface SignedInSystem {
  readonly id: number;
  readonly keyVersion: number;
}

/** Who holds a session. */
export type SessionHolder = "shared account" | SignedInSystem;

/**
 * Creates sessions of one-stop systems that no replica has to store: each carries its holder and its end, signed. Changing
 * the shared password or SECRET_KEY ends them. Whether a system's key is still good is asked of the database for each call.
 */
export function createSessions(
  shared: OnestopCredentials | null,
  secretKey: string,
  now: () => Date,
) {
  const keyOf = (use: string) => Buffer.from(deriveKey(secretKey, use), "hex");
  const systemKey = keyOf("one-stop sessions of systems");
  const sharedKey = shared && keyOf(`one-stop sessions ${JSON.stringify(shared)}`);

  return {
    openShared(): string | null {
      return sharedKey && signed(sharedKey, `${endFrom(now())}.${nonce()}`);
    },

    openSystem({ id, keyVersion }: SignedInSystem): string {
      return signed(systemKey, `${endFrom(now())}.${id}-${keyVersion}-${nonce()}`);
    },

    /** Returns the holder, or null if the session was not issued here or has ended. */
    read(session: string): SessionHolder | null {
      const end = session.lastIndexOf(".");
      const content = session.slice(0, Math.max(0, end));
      const [endsAt, holder = ""] = content.split(".");
      if (Number(endsAt) <= now().getTime()) return null;
      if (equalInConstantTime(session, signed(systemKey, content))) return parseSystem(holder);
      return sharedKey !== null && equalInConstantTime(session, signed(sharedKey, content))
        ? "shared account"
        : null;
    },
  };
}

function signed(key: Buffer, content: string): string {
  return `${content}.${createHmac("sha256", key).update(content).digest("base64url")}`;
}

function endFrom(now: Date): number {
  return now.getTime() + lifeMs;
}

function nonce(): string {
  return randomBytes(nonceBytes).toString("base64url");
}

function parseSystem(holder: string): SignedInSystem | null {
  const [, id, keyVersion] = /^(\d+)-(\d+)-/.exec(holder) ?? [];
  return id === undefined || keyVersion === undefined
    ? null
    : { id: Number(id), keyVersion: Number(keyVersion) };
}
