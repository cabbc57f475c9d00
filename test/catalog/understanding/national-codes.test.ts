import { expect, test } from "@jest/globals";
import { indexNationalCodes } from "../../../src/catalog/understanding/national-codes.ts";
import { smallProcedure } from "../small-records.ts";

const find = indexNationalCodes([
  smallProcedure({ id: "rare", code: "1.000001", demand: 4 }),
  smallProcedure({
    id: "daily",
    code: "1.000001",
    codes_old: [{ code: "1.000009", valid_to: "2026-08-17" }],
    demand: 1,
  }),
  smallProcedure({
    id: "other",
    code: "1.000002",
    related_codes: [
      { code: "1.000001", name: "Việc khác" },
      { code: "1.000003", name: "Việc nữa" },
    ],
  }),
]);
const idsIn = (text: string) => find(text)?.hits.map(({ id }) => id);

test("a code is found inside a sentence, the most wanted procedure first", () => {
  expect(idsIn("thủ tục 1.000001 cần gì")).toEqual(["daily", "rare"]);
  expect(find("1.000001")?.decision).toEqual({ type: "choice", ids: ["daily", "rare"] });
  expect(find("mã 1.000002")?.decision).toEqual({ type: "winner", id: "other" });
});

test("an abolished code and a related one still lead to the procedure", () => {
  expect(idsIn("1.000009")).toEqual(["daily"]);
  expect(idsIn("1.000003")).toEqual(["other"]);
});

test("other numbers are no codes", () => {
  expect(idsIn("11.0000011")).toBeUndefined();
  expect(idsIn("1.000.000 đồng")).toBeUndefined();
  expect(idsIn("1.999999")).toBeUndefined();
});
