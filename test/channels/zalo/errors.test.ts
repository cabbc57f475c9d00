import { expect, test } from "@jest/globals";
import { zaloErrorOf, zaloErrors } from "../../../src/channels/zalo/errors.ts";

/** Every code of docs/platforms/zalo.md, "Error codes", except 0. */
const documented = [
  -32, -100, -200, -201, -204, -205, -209, -212, -210, -211, -218, -213, -216, -220, -217, -219,
  -223, -221, -224, -227, -230, -232, -233, -234, -235, -237, -238, -241, -240, -242, -244, -248,
  -249, -320, -321,
];

test("gives every documented code, and no other, an action and a meaning", () => {
  expect([...zaloErrors.keys()].toSorted()).toEqual(documented.toSorted());
});

test.each([216, -216, 401, -401, -220, 220])("refreshes the token after code %p", (code) => {
  expect(zaloErrorOf(code).action).toBe("refresh");
});

test("retries after a code that no source names", () => {
  expect(zaloErrorOf(-9999)).toEqual({ action: "retry", meaning: "an unknown error code" });
});
