import { describe, expect, test } from "@jest/globals";
import { buildCatalog } from "../../../../src/catalog/catalog.ts";
import { shippedRecords } from "../../shipped-records.ts";
import * as examples from "./examples.ts";
import { furtherExamples } from "./further-examples.ts";

const records = await shippedRecords();
const catalog = buildCatalog(records);
const now = new Date("2026-11-26T09:30:00+07:00");
const understand = (sentence: string) => catalog.understand(sentence, { now });
const concerning = (what: "death" | "birth") =>
  new Set(records.procedures.filter(({ concerns }) => concerns === what).map(({ id }) => id));
const aboutDeath = concerning("death");
const aboutBirth = concerning("birth");

/** The sentences for which that does not hold. */
function failing(
  sentences: readonly string[],
  holds: (understood: ReturnType<typeof understand>) => boolean,
): string[] {
  return sentences.filter((sentence) => !holds(understand(sentence)));
}

describe("a death", () => {
  test("is noticed in the words of every region", () => {
    expect(failing(examples.deaths, ({ why }) => why === "death")).toEqual([]);
  });

  test("puts the procedures about one first", () => {
    expect(failing(examples.deaths, ({ results }) => aboutDeath.has(results[0]?.id ?? ""))).toEqual(
      [],
    );
  });

  test("lists no procedure about a birth, unless a birth is told too", () => {
    const others = examples.deaths.filter((sentence) => !sentence.includes("sinh"));
    expect(failing(others, ({ results }) => !results.some(({ id }) => aboutBirth.has(id)))).toEqual(
      [],
    );
  });

  test("gives way to what the rest of the sentence names", () => {
    expect(understand("ba tôi mất rồi giờ sang tên sổ đỏ cho tôi").results[0]?.id).toBe(
      "dang-ky-dat-dai-bien-dong",
    );
  });

  test("of long ago is no news", () => {
    expect(understand("ông nội tôi mất năm 1990").happened?.isRecentDeath).toBe(false);
    expect(understand("ba tôi mất hôm qua").happened?.isRecentDeath).toBe(true);
  });
});

describe("without a word for a death", () => {
  const others = [
    ...examples.losses,
    ...examples.lostPapers,
    ...examples.nothings,
    ...examples.frauds,
    ...examples.honests,
    "nơi sinh của bé là bệnh viện",
    "bé sinh ở nhà",
    "vợ tôi mới sinh",
  ];

  test("no procedure about one is listed at all", () => {
    const hold = ({ results }: ReturnType<typeof understand>) =>
      !results.some(({ id }) => aboutDeath.has(id));
    const losesDeathPaper = (sentence: string) => sentence.includes("khai tử");
    expect(
      failing(
        others.filter((each) => !losesDeathPaper(each)),
        hold,
      ),
    ).toEqual([]);
  });

  test("nobody is consoled", () => {
    expect(failing(others, ({ why }) => why !== "death")).toEqual([]);
  });
});

test("a lost thing is a loss", () => {
  expect(failing(examples.losses, ({ why }) => why === "loss")).toEqual([]);
});

test("the loss of all papers is a matter of its own", () => {
  expect(failing(examples.lostPapers, ({ why }) => why === "lost_papers")).toEqual([]);
  expect(
    understand("mất hết giấy tờ")
      .results.slice(0, 3)
      .map(({ id }) => id),
  ).toEqual(["cap-lai-can-cuoc", "cap-lai-giay-phep-lai-xe", "cap-lai-dang-ky-xe-bien-so"]);
});

test("what only resembles them is neither", () => {
  expect(
    failing(
      examples.nothings,
      ({ why }) => why === "rules" || why === "birth" || why === "age_entitlement",
    ),
  ).toEqual([]);
});

describe("an impostor", () => {
  test("is recognised by the call and by what is wanted", () => {
    expect(failing(examples.frauds, ({ why }) => why === "fraud")).toEqual([]);
  });

  test("brings no installation guide and no other procedure", () => {
    expect(
      failing(
        examples.frauds,
        ({ results, decision }) => results.length === 0 && decision.type === "none",
      ),
    ).toEqual([]);
  });

  test("is not suspected in a resident's own question", () => {
    expect(failing(examples.honests, ({ why }) => why !== "fraud")).toEqual([]);
    expect(understand("cài VNeID trên điện thoại làm sao").results[0]?.id).toMatch(/^vneid/);
  });
});

