import { expect, test } from "@jest/globals";
import { isEverydayWord } from "../../../src/catalog/text/everyday-word.ts";

test.each(["bóp", "ví", "xe", "con", "nhà", "Đất", "giấy", "người", "quê", "yêu", " chuyện "])(
  "“%s” is one everyday word",
  (name) => {
    expect(isEverydayWord(name)).toBe(true);
  },
);

test.each(["GPLX", "cmnd", "CCCD", "visa", "vneid", "bóp tiền", "mất bằng lái", "passport", "KT3"])(
  "“%s” is none",
  (name) => {
    expect(isEverydayWord(name)).toBe(false);
  },
);
