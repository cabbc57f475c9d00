import { randomInt } from "node:crypto";
import {
  insertSystem,
  replaceSystemAgencies,
  selectSystemKey,
  updateSystemKey,
} from "../../db/queries/onestop-systems.ts";
import type { DbHandle } from "../../db/schema.ts";
import { equalInConstantTime } from "../../security/constant-time.ts";
import { createToken, hashToken } from "../../security/token.ts";
import type { SignedInSystem } from "./sessions.ts";

/** What a system signs in with. The key is shown once: only its hash is stored. */
export interface IssuedKey {
  readonly id: number;
  readonly username: string;
  readonly key: string;
}

/** Creates a system that may write for these agencies. Run it in the transaction of its audit entry. */
export async function createSystem(
  db: DbHandle,
  {
    name,
    agencyIds,
    now,
  }: { readonly name: string; readonly agencyIds: readonly number[]; readonly now: Date },
): Promise<IssuedKey> {
  const key = createToken();
  const username = createUsername();
  const id = await insertSystem(db, {
    name,
    username,
    key_hash: hashToken(key),
    key_made_at: now,
    created_at: now,
  });
  await replaceSystemAgencies(db, id, agencyIds);
  return { id, username, key };
}

/** Replaces the key: the former one and its sessions stop at once. Returns null if the system is revoked or unknown. */
export async function rotateSystemKey(
  db: DbHandle,
  id: number,
  now: Date,
): Promise<IssuedKey | null> {
  const key = createToken();
  const username = await updateSystemKey(db, id, { keyHash: hashToken(key), now });
  return username === null ? null : { id, username, key };
}

export interface KeyCheck {
  readonly system: SignedInSystem;
  /** Why the key opens nothing; null if it is right. */
  readonly fault: "wrong key" | "revoked key" | null;
}

/** Checks a system's key. Returns null if no system has this user name. */
export async function checkSystemKey(
  db: DbHandle,
  username: string,
  key: string,
): Promise<KeyCheck | null> {
  const row = await selectSystemKey(db, username);
  if (row === undefined) return null;
  const system = { id: row.id, keyVersion: row.key_version };
  if (!equalInConstantTime(hashToken(key), row.key_hash)) return { system, fault: "wrong key" };
  return { system, fault: row.revoked_at === null ? null : "revoked key" };
}

/** Letters and digits that nobody mistakes for each other when a name is copied by hand. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const usernameLetters = 8;

function createUsername(): string {
  const letters = Array.from(
    { length: usernameLetters },
    () => alphabet[randomInt(alphabet.length)],
  );
  return `motcua-${letters.join("")}`;
}
