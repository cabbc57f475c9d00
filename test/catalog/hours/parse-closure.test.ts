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
  ["28/12 đến 5/1", "2026-12-28", "2027-01-05"],
  ["1/12 đến 31/5", "2026-12-01", "2027-05-31"],
  ["30/12/2026 đến 28/12/2027", "2026-12-30", "2027-12-28"],
  ["28/11 ðến 30/11", "2026-11-28", "2026-11-30"],
  ["nghỉ từ 28/11 đến 30/11".normalize("NFD"), "2026-11-28", "2026-11-30"],
])("“%s” is read as the closure from %s to %s", (typed, from, to) => {
  expect(parseClosure(typed, today)).toEqual({ from, to });
});

test.each(["", "mai", "30/2", "32/11", "28/11 sáng"])("“%s” is refused as a closure", (typed) => {
  expect(parseClosure(typed, today)).toBeNull();
});

test.each([
  "30/12 đến 28/12",
  "30/12 - 29/12",
  "30/12/2026 đến 28/12",
  "30/12 đến 28/12/2026",
  "2/12 đến 28/11",
  "2/12 đến 28/11/2026",
  "15/3 đến 14/3",
  "1/12 đến 15/6",
  "3/2/2027 đến 1/2/2027",
])("“%s”, which ends before it begins, is refused", (typed) => {
  expect(parseClosure(typed, today)).toBeNull();
});
