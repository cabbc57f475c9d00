import { describe, expect, test } from "@jest/globals";
import type { Fee, Procedure } from "../../../src/catalog/procedure-schema.ts";
import type { CatalogRecords, Guide, HelpPoint } from "../../../src/catalog/schema.ts";
import { validateRecords } from "../../../src/catalog/validation/validate-records.ts";
import {
  otherProcedure,
  smallFee,
  smallGuide,
  smallPoint,
  smallProcedure,
  smallRecords,
} from "../small-records.ts";

/** Formats each issue as one line: file, record, field, reason. */
function issuesOf(
  changes: Partial<CatalogRecords>,
  guideFiles?: ReadonlyMap<string, string>,
): string[] {
  return validateRecords(smallRecords(changes), guideFiles).map(
    ({ file, record, field, reason }) => `${file} ${record} ${field}: ${reason}`,
  );
}

const other = otherProcedure();
const otherGuide: Guide = {
  procedure: "ihanoi",
  short: "iHanoi",
  purpose: "Cài ứng dụng",
  questions: [],
};
const withProcedure = (changes: Partial<Procedure>) =>
  issuesOf({ procedures: [smallProcedure(changes), other] });
const withGuide = (changes: Partial<Guide>) =>
  issuesOf({ guides: [smallGuide(changes), otherGuide] });
const withPoint = (changes: Partial<HelpPoint>) =>
  issuesOf({ points: [smallPoint(changes), smallPoint({ id: "trung-tam", parent: null })] });

test("a valid catalogue has no issues", () => {
  expect(issuesOf({})).toEqual([]);
});

describe("a procedure", () => {
  const [paper] = smallProcedure().documents;

  test("must not occur twice", () => {
    expect(issuesOf({ procedures: [smallProcedure(), other, other] })).toEqual([
      'procedures ihanoi id: "ihanoi" occurs more than once',
    ]);
  });

  test("must not tie a document to a question it doesn't have", () => {
    expect(
      withProcedure({ documents: paper ? [{ ...paper, when: { tuoi: "tu_14" } }] : [] }),
    ).toContain(
      'procedures khai-sinh documents[0].when.tuoi: this procedure has no question "tuoi"',
    );
  });

  test("must not tie a document to an answer that its question doesn't have", () => {
    const documents = paper ? [{ ...paper, when: { noi_sinh: ["nha", "xe"] } }] : [];
    expect(withProcedure({ documents })).toEqual([
      'procedures khai-sinh documents[0].when.noi_sinh: "xe" is not an answer to the question "noi_sinh"',
    ]);
  });

  test("must not be related to one that doesn't exist", () => {
    expect(withProcedure({ related: ["ihanoi", "ket-hon"] })).toEqual([
      'procedures khai-sinh related[1]: "ket-hon" is not a procedure',
    ]);
  });

  test("must not use a question id or an answer twice", () => {
    const [first, second] = smallProcedure().branch_questions;
    if (!first || !second) throw new Error("the small procedure has two questions");
    const [option] = first.options;
    const doubled = { ...first, options: option ? [...first.options, option] : [] };
    expect(withProcedure({ branch_questions: [doubled, second, second] })).toEqual([
      'procedures khai-sinh branch_questions[].id: "tre" occurs more than once',
      'procedures khai-sinh branch_questions[0].options[].value: "co_so" occurs more than once',
    ]);
  });

  test("must not link to a page that is none of its sources", () => {
    const page = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/1";
    expect(withProcedure({ detail_url: page })).toEqual([
      expect.stringContaining("detail_url: it is not among the sources of the record"),
    ]);
    const { sources } = smallProcedure({});
    expect(withProcedure({ detail_url: page, sources: [...sources, page] })).toEqual([]);
  });

  test("must be reached by a life event", () => {
    const lifeEvents = [{ id: "co-con", label: "Có con", title: "Có con", procedures: ["ihanoi"] }];
    expect(issuesOf({ lifeEvents })).toEqual([
      "procedures khai-sinh id: no life event leads to this procedure",
    ]);
  });

  test("must have a guide", () => {
    expect(issuesOf({ guides: [otherGuide] })).toEqual([
      "procedures khai-sinh id: this procedure has no guide",
    ]);
  });
});

