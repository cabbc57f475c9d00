import { createHmac } from "node:crypto";
import { equalInConstantTime } from "../../security/constant-time.ts";

const signatureForm = /^sha256=([0-9a-f]{64})$/;

/** Whether the header has the form of a signature at all: what hasn't need not be read. */
export function isSignature(header: string | undefined): header is string {
  return header !== undefined && signatureForm.test(header);
}

/**
 * Whether Meta signed these bytes: HMAC-SHA256 under the app secret, over the body as it came, with its letters
 * escaped (messenger.md §1.3). Constant time over the signature.
 */
export function verifySignature(raw: Uint8Array, header: string, appSecret: string): boolean {
  const given = signatureForm.exec(header)?.[1];
  if (given === undefined) return false;
  return equalInConstantTime(Buffer.from(given, "hex"), macOf(raw, appSecret));
}

/** What Meta signs with, the header's value being `sha256=` and its hex digits. */
export function macOf(raw: Uint8Array | string, appSecret: string): Buffer {
  return createHmac("sha256", appSecret).update(raw).digest();
}
