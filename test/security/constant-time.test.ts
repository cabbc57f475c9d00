import { expect, test } from "@jest/globals";
import { equalInConstantTime } from "../../src/security/constant-time.ts";

test("equal secrets are equal whether they come as text or as bytes", () => {
  expect(equalInConstantTime("khóa", Buffer.from("khóa"))).toBe(true);
});

test("secrets of another length or content differ", () => {
  expect(equalInConstantTime("secret", "secret ")).toBe(false);
  expect(equalInConstantTime("secret", "secreT")).toBe(false);
  expect(equalInConstantTime("", "secret")).toBe(false);
});
