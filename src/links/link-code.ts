import { createHmac, randomInt } from "node:crypto";
import { equalInConstantTime } from "../security/constant-time.ts";

/**
 * The letters and digits of codes: none that is taken for another by eye, and no vowel, W or D, which Vietnamese keyboards (Telex,
 * VNI) turn into letters with marks: "AS" becomes "Á", "D9" becomes "Đ".
 */
const letters = "CFHJKMNPRTVX";
const digits = "23456789";
const all = letters + digits;
const letterCount = 2;
const minDigits = 2;
const maxDigits = 5;
/** Begins with a letter, so that it is seen where the code before it ends. */
const signatureLength = 7;

const form = new RegExp(
  `^([${letters}]{${letterCount}}[${digits}]{${minDigits},${maxDigits}})([${letters}][${all}]{${signatureLength - 1}})?$`,
);

/** A code as it was typed, in its parts; null where it can't be one. */
export function readCode(typed: string): { code: string; signature: string | null } | null {
  const [, code, signature = null] = form.exec(typed.toUpperCase()) ?? [];
  return code === undefined ? null : { code, signature };
}

/** A code at random: longer, the more there are, so that a slip of the finger seldom leads to another's place. */
export function newCode(existing: number): string {
  let count = minDigits;
  while (
    count < maxDigits &&
    existing * 20 > letters.length ** letterCount * digits.length ** count
  ) {
    count += 1;
  }
  return pick(letters, letterCount) + pick(digits, count);
}

/** What a signature vouches for. */
export interface Signed {
  readonly code: string;
  readonly dossier: number;
  readonly expiresAt: Date | null;
}

/** To be typed after the code, by whoever was given the link: it is kept nowhere. */
export function signatureOf({ code, dossier, expiresAt }: Signed, key: string): string {
  const text = `${code}|${dossier}|${expiresAt?.toISOString() ?? ""}`;
  const hash = createHmac("sha256", key).update(text).digest();
  let rest = hash.readBigUInt64BE();
  const take = (from: string) => {
    const character = from[Number(rest % BigInt(from.length))] ?? "";
    rest /= BigInt(from.length);
    return character;
  };
  return take(letters) + Array.from({ length: signatureLength - 1 }, () => take(all)).join("");
}

export function isSigned(signature: string | null, signed: Signed, key: string): boolean {
  if (signature === null) return false;
  return equalInConstantTime(signature, signatureOf(signed, key));
}

function pick(from: string, count: number): string {
  return Array.from({ length: count }, () => from[randomInt(from.length)]).join("");
}
