import { compileSearchVocabulary, type SearchVocabulary } from "../search/search-vocabulary.ts";
import type { Vocabulary } from "../vocabulary-schema.ts";
import { buildCommands, type CommandReader } from "./commands.ts";
import { buildCourtesies, type FindCourtesy } from "./courtesies.ts";
import { buildDossierRequests, type FindDossierRequest } from "./dossier-requests.ts";
import { buildHidePersonalDetails, type HidePersonalDetails } from "./hide-personal-details.ts";
import { buildKeywords, type FindKeywords, keywordPhrases } from "./keywords.ts";
import { compileRulePatterns, type RulePatterns } from "./rule-patterns.ts";
import { buildTypedLanguage, type IsTypedInEnglish } from "./typed-language.ts";
import { buildYesNoQuestions, type FindYesNoQuestion } from "./yes-no-question.ts";

/** The vocabulary in the forms in which sentences are compared with it; the same for every language. */
export interface CompiledVocabulary {
  readonly search: SearchVocabulary;
  readonly findKeywords: FindKeywords;
  readonly findYesNoQuestion: FindYesNoQuestion;
  readonly rulePatterns: RulePatterns;
  readonly commands: CommandReader;
  readonly findCourtesy: FindCourtesy;
  readonly findDossierRequest: FindDossierRequest;
  readonly hidePersonalDetails: HidePersonalDetails;
  readonly isTypedInEnglish: IsTypedInEnglish;
  /** The phrases of the keywords: none of their words is a typing error. */
  readonly keywordPhrases: readonly string[];
}

/** Compiles the vocabulary once, at the start. */
export function compileVocabulary(vocabulary: Vocabulary): CompiledVocabulary {
  const search = compileSearchVocabulary(vocabulary);
  return {
    search,
    findKeywords: buildKeywords(vocabulary, search.readPhrase),
    findYesNoQuestion: buildYesNoQuestions(vocabulary.yesNoWords),
    rulePatterns: compileRulePatterns(vocabulary.intentRuleWords),
    commands: buildCommands(vocabulary.commands),
    findCourtesy: buildCourtesies(vocabulary.courtesies),
    findDossierRequest: buildDossierRequests(vocabulary.dossierRequests),
    isTypedInEnglish: buildTypedLanguage(vocabulary.englishWords),
    hidePersonalDetails: buildHidePersonalDetails(vocabulary.personNames),
    keywordPhrases: keywordPhrases(vocabulary),
  };
}
