import { describe, expect, test } from "@jest/globals";
import type { CatalogRecords, Guide, HelpPoint, Procedure } from "../../../src/catalog/schema.ts";
import { validateRecords } from "../../../src/catalog/validation/validate-records.ts";
import {
  otherProcedure,
  smallGuide,
  smallPoint,
  smallProcedure,
  smallRecords,
} from "../small-records.ts";

/** Each fault as one line: file, record, field, reason. */
function faultsOf(
  changes: Partial<CatalogRecords>,
  guideFiles?: ReadonlyMap<string, string>,
): string[] {
  return validateRecords(smallRecords(changes), guideFiles).map(
    ({ file, record, field, reason }) => `${file} ${record} ${field}: ${reason}`,
  );
}

const other = otherProcedure();
const otherGuide: Guide = { procedure: "ihanoi", purpose: "Cài ứng dụng", questions: [] };
const withProcedure = (changes: Partial<Procedure>) =>
  faultsOf({ procedures: [smallProcedure(changes), other] });
const withGuide = (changes: Partial<Guide>) =>
  faultsOf({ guides: [smallGuide(changes), otherGuide] });
const withPoint = (changes: Partial<HelpPoint>) =>
  faultsOf({ points: [smallPoint(changes), smallPoint({ id: "trung-tam", parent: null })] });

test("a sound catalogue has no faults", () => {
  expect(faultsOf({})).toEqual([]);
});

describe("a procedure", () => {
  const [paper] = smallProcedure().documents;

  test("may stand only once", () => {
    expect(faultsOf({ procedures: [smallProcedure(), other, other] })).toEqual([
      'procedures.json ihanoi id: "ihanoi" stands more than once',
    ]);
  });

  test("must not tie a document to a question it doesn't have", () => {
    expect(
      withProcedure({ documents: paper ? [{ ...paper, when: { tuoi: "tu_14" } }] : [] }),
    ).toContain(
      'procedures.json khai-sinh documents[0].when.tuoi: this procedure has no question "tuoi"',
    );
  });

  test("must not tie a document to an answer that its question doesn't have", () => {
    const documents = paper ? [{ ...paper, when: { noi_sinh: ["nha", "xe"] } }] : [];
    expect(withProcedure({ documents })).toEqual([
      'procedures.json khai-sinh documents[0].when.noi_sinh: "xe" is no answer to the question "noi_sinh"',
    ]);
  });

  test("must not be related to one that doesn't exist", () => {
    expect(withProcedure({ related: ["ihanoi", "ket-hon"] })).toEqual([
      'procedures.json khai-sinh related[1]: "ket-hon" is no procedure',
    ]);
  });

  test("must not use one question id or one answer twice", () => {
    const [first, second] = smallProcedure().branch_questions;
    if (!first || !second) throw new Error("the small procedure has two questions");
    const [option] = first.options;
    const doubled = { ...first, options: option ? [...first.options, option] : [] };
    expect(withProcedure({ branch_questions: [doubled, second, second] })).toEqual([
      'procedures.json khai-sinh branch_questions[].id: "tre" stands more than once',
      'procedures.json khai-sinh branch_questions[0].options[].value: "co_so" stands more than once',
    ]);
  });

  test("must be reached by a life event", () => {
    const lifeEvents = [{ id: "co-con", label: "Có con", title: "Có con", procedures: ["ihanoi"] }];
    expect(faultsOf({ lifeEvents })).toEqual([
      "procedures.json khai-sinh id: no life event leads to this procedure",
    ]);
  });

  test("must have a guide", () => {
    expect(faultsOf({ guides: [otherGuide] })).toEqual([
      "procedures.json khai-sinh id: this procedure has no guide",
    ]);
  });
});

