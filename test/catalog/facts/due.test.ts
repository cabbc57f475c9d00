import { describe, expect, test } from "@jest/globals";
import { fieldOf } from "../../../src/catalog/facts/dated-parts.ts";
import { type DueFact, listDue } from "../../../src/catalog/facts/due.ts";
import type { Procedure } from "../../../src/catalog/procedure-schema.ts";
import {
  otherProcedure,
  smallAmount,
  smallFee,
  smallProcedure,
  smallRecords,
  smallTime,
} from "../small-records.ts";

const day = "2026-11-23";
const sources = new Map(smallRecords().sources.map((source) => [source.id, source]));

function dueIn(procedures: readonly Procedure[], asked?: ReadonlyMap<string, number>): DueFact[] {
  return listDue({ procedures, sources, day, ...(asked !== undefined && { asked }) });
}

/** Lists what is due of a record without other facts, as `reason field day: what → what follows`. */
function linesOf(changes: Partial<Procedure>): string[] {
  const bare = { documents: [], fees: [], processing_times: [], checked: "2026-07" };
  return dueIn([smallProcedure({ ...bare, ...changes })]).map(({ reason, part, on, next }) =>
    [
      reason,
      part === null ? "record" : fieldOf(part),
      on,
      ...(part === null ? [] : [part.states, "→", next?.states ?? null]),
    ].join(" "),
  );
}

const half = smallFee({ vnd: 4000, valid_to: "2026-12-31" });
const whole = smallFee({ vnd: 8000, valid_from: "2027-01-01" });

describe("what lapses", () => {
  test("a record on which nothing is dated, weak or old is not listed", () => {
    expect(dueIn(smallRecords().procedures)).toEqual([]);
  });

  test("is listed 60 days ahead, and not before", () => {
    const lastDay = smallFee({ valid_to: "2027-01-22" });
    const later = smallFee({ valid_to: "2027-01-23", channel: "online" });
    expect(linesOf({ fees: [lastDay, later] })).toEqual([
      "lapses fees[0] 2027-01-22 8.000 đ/bản → ",
    ]);
  });

  test("is still listed as lapsing on its last day, and as lapsed from the next", () => {
    expect(linesOf({ fees: [smallFee({ valid_to: day })] })).toEqual([
      "lapses fees[0] 2026-11-23 8.000 đ/bản → ",
    ]);
    expect(linesOf({ fees: [smallFee({ valid_to: "2026-11-22" })] })).toEqual([
      "lapsed fees[0] 2026-11-22 8.000 đ/bản → ",
    ]);
  });

  test("is one line with what follows, if the record says", () => {
    expect(linesOf({ fees: [half, whole] })).toEqual([
      "lapses fees[0] 2026-12-31 4.000 đ/bản → 8.000 đ/bản",
    ]);
  });

  test("is not followed by what holds for another case", () => {
    expect(linesOf({ fees: [half, { ...whole, channel: "online" }] })).toEqual([
      "lapses fees[0] 2026-12-31 4.000 đ/bản → ",
      "begins fees[1] 2027-01-01 8.000 đ/bản → ",
    ]);
  });

  test("is settled once what follows has begun, also after a gap", () => {
    const ended = smallFee({ valid_to: "2026-06-30" });
    const begun = smallFee({ vnd: 9000, valid_from: "2026-07-01" });
    expect(linesOf({ fees: [ended, begun] })).toEqual([]);
    expect(linesOf({ fees: [ended, { ...begun, valid_from: "2026-09-01" }] })).toEqual([]);
  });

  test("is named once if a chain of figures has ended", () => {
    const first = smallFee({ valid_to: "2025-12-31" });
    const second = smallFee({ vnd: 9000, valid_from: "2026-01-01", valid_to: "2026-10-31" });
    expect(linesOf({ fees: [first, second] })).toEqual([
      "lapsed fees[1] 2026-10-31 9.000 đ/bản → ",
    ]);
  });

  test("of a special case is followed by the usual figure", () => {
    const free = smallFee({ who: "hộ nghèo", vnd: 0, valid_to: "2026-12-31" });
    expect(linesOf({ fees: [smallFee(), free] })).toEqual([
      "lapses fees[1] 2026-12-31 0 đ/bản → 8.000 đ/bản",
    ]);
    expect(linesOf({ fees: [smallFee(), { ...free, valid_to: "2026-10-31" }] })).toEqual([]);
    const other = smallAmount({ what: "Tiền tàu xe" });
    const own = smallAmount({ who: "hộ nghèo", valid_to: "2026-10-31" });
    expect(linesOf({ amounts: [other, own] })).toEqual([
      "lapsed amounts[1] 2026-10-31 540.000 đ/tháng → ",
    ]);
  });

  test("may be a time, an amount, a paper, the result or a remark", () => {
    const ends = { valid_from: null, valid_to: "2026-12-31" };
    const begins = { valid_from: "2027-01-01", valid_to: null };
    const [paper] = smallProcedure().documents;
    if (paper === undefined) throw new Error("the small procedure has a document");
    const remark = { kind: "tip", say: "Năm 2026 nộp tới tháng 12.", source: "luat" } as const;
    expect(
      linesOf({
        processing_times: [smallTime(ends), smallTime({ ...begins, value: 3, unit: null })],
        amounts: [smallAmount(ends), smallAmount({ ...begins, vnd: null, formula: "30 %" })],
        documents: [
          { ...paper, ...ends, name: "Mẫu cũ" },
          { ...paper, ...begins, name: "Mẫu mới" },
        ],
        results: [
          { ...ends, name: "Trích lục", source: "luat" },
          { ...begins, name: "Giấy chứng tử", source: "luat" },
        ],
        clerk_says: [
          { ...remark, ...ends },
          { ...remark, valid_from: null, valid_to: "2026-06-30" },
        ],
      }),
    ).toEqual([
      "lapses processing_times[0] 2026-12-31 1 ngày làm việc → 3 ngày",
      "lapses amounts[0] 2026-12-31 540.000 đ/tháng → 30 %",
      "lapses documents[0] 2026-12-31 Mẫu cũ → Mẫu mới",
      "lapses results[0] 2026-12-31 Trích lục → Giấy chứng tử",
      "lapses clerk_says[0] 2026-12-31 Năm 2026 nộp tới tháng 12. → ",
    ]);
  });
});

