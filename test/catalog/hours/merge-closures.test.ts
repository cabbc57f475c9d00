import { expect, test } from "@jest/globals";
import { addClosures, openDay, setOpenings } from "../../../src/catalog/hours/merge-closures.ts";

const today = "2026-11-25";
const day = (date: string, note: string | null = null, hours?: string) => ({
  from: `2026-${date}`,
  to: `2026-${date}`,
  note,
  ...(hours === undefined ? {} : { hours }),
});
const range = (from: string, to: string, note: string | null = null) => ({
  ...day(from, note),
  to: `2026-${to}`,
});
const afternoon = "12:00-18:00";

test("the same day twice is one closure, and what is over falls away", () => {
  const closures = addClosures([day("11-20"), day("11-28", "họp")], [day("11-28")], today);
  expect(closures).toEqual([day("11-28", "họp")]);
});

test("overlapping and adjacent days are one closure", () => {
  expect(addClosures([range("11-28", "11-30")], [range("11-30", "12-02")], today)).toEqual([
    range("11-28", "12-02"),
  ]);
  expect(addClosures([range("11-20", "11-26")], [day("11-27")], today)).toEqual([
    range("11-25", "11-27"),
  ]);
});

test("a reason given later holds for its own days only", () => {
  expect(addClosures([range("11-28", "11-30", "họp")], [day("11-29", "mất điện")], today)).toEqual([
    day("11-28", "họp"),
    day("11-29", "mất điện"),
    day("11-30", "họp"),
  ]);
});

test("a whole day takes the place of its parts, and a part adds nothing to a whole day", () => {
  const part = day("11-28", "họp", afternoon);
  expect(addClosures([part], [day("11-28")], today)).toEqual([day("11-28", "họp")]);
  expect(addClosures([day("11-28")], [part], today)).toEqual([day("11-28")]);
  expect(addClosures([part], [part], today)).toEqual([part]);
});

test("a day in the middle is opened without the others", () => {
  expect(
    openDay([range("11-25", "11-27"), day("11-26", null, afternoon)], "2026-11-26", today),
  ).toEqual([day("11-25"), day("11-27")]);
});

test("a single day of several gets hours of its own", () => {
  const present = [{ ...range("11-28", "11-30"), hours: "08:00-11:00" }];
  const set = new Map([["2026-11-29", { hours: "08:00-17:00", note: null }]]);
  expect(setOpenings(present, set, today)).toEqual([
    { ...day("11-28"), hours: "08:00-11:00" },
    { ...day("11-29"), hours: "08:00-17:00" },
    { ...day("11-30"), hours: "08:00-11:00" },
  ]);
});
