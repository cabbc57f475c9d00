import { expect, test } from "@jest/globals";
import { isSyllable } from "../../../src/catalog/text/typos.ts";
import { buildTypedLanguage } from "../../../src/catalog/understanding/typed-language.ts";
import { shippedVocabulary } from "../shipped-vocabulary.ts";

const isEnglish = buildTypedLanguage(shippedVocabulary.englishWords);

test.each([
  "how do i register my baby",
  "I lost my passport",
  "lost passport",
  "birth certificate",
  "what papers do I need to get married?",
  "where is the nearest office open today",
  "Can I talk to a human please",
  "My father passed away yesterday, what should I do",
  "how much is the fee",
  "i'm a foreigner, need temporary residence",
])("“%s” is English", (typed) => {
  expect(isEnglish(typed)).toBe(true);
});

test.each([
  "toi muon lam can cuoc",
  "lam passport o dau",
  "visa",
  "ok thanks",
  "cai app vneid tren dien thoai",
  "con toi mat the bhyt online duoc khong",
  "me toi mat hom qua",
  "do xe con an ninh",
  "đăng ký online form nào",
  "ho chieu",
  "2",
  "",
  "no",
])("“%s” is not", (typed) => {
  expect(isEnglish(typed)).toBe(false);
});

test("no word of the list is a Vietnamese syllable typed without marks", () => {
  const { english } = shippedVocabulary.englishWords;
  expect(english.phrases.filter((word) => isSyllable(word) || word.length < 3)).toEqual([]);
});