test("what begins within 60 days is listed if nothing ends before it", () => {
  const later = smallFee({ valid_from: "2027-01-23", channel: "online" });
  expect(linesOf({ fees: [whole, later] })).toEqual(["begins fees[0] 2027-01-01 8.000 đ/bản → "]);
});

test("what nobody has read in the law is weak, as of its source's date or the record's", () => {
  const fees = [
    smallFee({ strength: "secondary", source: "bao" }),
    smallFee({ strength: "inferred", source: "mất", channel: "online" }),
    smallFee({ strength: "official summary", channel: "post" }),
  ];
  const place = { province: "Hà Nội", province_code: "01", agency: "Chi nhánh", source: "bao" };
  expect(linesOf({ fees, agency_by_province: [{ ...place, strength: "unknown" }] })).toEqual([
    "weak fees[1] 2026-07 8.000 đ/bản → ",
    "weak fees[0] 2026-10-05 8.000 đ/bản → ",
    "weak agency_by_province[0] 2026-10-05 Chi nhánh → ",
  ]);
});

test("a record that was checked more than a year ago, or never, is old", () => {
  expect(linesOf({ checked: "2025-11-22" })).toEqual(["old record 2025-11-22"]);
  expect(linesOf({ checked: "2025-11-23" })).toEqual([]);
  expect(linesOf({ checked: "2025" })).toEqual([]);
  expect(linesOf({ checked: null })).toEqual(["old record "]);
});

test("a part is named by its group, its answers and its provinces", () => {
  const fee = smallFee({
    who: "trẻ em",
    when: { noi_sinh: ["co_so", "nha"] },
    province: ["Hà Nội"],
    valid_to: "2026-12-31",
  });
  const amount = smallAmount({ when: { tre: "co" }, valid_to: "2026-12-31" });
  const due = dueIn([smallProcedure({ fees: [fee], amounts: [amount] })]);
  expect(due.map(({ part }) => part?.what)).toEqual([
    "trẻ em, Bệnh viện / Ở nhà, Hà Nội",
    "Trợ cấp, Có",
  ]);
});

describe("the order", () => {
  const old = (id: string, demand: number, checked = "2024") => ({
    ...otherProcedure(),
    id,
    demand,
    checked,
  });
  const records = [old("hiem", 4), old("vua", 2), old("hang-ngay", 1), old("vua-cu", 2, "2020")];

  test("is by reason, then by demand, then by day", () => {
    const lapsing = { ...old("sap-het", 4, "2026-07"), fees: [half] };
    const due = dueIn([...records, lapsing]);
    expect(due.map(({ procedure, asked }) => [procedure, asked])).toEqual([
      ["sap-het", null],
      ["hang-ngay", null],
      ["vua-cu", null],
      ["vua", null],
      ["hiem", null],
    ]);
  });

  test("is by what was asked for, where that is known", () => {
    const asked = new Map([
      ["hiem", 12],
      ["vua", 3],
    ]);
    expect(dueIn(records, asked).map(({ procedure, asked: count }) => [procedure, count])).toEqual([
      ["hiem", 12],
      ["vua", 3],
      ["hang-ngay", 0],
      ["vua-cu", 0],
    ]);
  });
});