test("a life event must not name a procedure that doesn't exist", () => {
  const lifeEvents = [
    { id: "co-con", label: "Có con", title: "Có con", procedures: ["khai-sinh", "ihanoi", "ma"] },
  ];
  expect(faultsOf({ lifeEvents })).toEqual([
    'life-events.json co-con procedures[2]: "ma" is no procedure',
  ]);
});

test("a glossary term may stand only once", () => {
  const term = { term: "trích lục", everyday: "bản sao" };
  expect(faultsOf({ glossary: [term, term] })).toEqual([
    'glossary.json trích lục term: "trích lục" stands more than once',
  ]);
});

describe("a guide", () => {
  const [first, second] = smallGuide().questions;
  if (!first || !second) throw new Error("the small guide has two questions");

  test("is named with the file that it stands in", () => {
    const guides = [smallGuide({ questions: [] }), otherGuide];
    const files = new Map([["khai-sinh", "guides/ho-tich.json"]]);
    expect(faultsOf({ guides }, files)).toEqual([
      'guides/ho-tich.json khai-sinh questions: the question "noi_sinh" is missing',
      'guides/ho-tich.json khai-sinh questions: the question "tre" is missing',
    ]);
  });

  test("must belong to a procedure", () => {
    expect(
      faultsOf({ guides: [smallGuide(), otherGuide, { ...otherGuide, procedure: "ma" }] }),
    ).toEqual(['guides ma procedure: "ma" is no procedure']);
  });

  test("may stand only once for its procedure", () => {
    expect(faultsOf({ guides: [smallGuide(), otherGuide, otherGuide] })).toEqual([
      'guides ihanoi procedure: "ihanoi" stands more than once',
    ]);
  });

  test("must speak every answer of a question", () => {
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

  test("must not add an answer or a question, but for none of these", () => {
    const options = { ...first.options, xe: { label: "Trên xe", note: "" } };
    const added = { id: "mau", ask: "Màu gì?", options: {} };
    expect(withGuide({ questions: [{ ...first, options }, second, added] })).toEqual([
      'guides khai-sinh questions[2].id: the procedure has no question "mau"',
      'guides khai-sinh questions.noi_sinh.options.xe: the record has no answer "xe" to this question',
    ]);
  });

  test("must not depend on a question that comes later", () => {
    expect(withGuide({ questions: [second, first] })).toEqual([
      'guides khai-sinh questions.tre.only_if.noi_sinh: "noi_sinh" is no earlier question of this guide',
    ]);
  });

  test("must not depend on an answer that doesn't exist", () => {
    const questions = [first, { ...second, only_if: { noi_sinh: ["nha", "xe"] } }];
    expect(withGuide({ questions })).toEqual([
      'guides khai-sinh questions.tre.only_if.noi_sinh: "xe" is no answer to the question "noi_sinh"',
    ]);
  });

  test.each([
    ["itself", "khai-sinh", "the answer leads to the procedure that asks"],
    ["nowhere", "ma", '"ma" is no procedure'],
  ])("must not lead to %s", (_, leads_to, reason) => {
    const options = { ...first.options, nha: { label: "Ở nhà", note: "", leads_to } };
    expect(withGuide({ questions: [{ ...first, options }, second] })).toEqual([
      `guides khai-sinh questions.noi_sinh.options.nha.leads_to: ${reason}`,
    ]);
  });

  test("must not tell who issues a document that isn't needed", () => {
    expect(withGuide({ issuers: { "Giấy sinh": { by: "Bệnh viện", source: "Luật" } } })).toEqual([
      'guides khai-sinh issuers["Giấy sinh"]: the procedure has no document of this name',
    ]);
  });

  test("must not invent a fee or a time limit", () => {
    const reason = "is in neither the fee nor the processing time of the record";
    expect(withGuide({ fee_lines: [{ text: "Lệ phí 15.000 đồng" }] })).toEqual([
      `guides khai-sinh fee_lines[0].text: the number 15000 ${reason}`,
    ]);
    expect(withGuide({ time_lines: [{ text: "Có ngay" }, { text: "Trong 3 ngày" }] })).toEqual([
      `guides khai-sinh time_lines[1].text: the number 3 ${reason}`,
    ]);
  });
});

describe("a help point", () => {
  test.each<[string, Partial<HelpPoint>, string]>([
    ["in an unknown ward", { ward_code: "1" }, "ward_code: no ward has the code 1"],
    ["in an unknown province", { province: "Sài Gòn" }, 'province: "Sài Gòn" is no province'],
    [
      "in a ward of another province",
      { province: "Thành phố Hà Nội" },
      "ward_code: ward 27373 is not in Thành phố Hà Nội",
    ],
    ["at half a place", { lat: 10.7 }, "lat, lon, precision: some are given and some are null"],
    ["under an unknown point", { parent: "ma" }, 'parent: "ma" is no other point'],
    ["under itself", { parent: "diem" }, 'parent: "diem" is no other point'],
    [
      "for an unknown procedure",
      { services: ["khai-tu"] },
      'services[0]: "khai-tu" is no procedure',
    ],
    [
      "for a misspelt procedure",
      { services: ["khai_sinh"] },
      'services[0]: "khai_sinh" is no procedure',
    ],
    [
      "shut until before it is shut from",
      { closures: [{ from: "2026-12-02", to: "2026-12-01", note: null }] },
      "closures[0].to: 2026-12-01 is before 2026-12-02",
    ],
  ])("must not stand %s", (_, changes, fault) => {
    expect(withPoint(changes)).toEqual([`help_points.json diem ${fault}`]);
  });

  test("must have hours that can be read", () => {
    const [fault, ...more] = withPoint({ opening_hours: "sáng thứ hai" });
    expect(more).toEqual([]);
    expect(fault).toMatch(
      /^help_points\.json diem opening_hours: "sáng thứ hai" cannot be read: .+/,
    );
  });

  test("may offer what only words describe", () => {
    expect(withPoint({ services: ["đất đai", "tài chính", "wifi mien phi", "ihanoi"] })).toEqual(
      [],
    );
  });
});

describe("a ward", () => {
  const [ward] = smallRecords().wards;
  if (!ward) throw new Error("the small catalogue has a ward");

  test("may stand only once", () => {
    expect(faultsOf({ wards: [ward, ward] })).toEqual([
      'wards.json 27373 wards[].code: "27373" stands more than once',
    ]);
  });

  test("must lie in a province", () => {
    const stray = { ...ward, code: "1", province_code: "99" };
    expect(faultsOf({ wards: [ward, stray] })).toEqual([
      "wards.json 1 province_code: no province has the code 99",
    ]);
  });
});

describe("a holiday", () => {
  const [bridge, workday] = smallRecords().holidays;
  if (!bridge || !workday) throw new Error("the small catalogue has two days");
  const { instead_of: _, ...workdayForNothing } = workday;

  test.each([
    ["twice", [bridge, bridge, workday], '2026-01-02 date: "2026-01-02" stands more than once'],
    [
      "with another day's weekday",
      [bridge, { ...workday, weekday: "CN" as const }],
      "2026-01-10 weekday: 2026-01-10 is T7, not CN",
    ],
    [
      "as a worked day without the day off",
      [bridge, workdayForNothing],
      "2026-01-10 instead_of: a workday must say for which day off it makes up",
    ],
    [
      "as a worked day for no day off",
      [bridge, { ...workday, instead_of: "2026-01-05" }],
      "2026-01-10 instead_of: 2026-01-05 is no day off in this file",
    ],
    [
      "as a day off that makes up for another",
      [{ ...bridge, instead_of: "2026-01-10" }, workday],
      "2026-01-02 instead_of: only a workday makes up for another day",
    ],
  ])("must not stand %s", (_, holidays, fault) => {
    expect(faultsOf({ holidays })).toEqual([`holidays.json ${fault}`]);
  });
});
