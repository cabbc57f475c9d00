import { hash } from "node:crypto";
import { equalInConstantTime } from "../../security/constant-time.ts";

/** The signed claims of a webhook; nothing else of its body is used before the signature is verified. */
interface SignatureClaims {
  readonly appId: string;
  /** The candidates for the signed time: some bodies carry none. */
  readonly timestamps: readonly { readonly from: "body" | "header"; readonly value: string }[];
}

/** Digits only: the signed text is a plain concatenation, so no part of the body may be mistaken for either value. */
const digits = /^\d{1,20}$/;
const signatureForm = /^(?:mac\s*=\s*)?([0-9a-f]{64})$/i;

/** Reads `app_id` and `timestamp` of a parsed body, and the time of the header. Returns null if it cannot be signed. */
export function readSignatureClaims(
  body: unknown,
  headerTimestamp: string | undefined,
): SignatureClaims | null {
  if (typeof body !== "object" || body === null) return null;
  const appId = "app_id" in body ? body.app_id : undefined;
  if (typeof appId !== "string" || !digits.test(appId)) return null;
  const inBody = "timestamp" in body ? body.timestamp : undefined;
  const timestamps = [
    { from: "body", value: isScalar(inBody) ? String(inBody) : "" } as const,
    { from: "header", value: headerTimestamp?.trim() ?? "" } as const,
  ].filter(({ value }) => digits.test(value));
  return { appId, timestamps };
}

/** Anything else would be converted by code of the sender's choice: `{"toString": 1}` throws. */
function isScalar(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/**
 * Verifies that Zalo signed these bytes: a SHA-256 over app id, raw body, time and OA secret key, in that order, and not
 * an HMAC (docs/platforms/zalo.md, "Signature"). Returns which time matched, or null. Compares in constant time.
 */
export function verifyZaloSignature(
  raw: Uint8Array,
  claims: SignatureClaims,
  signature: string | undefined,
  oaSecretKey: string,
): "body" | "header" | null {
  const given = signatureForm.exec(signature?.trim() ?? "")?.[1];
  if (given === undefined) return null;
  const mac = Buffer.from(given, "hex");
  const match = claims.timestamps.find(({ value }) =>
    equalInConstantTime(mac, computeZaloMac(claims.appId, raw, value, oaSecretKey)),
  );
  return match?.from ?? null;
}

/** Computes the signature that Zalo would send. */
export function computeZaloMac(
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
