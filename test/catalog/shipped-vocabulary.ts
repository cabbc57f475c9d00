import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ValidationIssue } from "../../src/catalog/validation/issue.ts";
import { parseVocabulary } from "../../src/catalog/validation/parse-vocabulary.ts";
import type { Vocabulary } from "../../src/catalog/vocabulary-schema.ts";

/** The vocabulary that ships, for catalogues that are otherwise made up. */
export const shippedVocabularyFolder = new URL("../../data/nlu", import.meta.url).pathname;

export const shippedVocabulary = readVocabulary();

function readVocabulary(): Vocabulary {
  const issues: ValidationIssue[] = [];
  const vocabulary = parseVocabulary((file) => {
    const content: unknown = JSON.parse(readFileSync(join(shippedVocabularyFolder, file), "utf8"));
    return { file, content };
  }, issues);
  if (vocabulary === null) throw new Error(JSON.stringify(issues));
  return vocabulary;
}
