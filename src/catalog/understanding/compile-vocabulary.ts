import { compileSearchVocabulary, type SearchVocabulary } from "../search/search-vocabulary.ts";
import {
  type EmergencyCall,
  type EmergencyService,
  emergencyServices,
  type Vocabulary,
} from "../vocabulary-schema.ts";
import { buildIsBareQuestion, type IsBareQuestion } from "./asks/bare-question.ts";
import { buildToldEvents, type FindToldEvent } from "./asks/events.ts";
import { buildFinerQuestions, type FindFinerQuestions } from "./asks/finer-questions.ts";
import { buildDropNoQuestions, type DropNoQuestions } from "./asks/no-question.ts";
import { buildReadAsks, type ReadAsks } from "./asks/read-asks.ts";
import { buildReadSituation, type ReadSituation } from "./asks/situation.ts";
import { buildCommands, type CommandReader } from "./commands.ts";
import { buildCourtesies, type FindCourtesy } from "./courtesies.ts";
import { buildDenials, type FindDenial } from "./denials.ts";
import { buildDossierRequests, type FindDossierRequest } from "./dossier-requests.ts";
import { buildFormOfAddress, type FindFormOfAddress } from "./form-of-address.ts";
import {
  buildReadHappened,
  happeningPhrases,
  type ReadHappened,
} from "./happened/read-happened.ts";
import { buildHidePersonalDetails, type HidePersonalDetails } from "./hide-personal-details.ts";
import { buildKeywords, type FindKeywords, keywordPhrases } from "./keywords.ts";
import { buildReactions, type FindReaction } from "./reactions.ts";
import { compileRulePatterns, type RulePatterns } from "./rule-patterns.ts";
import { buildTypedLanguage, type IsTypedInEnglish } from "./typed-language.ts";
import { buildYesNoQuestions, type FindYesNoQuestion } from "./yes-no-question.ts";

/** The vocabulary in the forms in which sentences are compared with it; the same for every language. */
export interface CompiledVocabulary {
  readonly search: SearchVocabulary;
  readonly readHappened: ReadHappened;
  /** The procedures that are offered first after what happened. */
  readonly offers: Vocabulary["happenings"]["offers"];
  readonly findKeywords: FindKeywords;
  readonly findYesNoQuestion: FindYesNoQuestion;
  readonly dropNoQuestions: DropNoQuestions;
  readonly findFinerQuestions: FindFinerQuestions;
  readonly findToldEvent: FindToldEvent;
  readonly isBareQuestion: IsBareQuestion;
  readonly readAsks: ReadAsks;
  readonly readSituation: ReadSituation;
  readonly rulePatterns: RulePatterns;
  readonly commands: CommandReader;
  readonly findCourtesy: FindCourtesy;
  readonly findDossierRequest: FindDossierRequest;
  readonly findReaction: FindReaction;
  readonly hidePersonalDetails: HidePersonalDetails;
  readonly isTypedInEnglish: IsTypedInEnglish;
  /** Whom to call in danger, by service. */
  readonly emergencyCalls: ReadonlyMap<EmergencyService, readonly EmergencyCall[]>;
  readonly findDenial: FindDenial;
  readonly findFormOfAddress: FindFormOfAddress;
  /** The phrases of the keywords: none of their words is a typing error. */
  readonly keywordPhrases: readonly string[];
}

/** Compiles the vocabulary once, at the start. */
export function compileVocabulary(vocabulary: Vocabulary): CompiledVocabulary {
  const search = compileSearchVocabulary(vocabulary);
  const { readPhrase } = search;
  const { finerQuestions: finer } = vocabulary;
  const findKeywords = buildKeywords(vocabulary, readPhrase);
  const findYesNoQuestion = buildYesNoQuestions(vocabulary.yesNoWords);
  const findFinerQuestions = buildFinerQuestions(finer, readPhrase);
  const dropNoQuestions = buildDropNoQuestions(finer, readPhrase);
  return {
    search,
    readHappened: buildReadHappened(vocabulary.happenings, readPhrase),
    offers: vocabulary.happenings.offers,
    findKeywords,
    findYesNoQuestion,
    dropNoQuestions,
    findFinerQuestions,
    findToldEvent: buildToldEvents(finer, readPhrase),
    isBareQuestion: buildIsBareQuestion(finer, readPhrase),
    readSituation: buildReadSituation(finer, readPhrase),
    readAsks: buildReadAsks({
      dropNoQuestions,
      readPhrase,
      findKeywords,
      findYesNoQuestion,
      findFinerQuestions,
    }),
    rulePatterns: compileRulePatterns(vocabulary.intentRuleWords),
    commands: buildCommands(vocabulary.commands),
    findCourtesy: buildCourtesies(vocabulary.courtesies),
    findDossierRequest: buildDossierRequests(vocabulary.dossierRequests),
    findFormOfAddress: buildFormOfAddress(vocabulary.formOfAddressWords),
    isTypedInEnglish: buildTypedLanguage(vocabulary.englishWords),
    findDenial: buildDenials(vocabulary.denials),
    findReaction: buildReactions(vocabulary.reactions),
    hidePersonalDetails: buildHidePersonalDetails(vocabulary.personNames),
    emergencyCalls: new Map(
      emergencyServices.map((each) => [each, vocabulary.emergencies.services[each].calls]),
    ),
    keywordPhrases: [...keywordPhrases(vocabulary), ...happeningPhrases(vocabulary.happenings)],
  };
}
