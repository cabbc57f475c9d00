import { expect, test } from "@jest/globals";
import { isSigned, newCode, readCode, signatureOf } from "../../src/links/link-code.ts";

const signed = { code: "PX23", dossier: 7, expiresAt: new Date("2026-12-01T00:00:00Z") };
const key = "k".repeat(64);

test("a code can't be misread, nor changed by a Vietnamese keyboard", () => {
  for (let n = 0; n < 500; n += 1) {
    const code = newCode(0);
    expect(code).toMatch(/^[A-Z]{2}[0-9]{2}$/);
    expect(code).not.toMatch(/[AEIOUYWD01SZBGLQ]/);
  }
});

test("the more codes there are, the longer a new one is: a slip of the finger seldom finds another", () => {
  expect([0, 460, 461, 4_000, 40_000].map((count) => newCode(count).length)).toEqual([
    4, 4, 5, 6, 7,
  ]);
});

test("a code is read however it is typed, with the signature apart", () => {
  expect(readCode("px23")).toEqual({ code: "PX23", signature: null });
  const signature = signatureOf(signed, key);
  expect(readCode(`PX23${signature}`)).toEqual({ code: "PX23", signature });
  for (const typed of ["PX2", "P23", "PX10", "PXA3", "PX23X", "", "PX23' or 1=1"]) {
    expect(readCode(typed)).toBeNull();
  }
});

test("a signature vouches for one code, one dossier, one end, under one key", () => {
  const signature = signatureOf(signed, key);
  expect(signature).toMatch(/^[A-Z][A-Z2-9]{6}$/);
  expect(isSigned(signature, signed, key)).toBe(true);
  expect(isSigned(null, signed, key)).toBe(false);
  expect(isSigned(signature, { ...signed, code: "PX24" }, key)).toBe(false);
  expect(isSigned(signature, { ...signed, dossier: 8 }, key)).toBe(false);
  expect(isSigned(signature, { ...signed, expiresAt: null }, key)).toBe(false);
  expect(isSigned(signature, signed, "another key")).toBe(false);
});
