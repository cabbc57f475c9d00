import { expect, test } from "@jest/globals";
import { validateHappenings } from "../../../src/catalog/validation/validate-happenings.ts";
import { shippedRecords } from "../shipped-records.ts";
import { otherProcedure, smallProcedure, smallRecords } from "../small-records.ts";

const issuesOf = (...args: Parameters<typeof smallRecords>) =>
  validateHappenings(smallRecords(...args)).map(
    ({ record, field, reason }) => `${record} › ${field}: ${reason}`,
  );

test("the shipped procedures say what they concern", async () => {
  expect(validateHappenings(await shippedRecords())).toEqual([]);
  expect(issuesOf()).toEqual([]);
});

test("a procedure whose name tells of a death must say what it concerns", () => {
  const { concerns: _, ...added } = smallProcedure({ id: "khai-tu", name: "Đăng ký khai tử" });
  expect(issuesOf({ procedures: [smallProcedure(), added] })).toEqual([
    'khai-tu › concerns: the name says "khai tử", but not whether the procedure is about a death',
  ]);
});

test("only known procedures are offered after an event", () => {
  expect(issuesOf({ procedures: [otherProcedure()] })).toContain(
    'death › procedures[0]: "khai-sinh" is not a procedure',
  );
});