describe("a danger", () => {
  test.each(examples.dangers)("%s is %s: %s", (sentence, why, number) => {
    const { intent, results, emergencyServices = [], ...understood } = understand(sentence);
    const numbers = emergencyServices.flatMap((service) =>
      (catalog.emergencyCalls.get(service) ?? []).map((call) => call.number),
    );
    expect({ intent, results, why: understood.why }).toEqual({
      intent: "emergency",
      results: [],
      why,
    });
    expect(numbers).toContain(number);
  });

  test("is not heard in what only looks like one", () => {
    expect(failing(examples.safe, ({ intent }) => intent !== "emergency")).toEqual([]);
  });
});

describe("a mood", () => {
  test.each([
    ["cảm ơn con, cho hỏi làm khai sinh cần gì", "thanks"],
    ["làm ăn kiểu gì mà ba tuần chưa trả căn cước", "anger"],
    ["lam an kieu gi ma ba tuan chua tra can cuoc", "anger"],
    ["bực quá, nộp hồ sơ hộ chiếu hoài không xong", "anger"],
    ["khổ quá con ơi, làm giấy khuyết tật ở đâu", "grief"],
    ["làm khai sinh cần gì", null],
  ])("of %s is %s", (sentence, mood) => {
    expect(understand(sentence).happened?.mood).toBe(mood);
  });

  test("changes nothing about what is meant", () => {
    const asked = understand("cảm ơn con, cho hỏi làm khai sinh cần gì");
    expect([asked.intent, asked.results[0]?.id]).toEqual(["documents", "dang-ky-khai-sinh"]);
  });
});

describe("of what was written after the rules", () => {
  test.each(Object.entries(furtherExamples))(
    "%s is noticed, and nothing else",
    (why, sentences) => {
      // What somebody is entitled to is a finer question of its own.
      const isNoticed = (given: string) =>
        given === why || (why === "rules" && given === "age_entitlement");
      expect(failing(sentences, (understood) => isNoticed(understood.why))).toEqual([]);
    },
  );

  test.each(["fraud", "violence", "self_harm", "danger"])("%s lists nothing", (why) => {
    const sentences = furtherExamples[why] ?? [];
    expect(failing(sentences, ({ results }) => results.length === 0)).toEqual([]);
  });

  test("what tells of nothing begins with no death, birth or loss", () => {
    const concerned = new Set(
      records.procedures
        .filter(({ concerns = "several" }) => !["several", "living"].includes(concerns))
        .map(({ id }) => id),
    );
    const sentences = (furtherExamples["rules"] ?? []).filter((one) => !one.includes("con dấu"));
    expect(failing(sentences, ({ results }) => !concerned.has(results[0]?.id ?? ""))).toEqual([]);
  });

  test.each([
    "ba tôi mất, lương hưu của ba tính sao",
    "mẹ mất tuần trước, tiền trợ cấp người già của mẹ giờ sao",
    "anh tôi mất, bảo hiểm anh đóng 12 năm, vợ con anh được hưởng chế độ gì",
    "cha vừa mất, con có được rút bảo hiểm xã hội một lần của cha không",
  ])("after a death no money for the living is listed: %s", (typed) => {
    const living = new Set(
      records.procedures.filter(({ concerns }) => concerns === "living").map(({ id }) => id),
    );
    const { results } = understand(typed);
    expect(results.filter(({ id }) => living.has(id))).toEqual([]);
    expect(aboutDeath.has(results[0]?.id ?? "")).toBe(true);
  });

  test("but for somebody else, whose age is told, it is", () => {
    const typed =
      "ba tôi mất năm 1990, mẹ tôi nay 80 tuổi chưa có lương, muốn xin trợ cấp người già";
    expect(understand(typed).results.map(({ id }) => id)).toContain("tro-cap-huu-tri-xa-hoi");
  });

  test("a number is no slip of another", () => {
    expect(understand("vợ tôi mất năm 2015").happened?.isRecentDeath).toBe(false);
  });
});
