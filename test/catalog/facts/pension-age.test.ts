import { expect, test } from "@jest/globals";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { toInstant } from "../../../src/catalog/local-time.ts";
import { buildChecklist } from "../../../src/catalog/procedures/checklist.ts";

const catalog = await loadCatalog("data");

/** The remarks on the age at which one retires, on a local day. */
function agesOn(day: string): string[] {
  const procedure = catalog.procedures.get("luong-huu");
  const guide = catalog.guides.get("luong-huu");
  if (procedure === undefined || guide === undefined) throw new Error("luong-huu is missing.");
  const { glossary, sources } = catalog;
  const context = { glossary, sources, province: null, now: toInstant(day, 600) };
  const { remarks } = buildChecklist(procedure, guide, new Map(), context);
  return remarks.filter((remark) => remark.includes("tuổi về hưu thường"));
}

// Decree 135/2020/NĐ-CP, Article 4.
test.each([
  ["2026-12-31", ["nam 61 tuổi 6 tháng, nữ 57 tuổi;", "nam 61 tuổi 9 tháng, nữ 57 tuổi 4 tháng;"]],
  ["2027-01-01", ["nam 61 tuổi 9 tháng, nữ 57 tuổi 4 tháng;"]],
  ["2028-01-01", ["nam 62 tuổi, nữ 57 tuổi 8 tháng;"]],
])("on %s the pension age of that year is told", (day, ages) => {
  const told = agesOn(day);
  expect(told).toHaveLength(ages.length);
  for (const [index, age] of ages.entries()) expect(told[index]).toContain(age);
});
