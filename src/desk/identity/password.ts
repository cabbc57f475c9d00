import { argon2, randomBytes } from "node:crypto";
import { z } from "zod";
import { equalInConstantTime } from "../../security/constant-time.ts";
import type { PasswordStrength } from "./password-strength.ts";

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const saltBytes = 16;
const tagBytes = 32;
export const minPasswordLength = 12;
/** In the units that were typed and in those after normalisation. */
const maxPasswordLength = 200;
const tooLong = `Mật khẩu dài nhất ${maxPasswordLength} ký tự`;

/** A password of a form, as it was typed: bounded before anything is done with it. */
export function typedPassword(missing: string) {
  return z.string({ error: missing }).min(1, missing).max(maxPasswordLength, tooLong);
}

/** Returns why a password is not accepted, in words for its owner; null if it is. */
export async function findPasswordError(
  password: string,
  { username, name = "" }: { readonly username: string; readonly name?: string },
  strength: PasswordStrength,
): Promise<string | null> {
  // Bounded before it is normalised: see catalog/text/normalize.ts.
  if (password.length > maxPasswordLength) return tooLong;
  const typed = password.normalize("NFKC");
  if (typed.length < minPasswordLength) return `Mật khẩu cần ít nhất ${minPasswordLength} ký tự`;
  if (typed.length > maxPasswordLength) return tooLong;
  if (new Set(typed).size < 5) return "Mật khẩu lặp lại quá ít ký tự khác nhau";
  if (username.length > 3 && typed.toLowerCase().includes(username)) {
    return "Mật khẩu không được chứa tên đăng nhập";
  }
  const nameWords = name.toLowerCase().split(" ");
  const ownWords = [username, ...username.split(/[._@-]/), nameWords.join(""), ...nameWords];
  if (
    await strength.isWeak(
      typed,
      ownWords.filter((word) => word.length > 1),
    )
  ) {
    return "Mật khẩu này dễ đoán, hoặc đã lộ ở nơi khác. Bạn ghép ba bốn từ không liên quan nhau";
  }
  return null;
}

/** Returns the hash in PHC form: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const tag = await derive(password, salt, cost);
  const { memory, passes, parallelism } = cost;
  const parameters = `m=${memory},t=${passes},p=${parallelism}`;
  return ["", "argon2id", "v=19", parameters, base64(salt), base64(tag)].join("$");
}

/** Checks a password. With a null hash it takes as long, so that the time does not show which accounts exist. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash ?? "");
  if (match === null) {
    await derive(password, Buffer.alloc(saltBytes), cost);
    return false;
  }
  const [, memory, passes, parallelism, salt = "", tag = ""] = match;
  const derived = await derive(password, Buffer.from(salt, "base64"), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  const expected = Buffer.from(tag, "base64");
  return equalInConstantTime(expected, derived);
}

function derive(password: string, nonce: Buffer, parameters: typeof cost): Promise<Buffer> {
  // Keyboards compose the same letters differently; the password is the same.
  const message = password.normalize("NFKC");
  return new Promise((resolve, reject) => {
    argon2("argon2id", { ...parameters, message, nonce, tagLength: tagBytes }, (error, tag) =>
      error === null ? resolve(tag) : reject(error),
    );
  });
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}
