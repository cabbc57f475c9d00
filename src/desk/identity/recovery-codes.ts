import { createHash, randomInt } from "node:crypto";

const codes = 10;
/** Without letters and digits that are taken for one another. 16 of these 31 hold 79 bits: a copy of their hashes opens nothing. */
const alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
const codeLength = 16;
const groupLength = 4;

/** Returns new recovery codes, written in groups: `7k3m-x2qd-…`. Only their hashes are stored. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: codes }, () => {
    const letters = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]);
    return letters.join("").replaceAll(new RegExp(`.{${groupLength}}(?=.)`, "g"), "$&-");
  });
}

/** Returns the stored form of a code, however it was typed. */
export function hashRecoveryCode(code: string): string {
  const plain = code.toLowerCase().replaceAll("-", "");
  return createHash("sha256").update(plain).digest("base64url");
}
