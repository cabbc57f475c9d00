import { createHmac } from "node:crypto";
import { deriveKey } from "../../security/derive-key.ts";

/** Crockford's alphabet: none of its letters looks like a digit. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const bitsPerLetter = 5;
/** 80 bits: nobody finds a list by trying. */
const length = 16;
const groupLength = 4;
const codePattern = /^[0-9abcdefghjkmnpqrstvwxyz]{16}$/;
const maxTypedLength = 40;

/** Makes the codes of kept lists, and the hashes by which they are stored. */
export interface ListCodes {
  /** Returns the code of what one event keeps: the same event gives the same code, and nobody else can compute it. */
  create(resident: string, eventId: string): string;
  hash(code: string): string;
}

export function createListCodes(hashKey: string): ListCodes {
  const codeKey = deriveKey(hashKey, "kept list code");
  const hashOf = deriveKey(hashKey, "kept list");
  return {
    create: (resident, eventId) => {
      const bytes = createHmac("sha256", codeKey)
        .update(JSON.stringify([resident, eventId]))
        .digest();
      let rest = BigInt(`0x${bytes.toString("hex")}`);
      let code = "";
      while (code.length < length) {
        code += alphabet[Number(rest & 31n)];
        rest >>= BigInt(bitsPerLetter);
      }
      return code;
    },
    hash: (code) => createHmac("sha256", hashOf).update(code).digest("base64url"),
  };
}

/** Writes a code in groups, as it stands in the address: "7kq2-m9xw-4c0t-bd3f". */
export function groupCode(code: string): string {
  return code.match(new RegExp(`.{${groupLength}}`, "g"))?.join("-") ?? code;
}

/**
 * Reads a code as people copy it from paper: capitals, blanks or none of the strokes, O for 0 and I or L for 1. null if it cannot
 * be one.
 */
export function readCode(typed: string): string | null {
  if (typed.length > maxTypedLength) return null;
  const code = typed
    .toLowerCase()
    .replaceAll(/[\s-]/g, "")
    .replaceAll("o", "0")
    .replaceAll(/[il]/g, "1");
  return codePattern.test(code) ? code : null;
}
