import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { loadCatalog, loadRecords } from "../../src/catalog/load.ts";
import { CatalogError } from "../../src/catalog/validation/issue.ts";
import { shippedRecords } from "./shipped-records.ts";
import { smallGuide, smallPoint, smallProcedure, smallRecords } from "./small-records.ts";
import { writeRecords } from "./write-records.ts";

const root = await mkdtemp(join(tmpdir(), "catalog-"));
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(root, "case-"));
  await writeRecords(folder, smallRecords());
});

afterAll(() => rm(root, { recursive: true }));

function write(file: string, content: unknown): Promise<void> {
  return writeFile(join(folder, file), JSON.stringify(content));
}

async function refusal(): Promise<CatalogError> {
  const outcome = await loadRecords(folder).catch((error: unknown) => error);
  if (!(outcome instanceof CatalogError)) throw new Error("the catalogue was not refused");
  return outcome;
}

async function issuesFound(): Promise<string[]> {
  return (await refusal()).issues.map(({ file, record, field }) => `${file} ${record} ${field}`);
}

test("a valid folder is loaded as its records, with those of all guide files together", async () => {
  expect(await loadRecords(folder)).toStrictEqual(smallRecords());
});

test("a valid folder is loaded as a catalogue that answers queries", async () => {
  const catalog = await loadCatalog(folder);
  expect(catalog.understand("làm khai sinh", { now: new Date(0) }).results[0]?.id).toBe(
    "khai-sinh",
  );
  expect(catalog.guides.get("ihanoi")?.purpose).toBe("Cài ứng dụng");
});

describe("a folder is refused", () => {
  test("for a malformed record, naming file, record and field", async () => {
    const [paper] = smallProcedure().documents;
    const documents = [paper, { ...paper, name: "" }];
    await write("procedures/all.json", { procedures: [{ ...smallProcedure(), documents }] });
    expect(await issuesFound()).toEqual(["procedures/all.json khai-sinh documents[1].name"]);
  });

  test("for a record without an id, naming its place", async () => {
    await write("glossary.json", { glossary: [{ everyday: "bản sao" }] });
    expect(await issuesFound()).toEqual(["glossary.json glossary[0] term"]);
  });

  test("for an unknown field", async () => {
    const { points } = smallRecords();
    await write("help_points.json", {
      points: [...points, { ...smallPoint({ id: "ba" }), giờ: 1 }],
    });
    const { report } = await refusal();
    expect(report).toMatch(/help_points\.json › ba › -: .*giờ/);
  });

  test("for a button label that is too long", async () => {
    const event = { ...smallRecords().lifeEvents[0], label: "Một nút dài quá hai mươi chữ" };
    await write("life-events.json", { life_events: [event] });
    expect(await issuesFound()).toEqual(["life-events.json co-con label"]);
  });

  test("for a missing file", async () => {
    await rm(join(folder, "holidays.json"));
    const { report } = await refusal();
    expect(report).toContain("holidays.json › - › -: ENOENT");
  });

  test("for a missing folder of guides", async () => {
    await rm(join(folder, "guides"), { recursive: true });
    expect(await issuesFound()).toEqual(["guides - -"]);
  });

  test("for a file that isn't JSON", async () => {
    await writeFile(join(folder, "glossary.json"), "{ glossary: ]");
    const { report } = await refusal();
    expect(report).toMatch(/glossary\.json › - › -: .*JSON/);
  });

  test("for a file without its list", async () => {
    await write("wards.json", { provinces: smallRecords().provinces });
    expect(await issuesFound()).toEqual(["wards.json - wards"]);
  });

  test("for holidays that don't say which years have been announced", async () => {
    await write("holidays.json", { meta: { years_official: { 2026: "yes" } }, days: [] });
    expect(await issuesFound()).toEqual(["holidays.json - meta.years_official.2026"]);
  });

  test("for records that contradict each other, naming the guide's own file", async () => {
    const [, ...others] = smallRecords().guides;
    const guides = [{ ...smallGuide(), purpose: "Chỉ 99.000 đồng" }];
    const { english } = smallRecords({ guides: [...guides, ...others] });
    await write("english/words.json", { phrases: Object.fromEntries(english) });
    await write("guides/ho-tich.json", { guides });
    expect(await issuesFound()).toEqual(["guides/ho-tich.json khai-sinh purpose"]);
  });

  test("with all errors at once, not only the first one", async () => {
    await write("glossary.json", { glossary: [{ term: "", everyday: "" }] });
    await write("help_points.json", { points: [smallPoint({ parent: null, ward_code: "1" })] });
    expect(await issuesFound()).toEqual([
      "glossary.json glossary[0] term",
      "glossary.json glossary[0] everyday",
      "help_points.json diem ward_code",
    ]);
  });
});

