import { describe, expect, test } from "@jest/globals";
import { fold } from "../../../src/catalog/text/fold.ts";
import {
  compileSentenceForm,
  matchSentenceForm,
} from "../../../src/catalog/text/sentence-forms.ts";

function match(form: string, typed: string) {
  const pattern = compileSentenceForm(form);
  if (pattern === null) throw new Error(`malformed: ${form}`);
  return matchSentenceForm(fold(typed), pattern);
}

describe("a sentence form", () => {
  test.each([
    ["(xem|lấy) dữ liệu", "Lấy dữ liệu!"],
    ["[cho tôi|xin] xem", "xem"],
    ["[cho tôi|xin] xem", "cho toi xem"],
    ["[dạ|xin]* xem", "dạ xin dạ xem"],
    ["xem hồ sơ …", "xem hồ sơ"],
  ])("%s fits %s", (form, typed) => {
    expect(match(form, typed)).not.toBeNull();
  });

  test.each([
    ["(xem|lấy) dữ liệu", "dữ liệu"],
    ["[cho tôi|xin] xem", "xin xin xem"],
    ["xem", "xem đi"],
    ["xem hồ sơ …", "xem hồ sơn"],
    ["mã thử <code>", "mã thử 1234567"],
  ])("%s does not fit %s", (form, typed) => {
    expect(match(form, typed)).toBeNull();
  });

  test("returns the number that stands for its placeholder", () => {
    expect(match("[tôi] chấm <score> [điểm]", "tôi chấm 4 điểm")).toMatchObject({ value: "4" });
  });

  test("returns the rest of a sentence that may go on", () => {
    expect(match("xem hồ sơ …", "xem hồ sơ số 0012")).toEqual({
      value: "so 0012",
      wordsBefore: 3,
    });
  });

  test("returns as few words as fit in its middle", () => {
    expect(match("[dạ|quên]* … mới đúng [ạ]", "quên nhà thuê mới đúng")).toEqual({
      value: "nha thue",
      wordsBefore: 1,
    });
    expect(match("… chứ không phải <words>", "nhà thuê chứ không phải nhà của tôi")).toEqual({
      value: "nha thue",
      wordsBefore: 0,
    });
    expect(match("… chứ không phải <words>", "nhà thuê chứ không phải")).toBeNull();
  });

  test.each(["", "xem (hồ sơ", "xem [hồ sơ", "xem <day>", "xem, lấy", "()"])(
    "is malformed: %j",
    (form) => {
      expect(compileSentenceForm(form)).toBeNull();
    },
  );
});
