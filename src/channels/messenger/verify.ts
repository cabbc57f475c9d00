import { createHmac } from "node:crypto";
import { equalInConstantTime } from "../../security/constant-time.ts";

const signaturePattern = /^sha256=([0-9a-f]{64})$/;

/** Tells whether the header has the form of a signature; if not, the body need not be read. */
export function isSignature(header: string | undefined): header is string {
  return header !== undefined && signaturePattern.test(header);
}

/**
 * Verifies that Meta signed these bytes: an HMAC-SHA256 under the app secret over the body as it came, with its letters
 * escaped (docs/platforms/messenger.md, "Signature"). Compares in constant time.
 */
export function verifyMessengerSignature(
  raw: Uint8Array,
  header: string,
  appSecret: string,
): boolean {
  const given = signaturePattern.exec(header)?.[1];
  if (given === undefined) return false;
  return equalInConstantTime(Buffer.from(given, "hex"), computeMessengerMac(raw, appSecret));
}

/** Computes the signature; the header's value is `sha256=` and its hex digits. */
export function computeMessengerMac(raw: Uint8Array | string, appSecret: string): Buffer {
  return createHmac("sha256", appSecret).update(raw).digest();
}
