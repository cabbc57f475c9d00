import { describe, expect, test } from "@jest/globals";
import { createSecretBox, SecretBoxError } from "../../src/security/secret-box.ts";

const key = "0123456789abcdef0123456789abcdef";
const box = createSecretBox(key, "tests");

describe("a secret box", () => {
  test("opens what it sealed, and seals the same text differently each time", () => {
    const sealed = box.seal("Xin chào", "here");
    expect(box.open(sealed, "here")).toBe("Xin chào");
    expect(box.seal("Xin chào", "here")).not.toBe(sealed);
    expect(sealed).not.toContain("Xin");
  });

  test("does not open with another key, use or context", () => {
    const sealed = box.seal("secret", "here");
    expect(() => box.open(sealed, "there")).toThrow(SecretBoxError);
    expect(() => createSecretBox(key, "other use").open(sealed, "here")).toThrow(SecretBoxError);
    expect(() => createSecretBox(`${key}!`, "tests").open(sealed, "here")).toThrow(SecretBoxError);
  });

  test.each(["", "v1.", "v1.AAAA", "v2.AAAA", "v1.A.B"])("does not open %p", (text) => {
    expect(() => box.open(text, "here")).toThrow(SecretBoxError);
  });

  test("does not open a text that was changed in a single bit", () => {
    const bytes = Buffer.from(box.seal("secret", "here").slice(3), "base64url");
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    expect(() => box.open(`v1.${bytes.toString("base64url")}`, "here")).toThrow(SecretBoxError);
  });
});
