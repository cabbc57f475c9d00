import { describe, expect, test } from "@jest/globals";
import { buildFormOfAddress } from "../../../src/catalog/understanding/form-of-address.ts";
import { shippedVocabulary } from "../shipped-vocabulary.ts";

const find = buildFormOfAddress(shippedVocabulary.formOfAddressWords);

describe("the resident's word for themself", () => {
  test.each([
    ["chị muốn làm lại căn cước", "chi"],
    ["cho cô hỏi làm khai sinh cần gì", "co"],
    ["ông hỏi cháu cái này", "ong"],
    ["anh cần đổi bằng lái", "anh"],
    ["em muốn hỏi thủ tục kết hôn", "em"],
    ["chú ơi cho con hỏi", "ban"],
    ["Cháu ơi, cho bác hỏi thẻ bảo hiểm", "bac"],
    ["dạ cho em hỏi chút ạ", "em"],
    ["alo cháu à bà muốn hỏi lương hưu", "ba"],
    ["Chào em, chị bị mất thẻ căn cước", "chi"],
    ["chào anh em muốn hỏi thủ tục", "em"],
    ["hướng dẫn giúp chú với", "chu"],
    ["Mất thẻ rồi, giờ cô cần làm gì", "co"],
    ["em ơi dì muốn làm hộ chiếu", "di"],
    ["cháu xin hỏi về học phí", "ban"],
    ["gọi tôi là chị nhé", "chi"],
    ["đừng gọi tôi là bác", "ban"],
    ["mẹ em mất, em muốn hỏi làm khai tử", "em"],
    ["chị tôi mất thẻ. Cho anh hỏi làm lại ở đâu", "anh"],
    ["chi muon hoi can cuoc", "chi"],
    ["cho co hoi lam khai sinh", "co"],
    ["cho ba hoi tien tro cap", "ba"],
    ["em muon hoi thu tuc", "em"],
    ["ong muon hoi luong huu", "ong"],
    ["chau oi cho bac hoi", "bac"],
    ["giup em voi", "em"],
    ["mẹ em mất thẻ, em cần làm gì", "em"],
    ["anh muon doi bang lai", "anh"],
  ] as const)("“%s” says %s", (sentence, form) => {
    expect(find(sentence)).toBe(form);
  });

  test("the latest clear use in a sentence wins", () => {
    expect(find("em cảm ơn ạ. À mà cho chị hỏi thêm")).toBe("chi");
  });
});

describe("a relative in the story, or nobody", () => {
  test.each([
    "tôi muốn làm căn cước",
    "tui cần hỏi",
    "mình muốn hỏi",
    "mẹ em bị mất thẻ",
    "con tôi muốn đổi tên",
    "chị tôi mất thẻ",
    "chị tôi muốn ly hôn",
    "ông nội 80 tuổi",
    "bà muốn làm căn cước, em đi thay được không",
    "chị muốn bán đất nhưng tôi không chịu",
    "con muốn đi học trường gần nhà",
    "cháu muốn có thẻ căn cước",
    "ông nội em 80 tuổi, ông muốn hưởng trợ cấp",
    "em gái mới sinh, em muốn làm khai sinh",
    "mẹ mất, nhưng bà muốn giữ thẻ",
    "làm khai sinh cho cháu",
    "xin tiền cho ông nội 80 tuổi",
    "ba muon lam so do",
    "chi can can cuoc thoi phai khong",
    "co can anh khong",
    "anh can may tam",
    "chi muon khai sinh thoi",
    "con hoi nua",
    "di xin viec",
    "làm giúp bà được không",
    "anh chị em ruột tranh chấp đất",
    "cô giáo hỏi giấy khai sinh",
    "bác sĩ hỏi thẻ bảo hiểm",
    "chú rể cần giấy gì",
    "cảm ơn em",
    "chào cháu",
    "em ơi",
    "",
  ])("“%s” says nothing", (sentence) => {
    expect(find(sentence)).toBeNull();
  });
});
