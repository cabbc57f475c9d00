import { describe, expect, test } from "@jest/globals";
import { parseClosedDays } from "../../../src/catalog/hours/parse-closed-days.ts";

/** A Wednesday. */
const now = new Date("2026-11-25T09:00:00+07:00");
const morning = "06:00-12:00";
const afternoon = "12:00-18:00";

describe("days of closures as staff type them", () => {
  test.each([
    ["hôm nay", "2026-11-25", "2026-11-25", undefined],
    ["nghỉ hôm nay", "2026-11-25", "2026-11-25", undefined],
    ["hom nay", "2026-11-25", "2026-11-25", undefined],
    ["ngày mai", "2026-11-26", "2026-11-26", undefined],
    ["mai", "2026-11-26", "2026-11-26", undefined],
    ["chiều mai", "2026-11-26", "2026-11-26", afternoon],
    ["chiều nay", "2026-11-25", "2026-11-25", afternoon],
    ["nghỉ chiều nay", "2026-11-25", "2026-11-25", afternoon],
    ["thứ 7 này", "2026-11-28", "2026-11-28", undefined],
    ["thứ 7", "2026-11-28", "2026-11-28", undefined],
    ["sáng thứ bảy", "2026-11-28", "2026-11-28", morning],
    ["28/11", "2026-11-28", "2026-11-28", undefined],
    ["28/11 sáng", "2026-11-28", "2026-11-28", morning],
    ["sáng 3/12", "2026-12-03", "2026-12-03", morning],
    ["từ 3/12 đến 5/12", "2026-12-03", "2026-12-05", undefined],
    ["3/12 - 5/12", "2026-12-03", "2026-12-05", undefined],
    ["từ mai đến thứ 6", "2026-11-26", "2026-11-27", undefined],
    ["thứ 6 đến thứ 2", "2026-11-27", "2026-11-30", undefined],
    ["tuần sau", "2026-11-30", "2026-12-06", undefined],
    ["mai từ 14h đến 16h", "2026-11-26", "2026-11-26", "14:00-16:00"],
    ["mai 8h30-10h", "2026-11-26", "2026-11-26", "08:30-10:00"],
    ["từ 15h chiều nay", "2026-11-25", "2026-11-25", "15:00-24:00"],
  ])("“%s”", (typed, from, to, hours) => {
    expect(parseClosedDays(typed, now)).toEqual([
      hours === undefined ? { from, to } : { from, to, hours },
    ]);
  });

  test("several at once", () => {
    expect(parseClosedDays("3/12, chiều 4/12 và 7/12", now)).toEqual([
      { from: "2026-12-03", to: "2026-12-03" },
      { from: "2026-12-04", to: "2026-12-04", hours: afternoon },
      { from: "2026-12-07", to: "2026-12-07" },
    ]);
  });

  test.each([
    ["", "unclear"],
    ["bận việc nhà", "unclear"],
    ["30/2", "unclear"],
    ["32/11", "unclear"],
    ["30/12 đến 28/12", "unclear"],
    ["28/11 30/11", "unclear"],
    ["14h mai", "unclear"],
    ["24/11", "past"],
    ["sáng 24/11", "past"],
  ])("“%s” is refused as %s", (typed, fault) => {
    expect(parseClosedDays(typed, now)).toBe(fault);
  });

  test("a part of today that is over is past", () => {
    expect(parseClosedDays("sáng nay", new Date("2026-11-25T14:00:00+07:00"))).toBe("past");
  });
});
