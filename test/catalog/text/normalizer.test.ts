import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fold } from "../../../src/catalog/text/fold.ts";
import { buildChatSpelling, buildTypedReaders } from "../../../src/catalog/text/normalizer.ts";
import { shippedVocabulary } from "../shipped-vocabulary.ts";

const known = "khai sinh đăng ký giấy tờ căn cước làm lại bảo hiểm online vneid cccd kt3 sổ hồng";
const { readSentence: read } = buildTypedReaders(
  known.split(" ").map(fold),
  buildChatSpelling(shippedVocabulary.chatSpellings),
);
const readAs = (typed: string) =>
  read(typed)
    .map(({ folded }) => folded)
    .join(" ");

describe("the sentence reader", () => {
  test.each([
    ["khai sinhh", "khai sinh"],
    ["kha8i sinh", "khai sinh"],
    ["dđăng ký", "dang ki"],
    ["d9ang8 ky1", "dang ki"],
    ["gia6y1 to72", "giay to"],
    ["giaays towf", "giay to"],
    ["laamf laij", "lam lai"],
    ["khai sinhhhhh", "khai sinh"],
    ["giấy khia sinh", "giay khai sinh"],
    ["ko bít lm sao", "khong biet lam sao"],
    ["cần giấy tờ j", "can giay to gi"],
    ["mần răng chừ", "lam sao chu"],
    ["làm ở mô rứa", "lam o dau vay"],
    ["phí bn z", "phi bao nhieu vay"],
    ["đk khai sinh", "dang ki khai sinh"],
    ["lí do", "li do"],
    ["lý do", "li do"],
  ])("reads %s as %s", (typed, meant) => {
    expect(readAs(typed)).toBe(meant);
  });

  test.each(["so hong", "sổ hồng", "kt3", "vneid", "cccd 12", "qua mang"])(
    "does not correct %s as a typing error",
    (typed) => {
      expect(readAs(typed)).toBe(typed === "qua mang" ? "truc tuyen" : fold(typed));
    },
  );

  test("reads the question at the end of a long story, whatever comes before", () => {
    const story = `${"chuyện là thế này ".repeat(200)} làm khai sinh`;
    expect(readAs(story).endsWith("lam khai sinh")).toBe(true);
  });
});

test("fold is idempotent", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
    { seed: 20261125 },
  );
});
