import { describe, expect, test } from "@jest/globals";
import { findApplicable } from "../../src/catalog/facts/applicable.ts";
import type { Amount, Fee, ProcessingTime } from "../../src/catalog/procedure-schema.ts";
import { buildChecklist } from "../../src/catalog/procedures/checklist.ts";
import { createFactLines } from "../../src/wording/fact-lines.ts";
import { checklistPhrases } from "../../src/wording/vi/checklist.ts";
import { wordingIn } from "../../src/wording/wording.ts";
import {
  smallAmount,
  smallFee,
  smallGuide,
  smallProcedure,
  smallRecords,
  smallTime,
} from "../catalog/small-records.ts";

const lines = createFactLines(checklistPhrases.facts);
const sources = new Map(smallRecords().sources.map((source) => [source.id, source]));

function onDay<Fact extends Fee | ProcessingTime | Amount>(day: string, facts: readonly Fact[]) {
  const situation = { sources, checked: "2026-11", day, answers: new Map(), province: null };
  return findApplicable(facts, situation).map((found) => ({
    ...found,
    needs: found.undecided.map(([, values]) => values.join(" / ")),
  }));
}
const feesOn = (day: string, ...fees: Fee[]) => lines.fees(onDay(day, fees));

describe("a fee", () => {
  test("is told with its unit, and as nothing if it is nothing", () => {
    expect(feesOn("2026-11-29", smallFee())).toEqual(["8.000 đ một bản."]);
    expect(feesOn("2026-11-29", smallFee({ unit: "lần" }))).toEqual(["8.000 đ."]);
    expect(feesOn("2026-11-29", smallFee({ vnd: 0 }))).toEqual(["Không mất tiền."]);
  });

  test("says until when it holds and what follows, within 60 days only", () => {
    const fees = [
      smallFee({ vnd: 25_000, unit: "thẻ", valid_to: "2026-12-31" }),
      smallFee({ vnd: 50_000, unit: "thẻ", valid_from: "2027-01-01" }),
    ];
    expect(feesOn("2026-11-29", ...fees)).toEqual([
      "25.000 đ một thẻ đến hết 31/12/2026; từ 01/01/2027 là 50.000 đ một thẻ.",
    ]);
    expect(feesOn("2026-10-01", ...fees)).toEqual(["25.000 đ một thẻ."]);
    expect(feesOn("2027-01-01", ...fees)).toEqual(["50.000 đ một thẻ."]);
  });

  test("names its channel, its group and its province", () => {
    expect(
      feesOn(
        "2026-11-29",
        smallFee({ unit: "hồ sơ" }),
        smallFee({ channel: "online", vnd: 0, who: "người có VNeID mức 2" }),
        smallFee({ channel: "in_person", province: ["Hà Nội"], vnd: 5000, unit: "hồ sơ" }),
      ),
    ).toEqual([
      "Ở Hà Nội, nộp tại quầy: 5.000 đ.",
      "Nơi khác: 8.000 đ.",
      "Nộp trên mạng, người có VNeID mức 2: không mất tiền.",
    ]);
  });

  test("that is weakly founded carries its date where it stands", () => {
    const weak = smallFee({ strength: "secondary", source: "bao", unit: "lần" });
    expect(feesOn("2026-11-29", weak)).toEqual([
      "8.000 đ (theo thông tin ngày 5/10/2026, bác hỏi lại cho chắc).",
    ]);
  });

  test("is never invented", () => {
    const byProvince = smallFee({ vnd: null, basis: "Nghị quyết của HĐND tỉnh" });
    expect(feesOn("2026-11-29", byProvince)[0]).toMatch(/tỉnh, thành phố quy định/);
    expect(feesOn("2026-11-29", smallFee({ vnd: null }))[0]).toMatch(/chưa có số/);
    const rate = smallFee({ vnd: null, rate_percent: 0.5, rate_of: "giá trị nhà đất" });
    expect(feesOn("2026-11-29", rate)).toEqual(["0,5 % giá trị nhà đất."]);
  });

  test("of nothing for everybody makes the free groups superfluous", () => {
    const fees = [smallFee({ vnd: 0 }), smallFee({ vnd: 0, who: "trẻ em" })];
    expect(feesOn("2026-11-29", ...fees)).toEqual(["Không mất tiền."]);
  });
});

