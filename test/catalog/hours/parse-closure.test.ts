import { expect, test } from "@jest/globals";
import { parseClosure } from "../../../src/catalog/hours/parse-closure.ts";

const today = "2026-11-23";

test.each([
  ["nghỉ 28/11", "2026-11-28", "2026-11-28"],
  ["28/11", "2026-11-28", "2026-11-28"],
  ["Nghỉ ngày 28.11", "2026-11-28", "2026-11-28"],
  ["nghỉ từ ngày 28/11 đến ngày 2/12", "2026-11-28", "2026-12-02"],
  ["28/11 - 30/11", "2026-11-28", "2026-11-30"],
  ["30/12 đến 2/1", "2026-12-30", "2027-01-02"],
  ["2/1", "2027-01-02", "2027-01-02"],
  ["20/11", "2026-11-20", "2026-11-20"],
  ["1/2/2027 tới 3/2/2027", "2027-02-01", "2027-02-03"],
])("“%s” is read as the closure from %s to %s", (typed, from, to) => {
  expect(parseClosure(typed, today)).toEqual({ from, to });
});

test.each(["", "mai", "30/2", "32/11", "2/12 đến 28/11/2026", "28/11 sáng"])(
  "“%s” is refused as a closure",
  (typed) => {
    expect(parseClosure(typed, today)).toBeNull();
  },
);