test("a life event must not name a procedure that doesn't exist", () => {
  const lifeEvents = [
    { id: "co-con", label: "Có con", title: "Có con", procedures: ["khai-sinh", "ihanoi", "ma"] },
  ];
  expect(issuesOf({ lifeEvents })).toEqual([
    'life-events.json co-con procedures[2]: "ma" is not a procedure',
  ]);
});

test("a glossary term must not occur twice", () => {
  const term = { term: "trích lục", everyday: "bản sao" };
  expect(issuesOf({ glossary: [term, term] })).toEqual([
    'glossary.json trích lục term: "trích lục" occurs more than once',
  ]);
});

describe("a guide", () => {
  const [first, second] = smallGuide().questions;
  if (!first || !second) throw new Error("the small guide has two questions");

  test("is reported with the file that contains it", () => {
    const guides = [smallGuide({ questions: [] }), otherGuide];
    const files = new Map([["khai-sinh", "guides/ho-tich.json"]]);
    expect(issuesOf({ guides }, files)).toEqual([
      'guides/ho-tich.json khai-sinh questions: the question "noi_sinh" is missing',
      'guides/ho-tich.json khai-sinh questions: the question "tre" is missing',
    ]);
  });

  test("must belong to a procedure", () => {
    expect(
      issuesOf({ guides: [smallGuide(), otherGuide, { ...otherGuide, procedure: "ma" }] }),
    ).toEqual(['guides ma procedure: "ma" is not a procedure']);
  });

  test("must be the only one for its procedure", () => {
    expect(issuesOf({ guides: [smallGuide(), otherGuide, otherGuide] })).toEqual([
      'guides ihanoi procedure: "ihanoi" occurs more than once',
    ]);
  });

  test("must word every answer of a question", () => {
    const options = { co_so: { label: "Bệnh viện", note: "" } };
    expect(
      withGuide({
        questions: [
          { ...first, options },
          { ...second, only_if: {} },
        ],
      }),
    ).toEqual(['guides khai-sinh questions.noi_sinh.options: the answer "nha" is missing']);
  });

  test("must not add a question or an answer other than “none of these”", () => {
    const options = { ...first.options, xe: { label: "Trên xe", note: "" } };
    const added = { ...first, id: "mau", ask: "Màu gì?" };
    expect(withGuide({ questions: [{ ...first, options }, second, added] })).toEqual([
      'guides khai-sinh questions[2].id: the procedure has no question "mau"',
      'guides khai-sinh questions.noi_sinh.options.xe: the record has no answer "xe" to this question',
    ]);
  });

  test("must name a safe answer for who does not know", () => {
    const stopped = { label: "Bệnh viện", note: "", stops: "Không được." };
    const options = { ...first.options, co_so: stopped };
    expect(withGuide({ questions: [{ ...first, options }, second] })).toEqual([
      'guides khai-sinh questions.noi_sinh.unsure: "co_so" is no safe answer',
    ]);
  });

  test("must not tie a visit to an answer that it doesn't have, nor hide one behind another", () => {
    const visit = { online: "book", say: "Cài ứng dụng" } as const;
    expect(
      withGuide({ visits: [visit, { ...visit, when: { noi_sinh: "tren_troi" } }] }).filter(
        (issue) => issue.includes("visits"),
      ),
    ).toEqual([
      expect.stringContaining("visits[0].when: those after it are never told"),
      expect.stringContaining('visits[1].when.noi_sinh: "tren_troi" is no answer'),
    ]);
  });

  test("must not depend on a question that comes later", () => {
    expect(withGuide({ questions: [second, first] })).toEqual([
      'guides khai-sinh questions.tre.only_if.noi_sinh: "noi_sinh" is not an earlier question of this guide',
    ]);
  });

  test("must not depend on an answer that doesn't exist", () => {
    const questions = [first, { ...second, only_if: { noi_sinh: ["nha", "xe"] } }];
    expect(withGuide({ questions })).toEqual([
      'guides khai-sinh questions.tre.only_if.noi_sinh: "xe" is not an answer to the question "noi_sinh"',
    ]);
  });

  test.each([
    ["itself", "khai-sinh", "it leads to the procedure that asks"],
    ["nowhere", "ma", '"ma" is not a procedure'],
  ])("must not lead to %s", (_, leads_to, reason) => {
    const options = { ...first.options, nha: { label: "Ở nhà", note: "", leads_to } };
    expect(withGuide({ questions: [{ ...first, options }, second] })).toEqual([
      `guides khai-sinh questions.noi_sinh.options.nha.leads_to: ${reason}`,
    ]);
  });

  test("must not name an issuer for a document that the procedure does not have", () => {
    expect(withGuide({ issuers: { "Giấy sinh": { by: "Bệnh viện", source: "Luật" } } })).toEqual([
      'guides khai-sinh issuers["Giấy sinh"]: the procedure has no document of this name',
    ]);
  });

  test("must not hold a figure that the record doesn't state without an end", () => {
    expect(withGuide({ purpose: "Lệ phí 15.000 đồng" })).toEqual([
      "guides khai-sinh purpose: the record holds no “15.000 đồng” without an end",
    ]);
    expect(withGuide({ purpose: "Lệ phí 8.000 đồng, tức 8 nghìn, trong 01 ngày" })).toEqual([]);
    const fees = [smallFee({ valid_to: "2026-12-31" })];
    const guides = [smallGuide({ purpose: "Lệ phí 8.000 đồng" }), otherGuide];
    expect(issuesOf({ guides, procedures: [smallProcedure({ fees }), other] })).toEqual([
      "guides khai-sinh purpose: the record holds no “8.000 đồng” without an end",
    ]);
  });
});

