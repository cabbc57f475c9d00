import { expect, test } from "@jest/globals";
import { validateVocabulary } from "../../../src/catalog/validation/validate-vocabulary.ts";
import type { PhraseList, Vocabulary } from "../../../src/catalog/vocabulary-schema.ts";
import { shippedVocabulary } from "../shipped-vocabulary.ts";

function issuesOf(changes: Partial<Vocabulary>): string[] {
  return validateVocabulary({ ...shippedVocabulary, ...changes }).map(
    ({ file, record, reason }) => `${file} › ${record}: ${reason}`,
  );
}

function withPhrases(list: PhraseList, ...added: string[]): PhraseList {
  return { ...list, phrases: [...list.phrases, ...added] };
}

const { chatSpellings, searchWords, outOfScopeTopics, emergencies, questions, keywords } =
  shippedVocabulary;

test("the shipped vocabulary has no issues", () => {
  expect(validateVocabulary(shippedVocabulary)).toEqual([]);
});

test("reports a phrase that folds to nothing", () => {
  const topics = [...outOfScopeTopics, { id: "emoji", phrases: ["🙂 …"] }];
  expect(issuesOf({ outOfScopeTopics: topics })).toEqual([
    'nlu/out-of-scope-topics.json › emoji: "🙂 …" holds no letter and no digit',
  ]);
});

test("reports a phrase that stands twice in a list, whatever its case and tone placement", () => {
  const menu = withPhrases(keywords.menu, "Thực  đơn!");
  expect(issuesOf({ keywords: { ...keywords, menu } })).toEqual([
    'nlu/keywords.json › menu: "thực đơn" and "Thực  đơn!" are the same phrase',
  ]);
});

test("accepts two phrases of a list that differ in a mark", () => {
  const menu = withPhrases(keywords.menu, "thức đơn");
  expect(issuesOf({ keywords: { ...keywords, menu } })).toEqual([]);
});

test("accepts one phrase in two keyword lists", () => {
  const menu = withPhrases(keywords.menu, "giấy");
  expect(issuesOf({ keywords: { ...keywords, menu } })).toEqual([]);
});

test("reports a chat spelling with two meanings", () => {
  const again = [...chatSpellings, { meant: "kết hôn", typed: ["ko"] }];
  expect(issuesOf({ chatSpellings: again })).toEqual([
    'nlu/chat-spelling.json › ko: "ko" stands for "không" and for "kết hôn"',
  ]);
});

test("reports two records for one meaning of chat spellings", () => {
  const again = [...chatSpellings, { meant: "không", typed: ["hem"] }];
  expect(issuesOf({ chatSpellings: again })).toEqual([
    'nlu/chat-spelling.json › không: "không" has several records',
  ]);
});

test("reports a variant of two terms", () => {
  const again = [...searchWords.canonical_terms, { term: "hộ tịch", variants: ["cccd"] }];
  expect(issuesOf({ searchWords: { ...searchWords, canonical_terms: again } })).toEqual([
    'nlu/search-words.json › cccd: "cccd" stands for "căn cước" and for "hộ tịch"',
  ]);
});

test("reports a filler that is also a compound", () => {
  const fillers = [...searchWords.fillers, { about: "Another list.", phrases: ["sao y"] }];
  expect(issuesOf({ searchWords: { ...searchWords, fillers } })).toEqual([
    'nlu/search-words.json › sao y: "sao y" stands for "sao y" and for "nothing"',
  ]);
});

test("reports two topics with one id", () => {
  const topics = [...outOfScopeTopics, { id: "divorce", phrases: ["ra tòa chia tay"] }];
  expect(issuesOf({ outOfScopeTopics: topics })).toEqual([
    'nlu/out-of-scope-topics.json › divorce: "divorce" has several records',
  ]);
});

test("reports a phrase that asks two questions", () => {
  const fee = withPhrases(questions.questions.fee, "bao lâu");
  const changed = { ...questions, questions: { ...questions.questions, fee } };
  expect(issuesOf({ questions: changed })).toEqual([
    'nlu/questions.json › bao lâu: "bao lâu" stands for "fee" and for "time"',
  ]);
});

test("reports a question that is also part of a name", () => {
  const lookalikes = withPhrases(questions.lookalikes, "lệ phí");
  expect(issuesOf({ questions: { ...questions, lookalikes } })).toEqual([
    'nlu/questions.json › lệ phí: "lệ phí" stands for "fee" and for "a part of a name"',
  ]);
});

test("reports an emergency that is also none", () => {
  const lookalikes = withPhrases(emergencies.lookalikes, "có trộm");
  expect(issuesOf({ emergencies: { ...emergencies, lookalikes } })).toEqual([
    'nlu/emergencies.json › có trộm: "có trộm" stands for "police" and for "no emergency"',
  ]);
});

test("reports a malformed sentence form", () => {
  const { dossierRequests } = shippedVocabulary;
  const changed = {
    ...dossierRequests,
    "pair-chat": withPhrases(dossierRequests["pair-chat"], "mã (thử"),
  };
  expect(issuesOf({ dossierRequests: changed })).toEqual([
    'nlu/dossier-requests.json › pair-chat: "mã (thử" is malformed',
  ]);
});

test("reports a command with two meanings", () => {
  const { commands } = shippedVocabulary;
  const resume = withPhrases(commands.commands.resume, "thôi");
  const changed = { ...commands, commands: { ...commands.commands, resume } };
  expect(issuesOf({ commands: changed })).toEqual([
    'nlu/commands.json › thôi: "thôi" stands for "cancel" and for "resume"',
  ]);
});
