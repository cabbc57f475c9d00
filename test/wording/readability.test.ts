import { describe, expect, test } from "@jest/globals";
import { findReadabilityProblems } from "../../src/catalog/validation/readability.ts";
import { shippedRecords } from "../catalog/shipped-records.ts";
import { everySentence } from "./samples.ts";

const { jargon: hardWords } = await shippedRecords();

/** Texts of the records themselves: documents, steps and offices by their own names. */
const isOfRecords = /^(checklist\.|procedure\.brief$|points\.point$)/;
const sentences = everySentence("vi").filter(
  ({ name }) => !isOfRecords.test(name) && !/Words\[\d+\]$/.test(name),
);

test.each(sentences)("an elderly reader can follow $name", ({ text }) => {
  expect(findReadabilityProblems(text, hardWords)).toStrictEqual([]);
});

describe("what is hard to follow", () => {
  const words = [{ word: "trực tuyến", everyday: ["trên mạng"] }];

  test("is a sentence of more than 25 syllables without a pause", () => {
    const twentyFive = "một ".repeat(25).trim();
    expect(findReadabilityProblems(`${twentyFive}. ${twentyFive}.`, words)).toStrictEqual([]);
    expect(findReadabilityProblems(`${twentyFive} hai.`, words)).toHaveLength(1);
  });

  test("is a text of more than 65", () => {
    expect(findReadabilityProblems("một hai ba. ".repeat(22), words)).toHaveLength(1);
  });

  test("is an office's word without its everyday word, in any case and either Unicode form", () => {
    expect(findReadabilityProblems("Bác nộp trực tuyến (trên mạng).", words)).toStrictEqual([]);
    expect(findReadabilityProblems("Bác nộp Trực Tuyến.".normalize("NFD"), words)).toHaveLength(1);
    expect(findReadabilityProblems("Bác trực tuyếnn.", words)).toStrictEqual([]);
  });
});
