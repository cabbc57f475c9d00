import { expect, test } from "@jest/globals";
import { indexByCode } from "../../../src/catalog/procedures/find-by-code.ts";
import { smallProcedure } from "../small-records.ts";

const naming = smallProcedure({
  id: "naming",
  code: "1.000002",
  demand: 1,
  related_codes: ["1.000001", "1.000003", "1.000004"].map((code) => ({ code, name: "Việc khác" })),
});
const rare = smallProcedure({ id: "rare", code: "1.000001", demand: 4 });
const daily = smallProcedure({ id: "daily", code: "1.000001", demand: 2 });
const successor = smallProcedure({
  id: "successor",
  code: "1.000005",
  demand: 4,
  codes_old: ["1.000001", "1.000003"].map((code) => ({ code, valid_to: "2026-08-17" })),
});
const find = indexByCode([naming, rare, daily, successor, smallProcedure({ code: null })]);

test("a code stands for the procedures that bear it, the most wanted first, whoever else names it", () => {
  expect(find("1.000001")).toEqual([daily, rare]);
});

test("an abolished code stands for what replaced it, before a more wanted procedure that names it as related", () => {
  expect(find("1.000003")).toEqual([successor]);
});

test("a code that is only related stands for the procedure that names it", () => {
  expect(find("1.000004")).toEqual([naming]);
});

test("an unknown code stands for nothing", () => {
  expect(find("1.999999")).toEqual([]);
});
