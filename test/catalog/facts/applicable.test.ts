import { describe, expect, test } from "@jest/globals";
import { findApplicable } from "../../../src/catalog/facts/applicable.ts";
import type { Fee } from "../../../src/catalog/procedure-schema.ts";
import { smallAmount, smallFee, smallRecords } from "../small-records.ts";

const sources = new Map(smallRecords().sources.map((source) => [source.id, source]));
const situation = {
  sources,
  checked: "2026-11-29",
  day: "2026-11-29",
  answers: new Map<string, string>(),
  province: null,
};
const figures = (fees: readonly Fee[], changes: Partial<typeof situation> | object = {}) =>
  findApplicable(fees, { ...situation, ...changes }).map(({ fact }) => fact.vnd);

const halved = smallFee({ vnd: 25_000, valid_to: "2026-12-31" });
const whole = smallFee({ vnd: 50_000, valid_from: "2027-01-01" });

describe("on each day", () => {
  test("only the figure of that day holds", () => {
    expect(figures([halved, whole], { day: "2026-12-31" })).toEqual([25_000]);
    expect(figures([halved, whole], { day: "2027-01-01" })).toEqual([50_000]);
  });

  test("a figure that lapses within 60 days is told with what follows", () => {
    const [soon] = findApplicable([halved, whole], situation);
    expect([soon?.ends, soon?.next?.vnd]).toEqual(["2026-12-31", 50_000]);
    const [early] = findApplicable([halved, whole], { ...situation, day: "2026-11-01" });
    expect([early?.ends, early?.next]).toEqual(["2026-12-31", whole]);
    const [tooEarly] = findApplicable([halved, whole], { ...situation, day: "2026-10-31" });
    expect([tooEarly?.ends, tooEarly?.next]).toEqual([null, null]);
  });

  test("a figure that begins within 60 days is announced if nothing precedes it", () => {
    const [coming] = findApplicable([whole], situation);
    expect(coming?.begins).toBe("2027-01-01");
    expect(findApplicable([whole], { ...situation, day: "2026-10-01" })).toEqual([]);
  });

  test("money received is told with what held before, because the day of the event decides", () => {
    const before = smallAmount({ vnd: 500_000, valid_to: "2026-06-30" });
    const [now] = findApplicable([before, smallAmount({ valid_from: "2026-07-01" })], situation);
    expect([now?.fact.vnd, now?.previous?.vnd]).toEqual([540_000, 500_000]);
  });
});

describe("for one resident", () => {
  const fees = [
    smallFee({ vnd: 1, when: { ly_do: "mat" } }),
    smallFee({ vnd: 2, when: { ly_do: ["hong", "sai"] } }),
    smallFee({ vnd: 3 }),
  ];

  test("an answer rules out the figures of other answers", () => {
    expect(figures(fees, { answers: new Map([["ly_do", "sai"]]) })).toEqual([2, 3]);
  });

  test("without the answer, each figure names what it depends on", () => {
    const found = findApplicable(fees, situation);
    expect(found.map(({ undecided }) => undecided)).toEqual([
      [["ly_do", ["mat"]]],
      [["ly_do", ["hong", "sai"]]],
      [],
    ]);
  });

  test("a figure of the own province replaces the general one, channel by channel", () => {
    const local = [
      smallFee({ vnd: null }),
      smallFee({ vnd: 0, channel: "online", province: ["Hải Phòng"] }),
      smallFee({ vnd: 5, channel: "in_person", province: ["Hà Nội"] }),
    ];
    const told = (province: string) =>
      findApplicable(local, { ...situation, province }).map(({ fact }) => [fact.channel, fact.vnd]);
    expect(told("Hải Phòng")).toEqual([
      ["in_person", null],
      ["online", 0],
    ]);
    expect(told("Hà Nội")).toEqual([
      ["online", null],
      ["in_person", 5],
    ]);
    expect(told("Huế")).toEqual([["any", null]]);
    expect(figures(local)).toEqual([null, 0, 5]);
  });
});

describe("a doubt", () => {
  const doubtOf = (fee: Fee, checked = "2026-11") =>
    findApplicable([fee], { ...situation, checked })[0]?.doubt;

  test("goes with a weak fact and carries the date of its source", () => {
    expect(doubtOf(smallFee({ strength: "secondary", source: "bao" }))).toEqual({
      asOf: "2026-10-05",
    });
    expect(doubtOf(smallFee({ strength: "inferred", source: "mất" }))).toEqual({ asOf: "2026-11" });
    expect(doubtOf(smallFee())).toBeNull();
  });

  test("goes with every fact that was checked more than a year ago", () => {
    expect(doubtOf(smallFee(), "2025-10")).toEqual({ asOf: "2025-10" });
    expect(doubtOf(smallFee(), "2025-11")).toBeNull();
  });
});
