import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { decideSearch } from "../../../src/catalog/search/decide.ts";
import { compileSearchVocabulary } from "../../../src/catalog/search/search-vocabulary.ts";
import { indexTopics } from "../../../src/catalog/search/topics.ts";
import { shippedRecords } from "../shipped-records.ts";
import { smallProcedure } from "../small-records.ts";

const { procedures, synonyms, commonWords, vocabulary } = await shippedRecords();
const searchVocabulary = compileSearchVocabulary(vocabulary);
const search = searchIn(procedures);

function searchIn(searched: typeof procedures) {
  const topics = indexTopics({
    procedures: searched,
    synonyms: searched === procedures ? synonyms : [],
    vocabulary: searchVocabulary,
    knownTexts: commonWords,
  });
  return (sentence: string, limit = 5) =>
    topics.rank(topics.readSentence(sentence)).procedures.slice(0, limit);
}

const best = (sentence: string) => search(sentence)[0]?.id;

describe("the search finds the procedure that residents mean", () => {
  test.each(procedures.map((procedure) => [procedure.name, procedure.id]))(
    "by its name: %s",
    (name, id) => {
      expect(best(name)).toBe(id);
      expect(best(name.normalize("NFD").toUpperCase())).toBe(id);
    },
  );

  test("among the first three by every alias", () => {
    const missed = procedures.flatMap(({ id, aliases }) =>
      aliases.filter((alias) => !search(alias, 3).some((hit) => hit.id === id)),
    );
    expect(missed).toEqual([]);
  });

  test.each([
    ["lam giay ks cho be", "dang-ky-khai-sinh"],
    ["mất cccd", "cap-lai-can-cuoc"],
    ["chứng minh nhân dân hết hạn thì đổi ở đâu", "doi-can-cuoc"],
    ["nhập vợ vào sổ hộ khẩu", "dang-ky-thuong-tru"],
    ["bằng lái sắp hết hạn", "doi-giay-phep-lai-xe"],
    ["gplx het han", "doi-giay-phep-lai-xe"],
    ["giấy chứng tử cho mẹ", "dang-ky-khai-tu"],
    ["mua bhyt cho ca nha", "bhyt-ho-gia-dinh"],
    ["rut bhxh 1 lan", "bhxh-mot-lan"],
    ["làm gpkd bán tạp hóa", "dang-ky-ho-kinh-doanh"],
    ["đóng cửa hkd", "cham-dut-ho-kinh-doanh"],
    ["passport cho con", "ho-chieu-pho-thong"],
    ["đăng kí tạm trú", "dang-ky-tam-tru"],
    ["lí lịch tư pháp", "phieu-ly-lich-tu-phap"],
    [
      "Cho tôi hỏi muốn làm giấy độc thân để mua nhà thì cần giấy tờ gì ạ?",
      "xac-nhan-tinh-trang-hon-nhan",
    ],
    ["làm vneid", "vneid-muc-2"],
    ["giấy khia sinh", "dang-ky-khai-sinh"],
  ])("by everyday words: %s", (sentence, id) => {
    expect(best(sentence)).toBe(id);
  });
});

describe("the search", () => {
  test.each([
    ...["", "   ", "🙂🙂", "xin chào cháu", "dạ vâng ạ", "cảm ơn bạn nhé", "ok", "không"],
    ...["bác không biết", "toi khong ro", "ngay bay gio", "bao giờ mở cửa", "mo cua may gio"],
  ])("finds nothing for a sentence that names nothing: %j", (sentence) => {
    expect(decideSearch(search(sentence))).toEqual({ type: "none" });
  });

  test("prefers exact diacritics if the sentence has any, and accepts both words if it has none", () => {
    const two = searchIn([
      smallProcedure({ id: "ma", name: "Mả", aliases: ["xây mả"], field: "Đất" }),
      smallProcedure({ id: "ma-so", name: "Mạ", aliases: ["xây mạ"], field: "Đất" }),
    ]);
    const scores = (sentence: string) => new Map(two(sentence).map((hit) => [hit.id, hit.score]));
    expect(two("xây mạ")[0]?.id).toBe("ma-so");
    expect(two("xây mả")[0]?.id).toBe("ma");
    expect(scores("xay ma").get("ma")).toBe(scores("xay ma").get("ma-so"));
  });

  test("returns the best hits first", () => {
    const hits = search("đăng ký", 3);
    expect(hits).toHaveLength(3);
    expect(hits.map((hit) => hit.score)).toEqual(
      hits.map((hit) => hit.score).toSorted((a, b) => b - a),
    );
  });

  test("scores from 0 to 1 for any length and any characters", () => {
    const syllables = procedures.flatMap(({ name }) => name.split(" "));
    const sentence = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.array(fc.constantFrom(...syllables), { maxLength: 400 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(sentence, (typed) => {
        for (const { score } of search(typed, procedures.length)) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1 + Number.EPSILON);
        }
      }),
      { seed: 20261122, numRuns: 150 },
    );
  });
});
