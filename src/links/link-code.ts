import { createHmac, randomInt } from "node:crypto";
import { equalInConstantTime } from "../security/constant-time.ts";

/**
 * The letters and digits of codes. None looks like another. None is a vowel, W or D, which Vietnamese keyboards (Telex,
 * VNI) turn into letters with marks: "AS" becomes "Á", "D9" becomes "Đ".
 */
const letters = "CFHJKMNPRTVX";
const digits = "23456789";
const lettersAndDigits = letters + digits;
const letterCount = 2;
const minDigits = 2;
const maxDigits = 5;
/** A signature begins with a letter, which shows where the code before it ends. */
const signatureLength = 7;

const codePattern = new RegExp(
  `^([${letters}]{${letterCount}}[${digits}]{${minDigits},${maxDigits}})([${letters}][${lettersAndDigits}]{${signatureLength - 1}})?$`,
);

/** Splits a typed code into its parts. Returns null if it cannot be a code. */
export function parseCode(typed: string): { code: string; signature: string | null } | null {
  const [, code, signature = null] = codePattern.exec(typed.toUpperCase()) ?? [];
  return code === undefined ? null : { code, signature };
}

/** Returns a random code. It is longer if there are more codes, so that a typing error rarely opens another link. */
export function createCode(existing: number): string {
  let count = minDigits;
  while (
    count < maxDigits &&
    existing * 20 > letters.length ** letterCount * digits.length ** count
  ) {
    count += 1;
  }
  return pickRandom(letters, letterCount) + pickRandom(digits, count);
}

/** What a signature vouches for. */
interface SignedContent {
  readonly code: string;
  readonly dossier: number;
  readonly expiresAt: Date | null;
}

/** Returns the signature that the holder of the link types after the code. It is not stored. */
export function createSignature({ code, dossier, expiresAt }: SignedContent, key: string): string {
  const text = `${code}|${dossier}|${expiresAt?.toISOString() ?? ""}`;
  const hash = createHmac("sha256", key).update(text).digest();
  let rest = hash.readBigUInt64BE();
  const nextCharacter = (alphabet: string) => {
    const character = alphabet[Number(rest % BigInt(alphabet.length))] ?? "";
    rest /= BigInt(alphabet.length);
    return character;
  };
  const first = nextCharacter(letters);
  const others = Array.from({ length: signatureLength - 1 }, () => nextCharacter(lettersAndDigits));
  return first + others.join("");
}

export function isSignatureValid(
  signature: string | null,
  content: SignedContent,
  key: string,
): boolean {
  return signature !== null && equalInConstantTime(signature, createSignature(content, key));
}

function pickRandom(alphabet: string, count: number): string {
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join("");
}