describe("a dated fact", () => {
  const withFees = (...fees: Fee[]) => withProcedure({ fees });

  test("must come from a listed source", () => {
    expect(withFees(smallFee({ source: "đồn" }))).toEqual([
      'procedures khai-sinh fees[0].source: "đồn" is not a source',
    ]);
  });

  test("must not end before it begins", () => {
    expect(withFees(smallFee({ valid_from: "2027-01-01", valid_to: "2026-12-31" }))).toEqual([
      "procedures khai-sinh fees[0].valid_to: it ends on 2026-12-31, before it begins on 2027-01-01",
    ]);
  });

  test("must neither overlap with another of the same case nor leave a gap", () => {
    const first = smallFee({ valid_to: "2026-12-31" });
    const next = (valid_from: string) => smallFee({ vnd: 16_000, valid_from });
    expect(withFees(first, next("2027-01-01"))).toEqual([]);
    expect(withFees(first, next("2026-12-31"))).toEqual([
      "procedures khai-sinh fees[1].valid_from: the same case as fees[0] holds on the same days",
    ]);
    expect(withFees(first, next("2027-01-03"))).toEqual([
      "procedures khai-sinh fees[1].valid_from: no figure holds from 2027-01-01 to 2027-01-02",
    ]);
    expect(withFees(smallFee(), smallFee({ who: "trẻ em", vnd: 0 }))).toEqual([]);
  });

  test("must hold in provinces that exist, under answers that exist", () => {
    expect(withFees(smallFee({ province: ["Sài Gòn"], when: { tre: "xưa" } }))).toEqual([
      'procedures khai-sinh fees[0].when.tre: "xưa" is not an answer to the question "tre"',
      'procedures khai-sinh fees[0].province: "Sài Gòn" is not the short name of a province',
    ]);
  });

  test("must not be told with a figure of another one", () => {
    expect(withFees(smallFee({ say: "Hà Nội thu 5.000 đồng." }))).toEqual([
      "procedures khai-sinh fees[0].say: the number 5000 is not in this fact",
    ]);
  });
});

