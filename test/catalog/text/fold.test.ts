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
    ["Ðồng ý, ðăng ký", "dong y dang ky"],
    [
      "\u0110ồng \u00D0ồng \u0189ồng \u0111ồng \u00F0ồng \u0256ồng \u20ABồng",
      "dong ".repeat(7).trim(),
    ],
    ["d\u0336ăng ký ƣu tiên, ngƣời, Ƣu", "dang ky uu tien nguoi uu"],
    ["k\u0456nh g\u03C5i \u0410nh \u0421hi \u041Dai", "kinh gui anh chi hai"],
    ["\u0397\u03A1 t\u03BF, c\u0430\u0301, ý k\u0131ến", "hp to ca y kien"],
    ["", ""],
    ["🙂🙂 … !!!", ""],
  ])("folds %j to %j", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test("folds both Unicode forms of a sentence to the same text", () => {
    const sentence = "Thủ tục đăng ký thường trú ở phường Hoà Hưng, quận 10 thế nào ạ";
    expect(fold(sentence.normalize("NFD"))).toBe(fold(sentence.normalize("NFC")));
  });

  test("folds both ways of placing a tone to the same text", () => {
    expect(fold("hoà thuý khoẻ")).toBe(fold("hòa thúy khỏe"));
  });

  test("gives a word in lookalike letters the same exact form", () => {
    const [word] = splitWords("Ðồng");
    expect(word).toEqual(splitWords("Đồng")[0]);
    expect(splitWords("ngƣời")).toEqual(splitWords("người"));
    expect(hasDiacritics("Ði")).toBe(true);
  });

  test("cuts a text of more than 5,000 characters", () => {
    expect(fold("thủ tục ".repeat(2000)).length).toBeLessThanOrEqual(5000);
  });

  test("is idempotent for any text and leaves only word characters and single blanks", () => {
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

test("foldedWords returns the folded words, and nothing for a text without words", () => {
  expect(foldedWords("Xin chào, bác!")).toEqual(["xin", "chao", "bac"]);
  expect(foldedWords(" … ")).toEqual([]);
});

describe("splitWords", () => {
  test("reads a text that it knows as it read it first, and each of its pieces as by itself", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 20 })), (pieces) => {
        const text = pieces.join(" ");
        const first = splitWords(text);
        const byPiece = pieces.flatMap((piece) => splitWords(piece));
        expect(splitWords(text)).toEqual(first);
        expect(byPiece).toEqual(first);
      }),
      { seed: 20261130, numRuns: 500 },
    );
  });

  test("distinguishes words that differ only in a mark", () => {
    const [need, root] = splitWords("cần căn");
    expect(need?.folded).toBe(root?.folded);
    expect(need?.exact).not.toBe(root?.exact);
  });

  test("reads both tone conventions and both Unicode forms as one word", () => {
    const exact = ["hoà", "hòa", "hoà".normalize("NFD"), "HÒA"].map(
      (word) => splitWords(word)[0]?.exact,
    );
    expect(new Set(exact).size).toBe(1);
  });
});

test("hasDiacritics recognises a tone, a mark and đ, and nothing in plain letters", () => {
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
