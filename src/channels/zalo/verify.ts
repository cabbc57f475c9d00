import { hash } from "node:crypto";
import { equalInConstantTime } from "../../security/constant-time.ts";

/** What a webhook says of itself and was signed with it; nothing else is read before the check. */
export interface Claims {
  readonly appId: string;
  /** Where Zalo says the time was found: some bodies carry none. */
  readonly timestamps: readonly { readonly from: "body" | "header"; readonly value: string }[];
}

/** Digits only: the signed text is a bare concatenation, so nothing of the body may pass for either. */
const digits = /^\d{1,20}$/;
const signatureForm = /^(?:mac\s*=\s*)?([0-9a-f]{64})$/i;

/** Takes `app_id` and `timestamp` of a parsed body, and the time of the header. null: it can't have been signed. */
export function claimsOf(body: unknown, headerTimestamp: string | undefined): Claims | null {
  if (typeof body !== "object" || body === null) return null;
  const appId = "app_id" in body ? body.app_id : undefined;
  if (typeof appId !== "string" || !digits.test(appId)) return null;
  const inBody = "timestamp" in body ? body.timestamp : undefined;
  const timestamps = [
    { from: "body", value: String(inBody) } as const,
    { from: "header", value: headerTimestamp?.trim() ?? "" } as const,
  ].filter(({ value }) => digits.test(value));
  return { appId, timestamps };
}

/**
 * Whether Zalo signed these bytes: SHA-256 over app id, raw body, time and OA secret key, in that order, not
 * an HMAC (zalo.md §1.2). Tells which time fitted, or null. Constant time over the signature.
 */
export function verifySignature(
  raw: Uint8Array,
  claims: Claims,
  signature: string | undefined,
  oaSecretKey: string,
): "body" | "header" | null {
  const given = signatureForm.exec(signature?.trim() ?? "")?.[1];
  if (given === undefined) return null;
  const mac = Buffer.from(given, "hex");
  const fits = claims.timestamps.find(({ value }) =>
    equalInConstantTime(mac, macOf(claims.appId, raw, value, oaSecretKey)),
  );
  return fits?.from ?? null;
}

/** What Zalo signs with. */
export function macOf(
  appId: string,
  raw: Uint8Array | string,
  timestamp: string,
  oaSecretKey: string,
): Buffer {
  const signed = Buffer.concat([
    Buffer.from(appId),
    typeof raw === "string" ? Buffer.from(raw) : raw,
    Buffer.from(timestamp + oaSecretKey),
  ]);
  return hash("sha256", signed, "buffer");
}