test("a guide without its English is refused, and so is English that no record uses", async () => {
  const [first, second, ...phrases] = [...smallRecords().english];
  await write("english/words.json", {
    phrases: Object.fromEntries([...phrases, first ?? ["", ""], ["Không ai nói", "Nobody says"]]),
  });
  const missing = second?.[0];
  const { report } = await refusal();
  expect(await issuesFound()).toStrictEqual([
    `english ${missing} phrases`,
    "english Không ai nói phrases",
  ]);
  expect(report).toMatch(/it has no English; write it in a file of english\//);
});

test("English with different figures is refused", async () => {
  const fee = "Lệ phí 8.000 đồng, tức 8 nghìn";
  const english = new Map(smallRecords().english).set(fee, "Fee 80,000 đồng");
  await write("english/words.json", { phrases: Object.fromEntries(english) });
  expect((await refusal()).report).toContain('has the figures "80000", not "8000 8000"');
});

test("a guide with jargon that an elderly reader can't follow is refused", async () => {
  const [, ...others] = smallRecords().guides;
  const guides = [smallGuide({ purpose: "Làm giấy khai sinh trực tuyến." })];
  const { english } = smallRecords({ guides: [...guides, ...others] });
  await write("english/words.json", { phrases: Object.fromEntries(english) });
  await write("guides/ho-tich.json", { guides });
  expect((await refusal()).report).toContain("“trực tuyến” is used without “trên mạng”");
});

test("a reference into a file with errors of its own is not reported as missing", async () => {
  await write("procedures/all.json", { procedures: [], meta: {} });
  expect((await issuesFound()).some((issue) => issue.startsWith("guides/"))).toBe(true);
  await write("procedures/all.json", { procedures: [{ id: "khai-sinh" }] });
  expect(
    (await issuesFound()).every((issue) => issue.startsWith("procedures/all.json khai-sinh")),
  ).toBe(true);
});

test("the report has one line for each error, with what to do", async () => {
  await write("help_points.json", {
    points: [smallPoint({ parent: null, services: ["khai-tu"] })],
  });
  const { report, message } = await refusal();
  expect(message).toBe(report);
  expect(report.split("\n")).toEqual([
    `The catalogue in ${folder} has 1 error (file › record › field):`,
    'help_points.json › diem › services[0]: "khai-tu" is not a procedure; write the id of a record in procedures/, or describe the service in Vietnamese words',
  ]);
});

test("the shipped catalogue has no errors", async () => {
  const records = await shippedRecords();
  expect(records.procedures).toHaveLength(231);
  expect(records.guides).toHaveLength(231);
  expect(records.wards).toHaveLength(3321);
});

describe("the vocabulary", () => {
  async function change(file: string, edit: (content: Record<string, unknown>) => void) {
    const path = join(folder, "nlu", file);
    const content: Record<string, unknown> = JSON.parse(await readFile(path, "utf8"));
    edit(content);
    await write(`nlu/${file}`, content);
  }

  test("is refused with an unknown kind of question", async () => {
    await change("questions.json", (content) => {
      Object.assign(content["questions"] as object, { weather: { about: "-", phrases: ["mưa"] } });
    });
    expect(await issuesFound()).toEqual(["nlu/questions.json - questions"]);
  });

  test("is refused without one of the keywords", async () => {
    await change("keywords.json", (content) => {
      Reflect.deleteProperty(content["keywords"] as object, "menu");
    });
    expect(await issuesFound()).toEqual(["nlu/keywords.json - keywords.menu"]);
  });

  test("is refused with an empty phrase, whose place the report names", async () => {
    await change("yes-no-questions.json", (content) => {
      content["duties"] = { about: "It asks for a duty.", phrases: ["phải", " "] };
    });
    expect(await issuesFound()).toEqual(["nlu/yes-no-questions.json - duties.phrases[1]"]);
  });

  test("is refused without one of its files", async () => {
    await rm(join(folder, "nlu/emergencies.json"));
    expect(await issuesFound()).toEqual(["nlu/emergencies.json - -"]);
  });

  test("is refused with a repeated phrase", async () => {
    await change("intent-rules.json", (content) => {
      content["money"] = { about: "Money.", phrases: ["phí", "Phí"] };
    });
    expect(await issuesFound()).toEqual(["nlu/intent-rules.json money phrases"]);
  });
});
