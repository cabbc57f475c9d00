import { expect, test } from "@jest/globals";
import { equalInConstantTime } from "../../src/security/constant-time.ts";

test("finds equal secrets equal, whether they come as text or as bytes", () => {
  expect(equalInConstantTime("khóa", Buffer.from("khóa"))).toBe(true);
});

test("finds secrets of another length or content different", () => {
  expect(equalInConstantTime("secret", "secret ")).toBe(false);
  expect(equalInConstantTime("secret", "secreT")).toBe(false);
  expect(equalInConstantTime("", "secret")).toBe(false);
});
