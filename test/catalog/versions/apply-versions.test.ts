import { describe, expect, test } from "@jest/globals";
import { validateConsistency } from "../../../src/catalog/validation/validate-records.ts";
import {
  applyVersions,
  changedFields,
  findConflicts,
  toChange,
} from "../../../src/catalog/versions/apply-versions.ts";
import { type CatalogChange, parseChange } from "../../../src/catalog/versions/change.ts";
import { smallPoint, smallProcedure, smallRecords } from "../small-records.ts";

const shipped = smallRecords();
const [procedure = smallProcedure()] = shipped.procedures;
const version = (id: number, ...changes: CatalogChange[]) => ({ id, changes });
const renamed = toChange(shipped, "procedure", "khai-sinh", { ...procedure, name: "Khai sinh" });

describe("versions of the catalogue", () => {
  test("change a record and leave every other list the same object", () => {
    const after = applyVersions(shipped, [version(1, renamed)]);
    expect(after.procedures.map(({ name }) => name)).toEqual(["Khai sinh", "Ứng dụng iHanoi"]);
    expect(after.points).toBe(shipped.points);
    expect(after.guides).toBe(shipped.guides);
    expect(applyVersions(shipped, [])).toBe(shipped);
  });

  test("change only the fields that were edited, so that two edits of one record both hold", () => {
    const who = toChange(shipped, "procedure", "khai-sinh", { ...procedure, who: "Cha, mẹ" });
    const after = applyVersions(shipped, [version(1, renamed), version(2, who)]);
    expect(after.procedures[0]).toMatchObject({ name: "Khai sinh", who: "Cha, mẹ" });
    expect(changedFields(who)).toEqual(["who"]);
  });

  test("keep what a newer release ships in the other fields", () => {
    const newer = { ...shipped, procedures: [{ ...procedure, level: "Cấp xã" }] };
    const [after] = applyVersions(newer, [version(1, renamed)]).procedures;
    expect(after).toMatchObject({ name: "Khai sinh", level: "Cấp xã" });
  });

  test("the later of two changes of one field holds, and the earlier again without it", () => {
    const again = toChange(shipped, "procedure", "khai-sinh", { ...procedure, name: "Giấy" });
    const both = [version(1, renamed), version(2, again)];
    expect(applyVersions(shipped, both).procedures[0]?.name).toBe("Giấy");
    expect(applyVersions(shipped, both.slice(0, 1)).procedures[0]?.name).toBe("Khai sinh");
    expect(findConflicts(applyVersions(shipped, [version(1, renamed)]), again)).toEqual(["name"]);
    expect(findConflicts(shipped, again)).toEqual([]);
  });

  test("add, remove and take out of use", () => {
    const added = smallPoint({ id: "moi", parent: null });
    const changes = [
      toChange(shipped, "point", "moi", added),
      toChange(shipped, "point", "diem", null),
    ];
    const after = applyVersions(shipped, [version(1, ...changes)]);
    expect(after.points.map(({ id }) => id)).toEqual(["trung-tam", "moi"]);
  });

  test("ignore a change of a record that the release no longer ships", () => {
    const without = { ...shipped, procedures: [] };
    expect(applyVersions(without, [version(1, renamed)])).toBe(without);
  });

  test("set holidays, years and closures of areas", () => {
    const changes: CatalogChange[] = [
      {
        kind: "holiday",
        id: "2027-01-01",
        base: null,
        record: {
          date: "2027-01-01",
          weekday: "T6",
          name: "Tết Dương lịch",
          kind: "statutory",
          official: true,
          note: null,
          sources: [],
        },
      },
      { kind: "year", id: "2027", base: null, record: { year: "2027", official: true } },
      {
        kind: "closure",
        id: "bao",
        base: null,
        record: {
          id: "bao",
          area: { kind: "province", code: "79" },
          from: "2026-11-30",
          to: "2026-11-30",
          note: "bão",
        },
      },
    ];
    const after = applyVersions(shipped, [version(1, ...changes)]);
    expect(after.holidays.at(-1)?.name).toBe("Tết Dương lịch");
    expect(after.yearsOfficial).toEqual({ 2026: true, 2027: true });
    expect(after.areaClosures).toHaveLength(1);
    expect(validateConsistency(after)).toEqual([]);
    const nowhere = {
      ...changes[2],
      record: { ...changes[2]?.record, area: { kind: "ward", code: "0" } },
    };
    const wrong = applyVersions(shipped, [version(1, nowhere as CatalogChange)]);
    expect(validateConsistency(wrong)).toMatchObject([{ record: "bao", field: "area" }]);
  });

  test("read what was stored, and refuse what this release cannot read", () => {
    const stored = JSON.parse(JSON.stringify(renamed));
    expect(parseChange(stored)).toEqual(renamed);
    expect(parseChange({ ...stored, record: { ...stored.record, fees: "nothing" } })).toBeNull();
    expect(parseChange({ ...stored, kind: "from-the-future" })).toBeNull();
    expect(parseChange({ ...stored, record: null })).toEqual({ ...renamed, record: null });
  });
});
