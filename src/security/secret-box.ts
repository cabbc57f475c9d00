import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveEncryptionKey } from "./derive-key.ts";

const algorithm = "aes-256-gcm";
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
/** Names the format, so that a later one can exist beside it. */
const version = "v1";

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

/** Seals texts with AES-256-GCM under a key derived from SECRET_KEY for one `use`. */
export function createSecretBox(secretKey: string, use: string): SecretBox {
  const key = deriveEncryptionKey(secretKey, use, keyBytes);
  return {
    seal(text, context) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final()]);
      return `${version}.${Buffer.concat([sealed, cipher.getAuthTag()]).toString("base64url")}`;
    },
    open(sealed, context) {
      const [form, body = "", ...rest] = sealed.split(".");
      const bytes = Buffer.from(body, "base64url");
      if (form !== version || rest.length > 0 || bytes.length < ivBytes + tagBytes) {
        throw new SecretBoxError();
      }
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-tagBytes));
      try {
        const text = decipher.update(bytes.subarray(ivBytes, -tagBytes));
        return Buffer.concat([text, decipher.final()]).toString("utf8");
      } catch {
        throw new SecretBoxError();
      }
    },
  };
}
