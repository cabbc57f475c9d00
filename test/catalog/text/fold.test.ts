import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fold, foldedWords, hasDiacritics, splitWords } from "../../../src/catalog/text/fold.ts";

describe("fold", () => {
  test.each([
    ["Đăng ký khai sinh", "dang ky khai sinh"],
    ["ĐƯỜNG   Nguyễn\tHuệ\n", "duong nguyen hue"],
    ["hộ-khẩu/CCCD (gắn chip)?", "ho khau cccd gan chip"],
    ["P.9, Q.Phú Nhuận", "p 9 q phu nhuan"],
    ["cảm ơn cháu 🙏🏽👍 nhé", "cam on chau nhe"],
    ["ＣＣＣＤ\u00a0１２３", "cccd 123"],
    ["khai\u200bsinh", "khaisinh"],
    ["", ""],
    ["🙂🙂 … !!!", ""],
  ])("gives %j as %j", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test("gives both Unicode forms of every sentence alike", () => {
    const sentence = "Thủ tục đăng ký thường trú ở phường Hoà Hưng, quận 10 thế nào ạ";
    expect(fold(sentence.normalize("NFD"))).toBe(fold(sentence.normalize("NFC")));
  });

  test("gives both ways of placing a tone alike", () => {
    expect(fold("hoà thuý khoẻ")).toBe(fold("hòa thúy khỏe"));
  });

  test("cuts a text of more than 5,000 characters", () => {
    expect(fold("thủ tục ".repeat(2000)).length).toBeLessThanOrEqual(5000);
  });

  test("of anything is stable and holds only word characters and single blanks", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const folded = fold(text);
        expect(fold(folded)).toBe(folded);
        expect(folded).toMatch(/^([\p{L}\p{N}]+( [\p{L}\p{N}]+)*)?$/u);
      }),
      { seed: 20261122, numRuns: 500 },
    );
  });
});

test("words gives the folded words, and none of a text without any", () => {
  expect(foldedWords("Xin chào, bác!")).toEqual(["xin", "chao", "bac"]);
  expect(foldedWords(" … ")).toEqual([]);
});

describe("spelledWords", () => {
  test("tells words apart that differ in a mark only", () => {
    const [need, root] = splitWords("cần căn");
    expect(need?.folded).toBe(root?.folded);
    expect(need?.exact).not.toBe(root?.exact);
  });

  test("takes both tone conventions and both Unicode forms as one word", () => {
    const exact = ["hoà", "hòa", "hoà".normalize("NFD"), "HÒA"].map(
      (word) => splitWords(word)[0]?.exact,
    );
    expect(new Set(exact).size).toBe(1);
  });
});

test("hasDiacritics sees a tone, a mark and đ, and nothing in plain letters", () => {
  expect(["tạm tru", "can cuoc cua toi nhé", "đi", "TÊN"].map(hasDiacritics)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(["tam tru", "CCCD 123", "🙂", ""].map(hasDiacritics)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
