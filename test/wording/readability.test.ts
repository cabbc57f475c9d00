import { describe, expect, test } from "@jest/globals";
import { findReadabilityProblems } from "../../src/catalog/validation/readability.ts";
import { shippedRecords } from "../catalog/shipped-records.ts";
import { everySentence } from "./samples.ts";

const { jargon } = await shippedRecords();

/** Texts of the records: documents, steps and offices under their own names. */
const isOfRecords = /^(checklist\.|listed\.|procedure\.brief$|points\.point$)/;
const sentences = everySentence("vi").filter(
  ({ name }) => !isOfRecords.test(name) && !/Words\[\d+\]$/.test(name),
);

test.each(sentences)("an elderly reader can follow $name", ({ text }) => {
  expect(findReadabilityProblems(text, jargon)).toStrictEqual([]);
});

describe("the readability check reports", () => {
  const words = [{ word: "trực tuyến", everyday: ["trên mạng"] }];

  test("a sentence of more than 25 syllables without a pause", () => {
    const twentyFive = "một ".repeat(25).trim();
    expect(findReadabilityProblems(`${twentyFive}. ${twentyFive}.`, words)).toStrictEqual([]);
    expect(findReadabilityProblems(`${twentyFive} hai.`, words)).toHaveLength(1);
  });

  test("a text of more than 65 syllables", () => {
    expect(findReadabilityProblems("một hai ba. ".repeat(22), words)).toHaveLength(1);
  });

  test("jargon without its everyday word, in any case and either Unicode form", () => {
    expect(findReadabilityProblems("Bác nộp trực tuyến (trên mạng).", words)).toStrictEqual([]);
    expect(findReadabilityProblems("Bác nộp Trực Tuyến.".normalize("NFD"), words)).toHaveLength(1);
    expect(findReadabilityProblems("Bác trực tuyếnn.", words)).toStrictEqual([]);
  });
});
