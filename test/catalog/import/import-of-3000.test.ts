import { expect, test } from "@jest/globals";
import { readJsonRecords } from "../../../src/catalog/import/json-records.ts";
import {
  createImportPlanner,
  type ImportChange,
  type PlannedRow,
} from "../../../src/catalog/import/plan-import.ts";
import { type ImportFault, toReading } from "../../../src/catalog/import/reading.ts";
import type { CatalogRecords } from "../../../src/catalog/schema.ts";
import { applyVersions } from "../../../src/catalog/versions/apply-versions.ts";
import { smallRecords } from "../small-records.ts";
import { generatePages } from "./generated-pages.ts";

const day = "2026-11-27";

function importInto(records: CatalogRecords, text: string, on = day) {
  const { rows, faults } = toReading(readJsonRecords(text, on));
  const planner = createImportPlanner(records, on);
  const planned: PlannedRow[] = [];
  const all: ImportFault[] = [...faults];
  for (const row of rows) {
    const result = planner.plan(row);
    if ("verdict" in result) planned.push(result);
    else all.push(...result);
  }
  const changes: ImportChange[] = planned.flatMap(({ change }) =>
    change === null ? [] : [change],
  );
  return { planned, faults: all, changes };
}

const pages = generatePages({ count: 3_000, broken: 50 });
const file = JSON.stringify(pages);

test("of 3,000 pages with 50 broken ones, 2,950 are new and each broken one says its row, field and reason", () => {
  const { planned, faults, changes } = importInto(smallRecords(), file);
  expect(new Set(planned.map(({ verdict }) => verdict))).toEqual(new Set(["new"]));
  expect(changes).toHaveLength(2_950);
  expect(faults).toHaveLength(50);
  // Every sixtieth page is broken, so that the first broken one is row 60.
  expect(faults.map(({ row }) => row).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, index) => (index + 1) * 60),
  );
  expect(faults.every(({ field, reason, remedy }) => field && reason && remedy)).toBe(true);
  expect(new Set(faults.map(({ reason }) => reason)).size).toBeGreaterThanOrEqual(9);
});

test("importing the same file again changes nothing, also on another day", () => {
  const records = smallRecords();
  const { changes } = importInto(records, file);
  const imported = applyVersions(records, [{ id: 1, changes }]);
  expect(imported.listed).toHaveLength(2_950);
  const again = importInto(imported, file, "2026-12-24");
  expect(again.changes).toEqual([]);
  expect(new Set(again.planned.map(({ verdict }) => verdict))).toEqual(new Set(["unchanged"]));
  expect(again.faults).toHaveLength(50);
});

test("a page that changed shows which field, before and after, and nothing else", () => {
  const records = smallRecords();
  const imported = applyVersions(records, [{ id: 1, changes: importInto(records, file).changes }]);
  const [first, ...others] = pages as Record<string, string>[];
  const text = JSON.stringify([{ ...first, cap_thuc_hien: "Cấp tỉnh" }, ...others]);
  const { planned, changes } = importInto(imported, text);
  expect(changes.map(({ id }) => id)).toEqual(["tthc-3-100000"]);
  expect(planned.find(({ verdict }) => verdict === "changed")?.differences).toEqual([
    { field: "level", before: "Cấp xã", after: "Cấp tỉnh" },
  ]);
});
