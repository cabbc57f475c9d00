import { createHmac } from "node:crypto";
import { residentName } from "../bot/store/keys.ts";
import type { Resident } from "../channels/resident.ts";
import { deriveKey } from "../security/derive-key.ts";

const hashLength = 32;

/** A keyed hash, by which the durable record counts residents without knowing them. */
export function createResidentHash(hashKey: string): (resident: Resident) => string {
  const key = deriveKey(hashKey, "resident hash");
  return (resident) =>
    createHmac("sha256", key).update(residentName(resident)).digest("hex").slice(0, hashLength);
}
