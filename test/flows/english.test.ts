import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import { canSubmitOnline } from "../../src/catalog/procedures/procedure.ts";
import { allFlows } from "../../src/flows/conversations/registry.ts";
import { stateSchema } from "../../src/flows/engine/state.ts";
import { Chat } from "./chat.ts";

const catalog = await loadCatalog("data");
const english = catalog.inLanguage("en");
const now = new Date("2026-11-23T09:30:00+07:00");

describe("a language is chosen by its name alone", () => {
  test.each([
    ["English", "en"],
    ["english please", "en"],
    ["In English", "en"],
    ["tiếng anh", "en"],
    ["tieng anh nhe", "en"],
    ["I want English", "en"],
    ["Tiếng Việt", "vi"],
    ["tieng viet", "vi"],
    ["Vietnamese", "vi"],
    ["chứng chỉ tiếng Anh của con tôi", null],
    ["English certificate", null],
    ["việt", null],
  ])('"%s" asks for the language %s', (typed, language) => {
    expect(catalog.findRequestedLanguage(typed)).toBe(language);
  });
});

test("keeps the language from turn to turn, and stores none for Vietnamese", () => {
  const chat = new Chat(catalog, now);
  chat.send({ type: "start" });
  expect(chat.state).not.toHaveProperty("language");
  chat.say("English");
  expect(chat.state?.language).toBe("en");
  expect(chat.say("menu")[0]).toMatchObject({ language: "en", type: "choice" });
  chat.say("Tiếng Việt");
  expect(chat.state).not.toHaveProperty("language");
  expect(chat.last?.messages.every((message) => !("language" in message))).toBe(true);
});

test("reads a state stored before languages existed as Vietnamese", () => {
  const old = {
    v: 1,
    frames: [{ flow: "menu", version: "1", answers: [] }],
    ...{ asked: 1, asking: "topic", page: 0, misses: 0, point: null, place: null },
  };
  const chat = new Chat(catalog, now);
  chat.state = stateSchema.parse(old);
  expect(chat.say("xyz")[0]?.text).toMatch(/^Cháu chưa hiểu/);
});

test("changes the language silently while the service is muted", () => {
  const chat = new Chat(catalog, now);
  chat.send({ type: "start" });
  chat.send({ type: "human-replied", at: chat.now });
  expect(chat.say("English")).toStrictEqual([]);
  expect(chat.say("menu")[0]?.text).toMatch(/^What do you need papers for/);
});

test("keeps answers, the waiting task and the question's id when the language changes", () => {
  const chat = new Chat(catalog, now);
  chat.send({ type: "start", procedure: "dang-ky-khai-sinh" });
  chat.tap("Không");
  const before = { ...chat.state };
  const { question } = chat.question;
  chat.say("English");
  expect(chat.question.question).toBe(question);
  const lines = before.lines?.split("\n") ?? [];
  const said = [...lines, "rEnglish", expect.stringMatching(/^sWould you like/)];
  const { typedAt, lines: after, ...rest } = chat.state ?? {};
  expect(after?.split("\n")).toEqual(said);
  expect({ ...rest, lines: before.lines, typedAt }).toStrictEqual({
    ...before,
    typedAt,
    language: "en",
  });
  expect(chat.last?.fact.outcome).toBe("language");
});

test("accepts Vietnamese answers while it speaks English", () => {
  const chat = new Chat(catalog, now);
  chat.send({ type: "start", procedure: "dang-ky-khai-sinh" });
  chat.say("English");
  chat.say("không");
  chat.say("không, chỉ khai sinh");
  chat.say("sinh ở bệnh viện");
  expect(chat.text).toMatch(/^Are the baby's parents married\?\n/);
});

test.each(allFlows(catalog).map(({ id, version }) => [id, version] as const))(
  "%s has the same version in English, so that a change of language migrates no frame",
  (id, version) => {
    expect(allFlows(english).find((flow) => flow.id === id)?.version).toBe(version);
  },
);

test("lets the same procedures be submitted online in English", () => {
  for (const procedure of catalog.procedures.values()) {
    const told = english.procedures.get(procedure.id);
    expect([procedure.id, told && canSubmitOnline(told)]).toStrictEqual([
      procedure.id,
      canSubmitOnline(procedure),
    ]);
  }
});

test("shows the Vietnamese name of a procedure with the English beside it", () => {
  for (const [id, { name }] of catalog.procedures) {
    expect(english.procedures.get(id)?.name).toMatch(/ \(.+\)$/);
    expect(english.procedures.get(id)?.name.startsWith(name)).toBe(true);
  }
});

describe("English words find the procedure", () => {
  test.each([
    ["birth certificate", "dang-ky-khai-sinh"],
    ["my ID card is lost", "cap-lai-can-cuoc"],
    ["passport", "ho-chieu-pho-thong"],
    ["renewing a driving licence", "doi-giay-phep-lai-xe"],
    ["building permit", "giay-phep-xay-dung"],
    ["unemployment benefit", "tro-cap-that-nghiep"],
    ["temporary residence registration", "dang-ky-tam-tru"],
    ["đăng ký kết hôn", "dang-ky-ket-hon"],
  ])('"%s" finds %s', (typed, id) => {
    expect(english.understand(typed, { now: new Date(0) }).results[0]?.id).toBe(id);
  });
});

describe("a sentence typed in English", () => {
  test("is answered in English at once, with a way back", () => {
    const chat = new Chat(catalog, now);
    chat.say("how do I get a birth certificate");
    expect(chat.last?.messages.every(({ language }) => language === "en")).toBe(true);
    expect(chat.text).toContain("I will answer in English. (Tiếng Việt: nhắn “Tiếng Việt”.)");
    expect(chat.state?.language).toBe("en");
    expect(chat.last?.fact.outcome).not.toBe("missed");
    chat.say("tiếng việt");
    expect(chat.text).toMatch(/^Dạ, từ giờ cháu nói tiếng Việt/);
  });

  test("keeps the question that waits, and says so only once", () => {
    const chat = new Chat(catalog, now);
    chat.send({ type: "start", procedure: "dang-ky-khai-sinh" });
    chat.say("what documents do I need");
    expect(chat.text).toContain("I will answer in English.");
    chat.say("where do I hand them in");
    expect(chat.text).not.toContain("I will answer in English.");
  });

  test("does not change the language that was chosen by name", () => {
    const chat = new Chat(catalog, now);
    chat.say("English");
    chat.say("làm khai sinh cho con");
    expect(chat.state?.language).toBe("en");
  });
});

test("the menu has a button for the other language, on every page and in both languages", () => {
  const chat = new Chat(catalog, now);
  chat.say("menu");
  const labels = () => chat.question.options.map(({ label }) => label);
  expect(labels().at(-1)).toBe("English");
  expect(labels()).toHaveLength(10);
  chat.tap("Xem thêm");
  expect(labels().at(-1)).toBe("English");
  chat.tap("English");
  expect(chat.state?.language).toBe("en");
  expect(chat.last?.messages[0]).toMatchObject({ language: "en" });
  chat.say("menu");
  chat.tap("Tiếng Việt");
  expect(chat.state).not.toHaveProperty("language");
});
