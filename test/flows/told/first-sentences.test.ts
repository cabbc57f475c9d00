import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { z } from "zod";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { Chat } from "../chat.ts";

const sentencesSchema = z.strictObject({
  meta: z.strictObject({ note: z.string() }),
  sentences: z.array(
    z.strictObject({
      text: z.string(),
      procedure: z.string(),
      facts: z.record(z.string(), z.string()),
    }),
  ),
});

const sentences = ["first-sentences.json", "more-sentences.json"].flatMap((file) => {
  const text = readFileSync(join(import.meta.dirname, file), "utf8");
  return sentencesSchema.parse(JSON.parse(text)).sentences;
});
const now = new Date("2026-11-30T09:00:00+07:00");
const catalog = await loadCatalog("data");
const english = catalog.inLanguage("en");

const minPrecision = 0.97;
const minRecall = 0.9;
const maxAskedAgain = 0.1;

test.each(sentences)(
  "“$text” is about a procedure that has these questions and answers",
  (each) => {
    const questions = catalog.guides.get(each.procedure)?.questions ?? [];
    for (const [id, value] of Object.entries(each.facts)) {
      const question = questions.find((one) => one.id === id);
      expect(Object.keys(question?.options ?? {})).toContain(value);
    }
  },
);

test("what sentences tell is found, and nothing else is", () => {
  const wrong: string[] = [];
  const missed: string[] = [];
  let right = 0;
  for (const { text, procedure, facts } of sentences) {
    const reader = text.includes(" born ") ? english : catalog;
    const told = reader.findTold(text, now).answersFor(procedure);
    for (const [id, value] of told) {
      if (facts[id] === value) right += 1;
      else wrong.push(`${text}: ${id}=${value}`);
    }
    for (const [id, value] of Object.entries(facts)) {
      if (told.get(id) !== value) missed.push(`${text}: ${id}=${value}`);
    }
  }
  const figures = { precision: right / (right + wrong.length), wrong, missed };
  expect(figures.precision > minPrecision ? [] : figures.wrong).toEqual([]);
  expect(right / (right + missed.length) > minRecall ? [] : missed).toEqual([]);
});

test("less than a tenth of what first sentences told is asked again", () => {
  const again: string[] = [];
  let told = 0;
  for (const { text, procedure, facts } of sentences.filter(
    ({ text }) => !text.includes(" born "),
  )) {
    const chat = new Chat(catalog, now);
    chat.say(text);
    // A sentence may be a question that is answered first, or leave a choice between procedures.
    if (chat.state?.frames.at(-1)?.flow === "choose") {
      const option = chat.question.options.find(({ value }) => value === procedure);
      if (option !== undefined) chat.tap(option.full);
    }
    if (chat.state?.frames.at(-1)?.flow !== `procedure:${procedure}`) continue;
    for (const id of Object.keys(facts)) {
      told += 1;
      const heard = chat.state.frames.at(-1)?.answers.some(([step]) => step === `@told:${id}`);
      if (heard !== true) again.push(`${text}: ${id}`);
    }
  }
  expect(told).toBeGreaterThan(80);
  expect(again.length / told < maxAskedAgain ? [] : again).toEqual([]);
});
