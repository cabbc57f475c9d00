import { describe, expect, test } from "@jest/globals";
import { createSecretBox, SecretBoxError, sealedPrefix } from "../../src/security/secret-box.ts";

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

  test.each(["", "v1.", "v1.AAAA", "v2.AAAA", "v2.AAAA.BBBB.CCCC", "v3.AAAA", "v1.A.B"])(
    "does not open %p",
    (text) => {
      expect(() => box.open(text, "here")).toThrow(SecretBoxError);
    },
  );

  test("seals with the first of several keys, opens what each of them sealed, and says which one did", () => {
    const [first, second] = ["1".repeat(32), "2".repeat(32)];
    const both = createSecretBox(`${first}, ${second}`, "tests");
    expect(both.open(createSecretBox(second, "tests").seal("cũ", "here"), "here")).toBe("cũ");
    const sealed = both.seal("mới", "here");
    expect(sealed.startsWith(sealedPrefix(`${first},${second}`))).toBe(true);
    expect(sealed).toMatch(/^v2\.[0-9a-f]{8}\./);
    expect(createSecretBox(first, "tests").open(sealed, "here")).toBe("mới");
    expect(createSecretBox(`${second},${first}`, "tests").open(sealed, "here")).toBe("mới");
    expect(() => createSecretBox(second, "tests").open(sealed, "here")).toThrow(SecretBoxError);
  });

  test("with one key, writes the form that version 0.2 reads", () => {
    expect(box.seal("secret", "here")).toMatch(/^v1\.[\w-]+$/);
  });

  test("opens a text that version 0.2 sealed", () => {
    const sealed = "v1.vpbVSMTDwT-DwpyaFDyOVcBOb12lva8JA4TedUb7rxy9tUDRxg";
    expect(box.open(sealed, "here")).toBe("Xin chào");
  });

  test("does not open a text that was changed in a single bit", () => {
    const bytes = Buffer.from(box.seal("secret", "here").slice(3), "base64url");
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    expect(() => box.open(`v1.${bytes.toString("base64url")}`, "here")).toThrow(SecretBoxError);
  });
});
