import { describe, expect, test } from "@jest/globals";
import { judge, withoutDiacritics } from "../../../bench/understanding/evaluate.ts";
import {
  readFreshSentences,
  readOwnSentences,
  readQuestions,
} from "../../../bench/understanding/questions.ts";
import { buildCatalog } from "../../../src/catalog/catalog.ts";
import { shippedRecords } from "../shipped-records.ts";

const records = await shippedRecords();
const catalog = buildCatalog(records);
const { tuned, setAside } = await readQuestions();
const own = await readOwnSentences();
const all = [...tuned, ...setAside];

/** The aims of docs/understanding.md; `npm run bench:understanding` measures and tells more. */
describe.each([
  ["as typed", (text: string) => text, { first: 0.92, amongThree: 0.97 }],
  ["stripped of diacritics", withoutDiacritics, { first: 0.9, amongThree: 0.96 }],
])("residents' questions %s", (_spelling, written, aims) => {
  const shares = judge(catalog, all, written);

  test("have their intent told", () => {
    expect(shares.intent).toBeGreaterThanOrEqual(0.85);
  });

  test("find their procedure", () => {
    expect(shares.first).toBeGreaterThanOrEqual(aims.first);
    expect(shares.amongThree).toBeGreaterThanOrEqual(aims.amongThree);
  });

  test("are known where they are out of scope", () => {
    expect(shares.recall).toBeGreaterThanOrEqual(0.85);
  });
});

test("the sentences of our own are understood too", () => {
  const shares = judge(catalog, own);
  expect(shares.intent).toBeGreaterThanOrEqual(0.93);
  expect(shares.first).toBeGreaterThanOrEqual(0.92);
  expect(shares.recall).toBeGreaterThanOrEqual(0.9);
  expect(shares.precision).toBeGreaterThanOrEqual(0.95);
});

test("sentences that nothing was tuned on are understood nearly as well", async () => {
  const shares = judge(catalog, (await readFreshSentences()).unread);
  expect(shares.intent).toBeGreaterThanOrEqual(0.85);
  expect(shares.first).toBeGreaterThanOrEqual(0.92);
});

test("no question stands in the catalogue, whole or as a phrase of its own", () => {
  const phrases = [
    ...records.synonyms.flatMap((said) => said.phrases),
    ...records.procedures.flatMap(({ aliases }) => aliases),
  ].map((phrase) => phrase.toLowerCase());
  const asked = all.map(({ text }) => text.toLowerCase().replace(/[ ?.]+$/, ""));
  expect(asked.filter((text) => text.includes(" ") && phrases.includes(text))).toEqual([]);
});
