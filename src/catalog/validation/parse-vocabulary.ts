import type { z } from "zod";
import {
  vocabularySchemas as schemas,
  type Vocabulary,
  type VocabularyFile,
} from "../vocabulary-schema.ts";
import { catalogFiles, type ValidationIssue } from "./issue.ts";
import { type SourceFile, toIssues } from "./parse-records.ts";

/** The files of the vocabulary, each with its path inside the catalogue's folder. */
export const vocabularyPaths = (Object.keys(schemas) as VocabularyFile[]).map((name) => ({
  name,
  path: `${catalogFiles.vocabulary}/${name}`,
}));

/**
 * Returns the vocabulary, and null if one of its files is malformed, which is then reported. `read` gives the content
 * of a file; undefined means that it could not be read and was reported.
 */
export function parseVocabulary(
  read: (name: VocabularyFile) => SourceFile,
  issues: ValidationIssue[],
): Vocabulary | null {
  const parse = <T>(name: VocabularyFile, schema: z.ZodType<T>) =>
    parseFile(read(name), schema, issues);
  const chatSpelling = parse("chat-spelling.json", schemas["chat-spelling.json"]);
  const searchWords = parse("search-words.json", schemas["search-words.json"]);
  const outOfScope = parse("out-of-scope-topics.json", schemas["out-of-scope-topics.json"]);
  const emergencies = parse("emergencies.json", schemas["emergencies.json"]);
  const happenings = parse("happenings.json", schemas["happenings.json"]);
  const questions = parse("questions.json", schemas["questions.json"]);
  const finerQuestions = parse("finer-questions.json", schemas["finer-questions.json"]);
  const keywords = parse("keywords.json", schemas["keywords.json"]);
  const yesNoWords = parse("yes-no-questions.json", schemas["yes-no-questions.json"]);
  const intentRuleWords = parse("intent-rules.json", schemas["intent-rules.json"]);
  const commands = parse("commands.json", schemas["commands.json"]);
  const courtesies = parse("courtesies.json", schemas["courtesies.json"]);
  const dossierRequests = parse("dossier-requests.json", schemas["dossier-requests.json"]);
  const reactions = parse("reactions.json", schemas["reactions.json"]);
  const personNames = parse("person-names.json", schemas["person-names.json"]);
  const denials = parse("denials.json", schemas["denials.json"]);
  const toldFacts = parse("told-facts.json", schemas["told-facts.json"]);
  if (chatSpelling === null || searchWords === null || outOfScope === null) return null;
  if (emergencies === null || happenings === null) return null;
  if (questions === null || keywords === null) return null;
  if (yesNoWords === null || intentRuleWords === null) return null;
  if (commands === null || courtesies === null || dossierRequests === null) return null;
  const englishWords = parse("english-words.json", schemas["english-words.json"]);
  const formOfAddressWords = parse("forms-of-address.json", schemas["forms-of-address.json"]);
  if (reactions === null || personNames === null) return null;
  if (englishWords === null || denials === null || toldFacts === null) return null;
  if (formOfAddressWords === null) return null;
  if (finerQuestions === null) return null;
  return {
    chatSpellings: chatSpelling.chat_spellings,
    searchWords,
    outOfScopeTopics: outOfScope.topics,
    emergencies,
    happenings,
    questions,
    finerQuestions,
    keywords: keywords.keywords,
    yesNoWords,
    intentRuleWords,
    commands,
    courtesies: courtesies.courtesies,
    dossierRequests: dossierRequests.requests,
    reactions: reactions.reactions,
    personNames,
    englishWords,
    denials: denials.denials,
    toldFacts,
    formOfAddressWords,
  };
}

function parseFile<T>(
  { file, content }: SourceFile,
  schema: z.ZodType<T>,
  issues: ValidationIssue[],
): T | null {
  if (content === undefined) return null;
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const remedy = "correct this field as src/catalog/vocabulary-schema.ts describes it";
  issues.push(...toIssues(file, "-", parsed.error, remedy));
  return null;
}