describe("a help point", () => {
  test.each<[string, Partial<HelpPoint>, string]>([
    ["be in an unknown ward", { ward_code: "1" }, "ward_code: no ward has the code 1"],
    ["be in an unknown province", { province: "Sài Gòn" }, 'province: "Sài Gòn" is not a province'],
    [
      "be in a ward of another province",
      { province: "Thành phố Hà Nội" },
      "ward_code: ward 27373 is not in Thành phố Hà Nội",
    ],
    [
      "have only one coordinate",
      { lat: 10.7 },
      "lat, lon, precision: some are given and some are null",
    ],
    ["have an unknown parent", { parent: "ma" }, 'parent: "ma" is not another point'],
    ["be its own parent", { parent: "diem" }, 'parent: "diem" is not another point'],
    [
      "name an unknown procedure",
      { services: ["khai-tu"] },
      'services[0]: "khai-tu" is not a procedure',
    ],
    [
      "misspell a procedure",
      { services: ["khai_sinh"] },
      'services[0]: "khai_sinh" is not a procedure',
    ],
    [
      "have a closure that ends before it begins",
      { closures: [{ from: "2026-12-02", to: "2026-12-01", note: null }] },
      "closures[0].to: 2026-12-01 is before 2026-12-02",
    ],
  ])("must not %s", (_, changes, issue) => {
    expect(withPoint(changes)).toEqual([`help_points.json diem ${issue}`]);
  });

  test("must have hours that can be parsed", () => {
    const [issue, ...more] = withPoint({ opening_hours: "sáng thứ hai" });
    expect(more).toEqual([]);
    expect(issue).toMatch(
      /^help_points\.json diem opening_hours: "sáng thứ hai" cannot be read: .+/,
    );
  });

  test("may describe its services in words", () => {
    expect(withPoint({ services: ["đất đai", "tài chính", "wifi mien phi", "ihanoi"] })).toEqual(
      [],
    );
  });
});

describe("a ward", () => {
  const [ward] = smallRecords().wards;
  if (!ward) throw new Error("the small catalogue has a ward");

  test("must not occur twice", () => {
    expect(issuesOf({ wards: [ward, ward] })).toEqual([
      'wards.json 27373 wards[].code: "27373" occurs more than once',
    ]);
  });

  test("must lie in a province", () => {
    const stray = { ...ward, code: "1", province_code: "99" };
    expect(issuesOf({ wards: [ward, stray] })).toEqual([
      "wards.json 1 province_code: no province has the code 99",
    ]);
  });
});

describe("a holiday", () => {
  const [bridge, workday] = smallRecords().holidays;
  if (!bridge || !workday) throw new Error("the small catalogue has two days");
  const { instead_of: _, ...workdayForNothing } = workday;

  test.each([
    [
      "occur twice",
      [bridge, bridge, workday],
      '2026-01-02 date: "2026-01-02" occurs more than once',
    ],
    [
      "have the weekday of another day",
      [bridge, { ...workday, weekday: "CN" as const }],
      "2026-01-10 weekday: 2026-01-10 is T7, not CN",
    ],
    [
      "be a worked day without its day off",
      [bridge, workdayForNothing],
      "2026-01-10 instead_of: a workday must name the day off that it makes up for",
    ],
    [
      "be a worked day for a day that is not off",
      [bridge, { ...workday, instead_of: "2026-01-05" }],
      "2026-01-10 instead_of: 2026-01-05 is not a day off in this file",
    ],
    [
      "be a day off that makes up for another",
      [{ ...bridge, instead_of: "2026-01-10" }, workday],
      "2026-01-02 instead_of: only a workday makes up for another day",
    ],
  ])("must not %s", (_, holidays, issue) => {
    expect(issuesOf({ holidays })).toEqual([`holidays.json ${issue}`]);
  });
});
