import { expect, test } from "@jest/globals";
import {
  createCode,
  createSignature,
  isSignatureValid,
  parseCode,
} from "../../src/links/link-code.ts";

const signed = { code: "PX23", dossier: 7, expiresAt: new Date("2026-12-01T00:00:00Z") };
const key = "k".repeat(64);

test("a code has no character that is misread or that a Vietnamese keyboard changes", () => {
  for (let n = 0; n < 500; n += 1) {
    const code = createCode(0);
    expect(code).toMatch(/^[A-Z]{2}[0-9]{2}$/);
    expect(code).not.toMatch(/[AEIOUYWD01SZBGLQ]/);
  }
});

test("a new code is longer if there are more codes, so that a typing error rarely finds another", () => {
  expect([0, 460, 461, 4_000, 40_000].map((count) => createCode(count).length)).toEqual([
    4, 4, 5, 6, 7,
  ]);
});

test("parses a code in any letter case and separates its signature", () => {
  expect(parseCode("px23")).toEqual({ code: "PX23", signature: null });
  const signature = createSignature(signed, key);
  expect(parseCode(`PX23${signature}`)).toEqual({ code: "PX23", signature });
  for (const typed of ["PX2", "P23", "PX10", "PXA3", "PX23X", "", "PX23' or 1=1"]) {
    expect(parseCode(typed)).toBeNull();
  }
});

test("a signature is valid for one code, one dossier, one expiry and one key only", () => {
  const signature = createSignature(signed, key);
  expect(signature).toMatch(/^[A-Z][A-Z2-9]{6}$/);
  expect(isSignatureValid(signature, signed, key)).toBe(true);
  expect(isSignatureValid(null, signed, key)).toBe(false);
  expect(isSignatureValid(signature, { ...signed, code: "PX24" }, key)).toBe(false);
  expect(isSignatureValid(signature, { ...signed, dossier: 8 }, key)).toBe(false);
  expect(isSignatureValid(signature, { ...signed, expiresAt: null }, key)).toBe(false);
  expect(isSignatureValid(signature, signed, "another key")).toBe(false);
});
