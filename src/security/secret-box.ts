import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { deriveEncryptionKey } from "./derive-key.ts";
import { splitSecretKey } from "./secret-key.ts";

const algorithm = "aes-256-gcm";
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
const keyIdLength = 8;

/**
 * `v1.BODY` is written while SECRET_KEY holds one key: the former version, which may still run or come back, reads it.
 * `v2.KEYID.BODY` is written as soon as there are several, and says which of them opens it. Both are read for ever.
 */
const withoutKeyId = "v1";
const withKeyId = "v2";

/** The stored text was sealed with another key, for another context, or was changed since. */
export class SecretBoxError extends Error {
  override readonly name = "SecretBoxError";

  constructor() {
    super("Sealed text does not open: another SECRET_KEY sealed it, or it was changed");
  }
}

export interface SecretBox {
  /** Seals `text`; `context` names the place where it is stored, and only the same context opens it. */
  seal(text: string, context: string): string;
  /** Returns the text. Throws SecretBoxError. */
  open(sealed: string, context: string): string;
}

interface SealingKey {
  readonly id: string;
  readonly key: KeyObject;
}

/**
 * Seals texts with AES-256-GCM under keys derived from SECRET_KEY for one `use`. The first key of SECRET_KEY seals, and
 * each of them opens.
 */
export function createSecretBox(secretKey: string, use: string): SecretBox {
  const [first, ...others] = splitSecretKey(secretKey);
  const sealing = toSealingKey(first, use);
  const keys = [sealing, ...others.map((key) => toSealingKey(key, use))];
  const prefix = sealedPrefix(secretKey);

  return {
    seal(text, context) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, sealing.key, iv).setAAD(Buffer.from(context));
      const sealed = [iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
      return `${prefix}${Buffer.concat(sealed).toString("base64url")}`;
    },
    open(sealed, context) {
      const { keyId, body } = parseSealed(sealed);
      for (const { id, key } of keys) {
        if (keyId !== null && keyId !== id) continue;
        const text = openWith(key, body, context);
        if (text !== null) return text;
      }
      throw new SecretBoxError();
    },
  };
}

/** Returns what everything that the first key of this SECRET_KEY seals begins with. */
export function sealedPrefix(secretKey: string): string {
  const [first, ...others] = splitSecretKey(secretKey);
  return others.length === 0 ? `${withoutKeyId}.` : `${withKeyId}.${keyIdOf(first)}.`;
}

function toSealingKey(key: string, use: string): SealingKey {
  return { id: keyIdOf(key), key: createSecretKey(deriveEncryptionKey(key, use, keyBytes)) };
}

/** Derives the name by which sealed texts refer to a key. It says nothing about the key. */
function keyIdOf(key: string): string {
  return createHash("sha256").update(`huong-dan key id ${key}`).digest("hex").slice(0, keyIdLength);
}

/** Splits a sealed text. Throws SecretBoxError if it has none of the two forms. */
function parseSealed(sealed: string): { readonly keyId: string | null; readonly body: Buffer } {
  const [form, ...parts] = sealed.split(".", 4);
  const keyId = form === withKeyId ? (parts.shift() ?? "") : null;
  const [text = "", ...rest] = parts;
  const body = Buffer.from(text, "base64url");
  const isKnown = form === withoutKeyId || form === withKeyId;
  if (!isKnown || rest.length > 0 || body.length < ivBytes + tagBytes) throw new SecretBoxError();
  return { keyId, body };
}

/** Returns null if another key sealed the text, or for another context. */
function openWith(key: KeyObject, body: Buffer, context: string): string | null {
  const decipher = createDecipheriv(algorithm, key, body.subarray(0, ivBytes))
    .setAAD(Buffer.from(context))
    .setAuthTag(body.subarray(-tagBytes));
  const text = decipher.update(body.subarray(ivBytes, -tagBytes));
  try {
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
