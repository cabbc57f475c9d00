import { createHmac, createSecretKey } from "node:crypto";
import type { Resident } from "../../channels/resident.ts";
import { deriveKey } from "../../security/derive-key.ts";
import { createSecretBox, SecretBoxError } from "../../security/secret-box.ts";
import { hashedName, residentName, shardOf } from "./keys.ts";

/** How much of a hash names a resident: 132 bits, so that no two share one. */
const hashLength = 22;

/** Where a resident is stored in Redis. */
export interface StoredName {
  readonly shard: number;
  /** Channel, account and keyed hash of the user. */
  readonly name: string;
}

/** The place of a sealed text. A text that was copied to another resident or kind does not open there. */
export type SealedPlace =
  | { readonly kind: "state" | "line"; readonly name: string }
  | { readonly kind: "reply"; readonly name: string; readonly id: string };

/** Keeps what residents say unreadable in Redis and its files. */
export interface TextSeals {
  seal(text: string, place: SealedPlace): string;
  /** Returns null if the text was changed, or if no key of SECRET_KEY sealed it for this place. */
  open(sealed: string, place: SealedPlace): string | null;
}

/** Keeps residents unreadable in Redis too: their ids are keyed hashes. */
export interface RedisSeals extends TextSeals {
  locate(resident: Resident): StoredName;
  /** Returns a keyed hash of an event's id, which may contain the user's. */
  markOf(name: string, messageId: string): string;
}

/** `secretKey` is one key or several, of which the first seals and all open. */
export function createTextSeals(secretKey: string): TextSeals {
  const box = createSecretBox(secretKey, "turn store");
  return {
    seal: (text, place) => box.seal(text, contextOf(place)),
    open: (sealed, place) => {
      try {
        return box.open(sealed, contextOf(place));
      } catch (error) {
        if (error instanceof SecretBoxError) return null;
        throw error;
      }
    },
  };
}

/** `hashKey` keys the hashes: with another one, nobody's conversation is found any more. */
export function createRedisSeals(keys: {
  readonly secretKey: string;
  readonly hashKey: string;
}): RedisSeals {
  const { secretKey, hashKey } = keys;
  const nameKey = createSecretKey(deriveKey(hashKey, "names in the turn store"), "hex");
  const hash = (text: string) =>
    createHmac("sha256", nameKey).update(text).digest("base64url").slice(0, hashLength);

  return {
    ...createTextSeals(secretKey),
    locate: (resident) => {
      const name = residentName(resident);
      // The shard of the unhashed name, in which the former version stored the same resident.
      return { shard: shardOf(name), name: hashedName(resident, hash(name)) };
    },
    markOf: (name, messageId) => hash(`${name} ${messageId}`),
  };
}

function contextOf(place: SealedPlace): string {
  const { kind, name } = place;
  return place.kind === "reply" ? `${kind} ${name} ${place.id}` : `${kind} ${name}`;
}
