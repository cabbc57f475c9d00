import { describe, expect, test } from "@jest/globals";
import { buildReadability } from "../../src/catalog/validation/readability.ts";
import { shippedRecords } from "../catalog/shipped-records.ts";
import { everySentence } from "./samples.ts";

const { jargon } = await shippedRecords();
const findProblemsOfWording = buildReadability(jargon);

/** Texts of the records: documents, steps and offices under their own names. */
const isOfRecords = /^(checklist\.|listed\.|procedure\.brief$|points\.point$)/;
const sentences = everySentence("vi").filter(
  ({ name }) => !isOfRecords.test(name) && !/Words\[\d+\]$/.test(name),
);

test.each(sentences)("an elderly reader can follow $name", ({ text }) => {
  expect(findProblemsOfWording(text)).toStrictEqual([]);
});

describe("the readability check reports", () => {
  const findProblems = buildReadability([{ word: "trực tuyến", everyday: ["trên mạng"] }]);

  test("a sentence of more than 25 syllables without a pause", () => {
    const twentyFive = "một ".repeat(25).trim();
    expect(findProblems(`${twentyFive}. ${twentyFive}.`)).toStrictEqual([]);
    expect(findProblems(`${twentyFive} hai.`)).toHaveLength(1);
  });

  test("a text of more than 65 syllables", () => {
    expect(findProblems("một hai ba. ".repeat(22))).toHaveLength(1);
  });

  test("jargon without its everyday word, in any case and either Unicode form", () => {
    expect(findProblems("Bác nộp trực tuyến (trên mạng).")).toStrictEqual([]);
    expect(findProblems("Bác nộp Trực Tuyến.".normalize("NFD"))).toHaveLength(1);
    expect(findProblems("Bác trực tuyếnn.")).toStrictEqual([]);
  });
});