test("a time limit is told in its unit, with what residents should know besides", () => {
  const times = [
    smallTime({ value: 7, say: "Phải xác minh thì lâu hơn." }),
    smallTime({ value: 0, unit: "ngày", channel: "online" }),
  ];
  expect(lines.times(onDay("2026-11-29", times))).toEqual([
    "7 ngày làm việc. Phải xác minh thì lâu hơn.",
    "Nộp trên mạng: xong trong ngày.",
  ]);
});

test("what the record says beside a missing figure is told in its place", () => {
  const fee = smallFee({ vnd: null, say: "Tính bằng đô la Mỹ." });
  expect(feesOn("2026-11-29", fee)).toEqual(["Tính bằng đô la Mỹ."]);
  expect(feesOn("2026-11-29", { ...fee, channel: "online" })).toEqual([
    "Nộp trên mạng: tính bằng đô la Mỹ.",
  ]);
});

test("money received is told with what held before, because the day of the event decides", () => {
  const amounts = [
    smallAmount({ vnd: 500_000, valid_to: "2026-06-30" }),
    smallAmount({ valid_from: "2026-07-01" }),
  ];
  expect(lines.amounts(onDay("2026-11-29", amounts))).toEqual([
    "Trợ cấp: 540.000 đ một tháng; trước 01/07/2026 là 500.000 đ một tháng.",
  ]);
});

describe("every kind of fact in both languages", () => {
  const procedure = smallProcedure({
    branch_questions: [],
    documents: [
      {
        name: "Tờ khai",
        form: "Mẫu 01",
        note: null,
        condition: "Chỉ khi nhờ người khác đi thay",
        originals: "submit",
        valid_from: null,
        valid_to: "2026-12-31",
        source: "luat",
      },
      {
        name: "Tờ khai",
        form: "Mẫu 02",
        note: null,
        condition: null,
        originals: "submit",
        valid_from: "2027-01-01",
        valid_to: null,
        source: "luat",
      },
    ],
    fees: [
      smallFee({ vnd: null, rate_percent: 2, rate_of: "giá bán" }),
      smallFee({ channel: "online", vnd: 0, valid_to: "2026-12-31" }),
      smallFee({ channel: "post", vnd: 3000, valid_from: "2027-01-01" }),
    ],
    processing_times: [smallTime({ who: "hồ sơ thường", valid_to: "2026-12-31" })],
    amounts: [
      smallAmount({ vnd: 500_000, valid_to: "2026-06-30" }),
      smallAmount({ valid_from: "2026-07-01" }),
    ],
  });
  const guide = smallGuide({ questions: [], issuers: {} });
  const told = (language: "vi" | "en") =>
    wordingIn(language).checklist.complete(
      buildChecklist(procedure, guide, new Map(), {
        glossary: [],
        sources,
        now: new Date("2026-11-29T09:00:00+07:00"),
        province: null,
        call: null,
      }),
    );

  test.each([
    ["vi", "2 % giá bán"],
    ["vi", "không mất tiền đến hết 31/12/2026, sau đó theo mức thường"],
    ["vi", "Từ 01/01/2027, gửi qua bưu điện: 3.000 đ một bản."],
    ["vi", "1 ngày làm việc đến hết 31/12/2026, sau đó cháu chưa có mức mới"],
    ["vi", "540.000 đ một tháng; trước 01/07/2026 là 500.000 đ một tháng"],
    ["vi", "Dùng đến hết 31/12/2026; sau đó dùng Mẫu 02"],
    ["vi", "Chỉ khi nhờ người khác đi thay"],
    ["en", "2 % of giá bán"],
    ["en", "no fee until 31/12/2026, then the usual amount"],
    ["en", "From 01/01/2027, by post: 3,000 đồng per bản."],
    ["en", "until 31/12/2026, then I do not know the new amount"],
    ["en", "before 01/07/2026 it was 500,000 đồng per tháng"],
    ["en", "Used until 31/12/2026; after that Mẫu 02"],
  ] as const)("%s says “%s”", (language, words) => {
    expect(told(language)).toContain(words);
  });
});
