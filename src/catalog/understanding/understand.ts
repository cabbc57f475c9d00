import type { Classify } from "../classifier/classifier.ts";
import { extractDossierCode } from "../dossiers/typed-code.ts";
import type { Language } from "../language.ts";
import type { ListedIndex, ListedMatch } from "../listed/listed-index.ts";
import type { FindPlaces, PlaceMatch } from "../places/find-places.ts";
import type { Procedure } from "../procedure-schema.ts";
import type { CatalogRecords } from "../schema.ts";
import { decideSearch, type SearchDecision, type SearchHit } from "../search/decide.ts";
import type { ScoredTopic } from "../search/phrase-scorer.ts";
import { indexTopics, type Ranking, type TopicIndex } from "../search/topics.ts";
import { replaceLookalikes } from "../text/lookalikes.ts";
import { normalizeBounded } from "../text/normalize.ts";
import { parseTimeExpression, type TimeExpression } from "../time-expressions/time-expression.ts";
import type { EmergencyService } from "../vocabulary-schema.ts";
import { isAboutAccount, rankFor } from "./account-trouble.ts";
import { askCuesOf } from "./ask-cues.ts";
import type { Asked } from "./asks/ask-kind.ts";
import { offerForEvent } from "./asks/events.ts";
import { toTokens } from "./asks/loose-forms.ts";
import { findOwnHits } from "./asks/own-hits.ts";
import { offerBareTopic } from "./bare-topic.ts";
import type { CompiledVocabulary } from "./compile-vocabulary.ts";
import { type Evidence, isBareTopic } from "./evidence.ts";
import { gateRanking, mayConcern } from "./happened/gate.ts";
import type { Happened } from "./happened/happened.ts";
import { happenedOf, isPartOf } from "./happened/in-conversation.ts";
import { buildOffers } from "./happened/offers.ts";
import { findHarmlessWords, harmlessVocabulary } from "./harmless-words.ts";
import { type Intent, isAboutProcedure } from "./intent.ts";
import { chooseIntent } from "./intent-rules.ts";
import { type CodeMatch, indexNationalCodes } from "./national-codes.ts";
import { findPlaceOfVisit } from "./place-of-visit.ts";
import { decideTogether, keepTold, rankTogether } from "./rank-together.ts";
import { meansNothing, shownIfRefused } from "./refused.ts";
import { dropReplaced, type Successors } from "./replaced.ts";
import { dangerOf } from "./service-rules.ts";
import type { FindTold, ToldFacts } from "./told/find-told.ts";
import { type Why, whyOf } from "./why.ts";
import { wordsToSearch } from "./words-to-search.ts";

/** What a typed sentence means. */
export interface Understanding {
  readonly intent: Intent;
  /** Procedures that may be meant, best first. */
  readonly results: readonly SearchHit[];
  /** What to do with the results: begin one, offer a choice, or none. */
  readonly decision: SearchDecision;
  /** Whether the sentence itself names the results; otherwise they are what the conversation is about. */
  readonly namesProcedure: boolean;
  /** Its words that may be stored: those of the catalogue and of the common words, in their order, each once. */
  readonly knownWords: readonly string[];
  /** The time that the sentence says, unless it is over. */
  readonly time?: Exclude<TimeExpression, { kind: "past" }>;
  /** The places that it may name; several are equally good. */
  readonly place?: readonly PlaceMatch[];
  readonly dossierCode?: string;
  /** The facts that the sentence tells about its best procedure: question id → value. Read when it is asked for. */
  readonly told: ToldFacts;
  /** In an emergency: whom to call. */
  readonly emergencyServices?: readonly EmergencyService[];
  /** What happened, if the sentence tells it, and what the resident feels; null: nothing of both. */
  readonly happened: Happened | null;
  /** Everything that is asked, in its order, with the finer kind of each; the first has the intent above. */
  readonly asked: readonly Asked[];
  /** The different intents of what is asked. */
  readonly asks: readonly Intent[];
  /** The finer kind of what was said, for statistics and the API. */
  readonly why: Why;
}

interface UnderstandingContext {
  readonly now: Date;
  /** The procedure that the conversation is about: a question that names none is asked about it. */
  readonly procedure?: string | null;
}

export type Understand = (sentence: string, context: UnderstandingContext) => Understanding;

/** What sentences are compared with; the slow part of building `understand`. */
interface SentenceIndex {
  readonly topics: TopicIndex;
  /** Words that say nothing about the person who typed them. */
  readonly harmlessWords: ReadonlySet<string>;
  readonly procedures: ReadonlyMap<string, Procedure>;
  /** Finds the procedures whose national code stands in the text. */
  readonly findGuidedByCode: (text: string) => CodeMatch | null;
  readonly vocabulary: CompiledVocabulary;
}

const maxResults = 100;
/** A procedure that is none of several, beside the current one, is named at least this well. */
const minOtherScore = 0.55;
/** A time is said in fewer characters; in a long story it is near the question at the end. */
const maxTimeLength = 300;

export function indexSentences(
  procedures: CatalogRecords["procedures"],
  synonyms: CatalogRecords["synonyms"],
  commonWords: CatalogRecords["commonWords"],
  vocabulary: CompiledVocabulary,
): SentenceIndex {
  const knownTexts = [...vocabulary.keywordPhrases, ...commonWords];
  return {
    topics: indexTopics({ procedures, synonyms, vocabulary: vocabulary.search, knownTexts }),
    harmlessWords: harmlessVocabulary({ procedures, synonyms, commonWords }),
    procedures: new Map(procedures.map((procedure) => [procedure.id, procedure])),
    findGuidedByCode: indexNationalCodes(procedures),
    vocabulary,
  };
}

const nothingTold: ToldFacts = new Map();
const nothingDecided: SearchDecision = { type: "none" };

/** Longer texts are cut: nobody types a question of this length. */
const maxSentenceLength = 5_000;

interface UnderstandParts {
  readonly listed: ListedIndex;
  readonly findPlaces: FindPlaces;
  readonly language: Language;
  readonly successors: Successors;
  /** null: the rules rank alone. */
  readonly classify: Classify | null;
  readonly findTold: FindTold;
}

/** Builds the one function by which every channel and the API understand residents. */
export function buildUnderstand(
  { topics, harmlessWords, procedures, findGuidedByCode, vocabulary }: SentenceIndex,
  { listed, findPlaces, language, successors, classify, findTold }: UnderstandParts,
): Understand {
  const { extractContentWords, readPhrase } = vocabulary.search;
  const nameOf = (id: string) => (procedures.get(id) ?? listed.records.get(id))?.name;
  /** Read without correcting typing errors: the words of thousands of names would change what guided ones mean. */
  const findListed = (text: string, ranking: Ranking, decision: SearchDecision) => {
    if (listed.records.size === 0) return null;
    const words = wordsToSearch(vocabulary.findKeywords(readPhrase(text)), extractContentWords);
    const bestScore = ranking.procedures[0]?.score ?? 0;
    const { outOfScopeScore } = ranking;
    return listed.find(extractContentWords(words), { bestScore, outOfScopeScore, decision });
  };
  const { offerAfter, keepOffered, mayList } = buildOffers({
    topics,
    procedures,
    vocabulary,
    listed,
  });
  const isAccount = ({ id }: ScoredTopic) => procedures.get(id)?.kind === "account";

  return (sentence, { now, procedure = null }) => {
    const text = normalizeBounded(replaceLookalikes(sentence), maxSentenceLength)
      .replace(/\s+/g, " ")
      .trim();
    const read = topics.readSentence(text);
    const words = vocabulary.dropNoQuestions(read);
    const keywords = vocabulary.findKeywords(words);
    const tokens = toTokens(words);
    const finerFound = vocabulary.findFinerQuestions(tokens);
    const isBare = vocabulary.isBareQuestion(keywords, finerFound);
    const ranked = topics.rank(isBare ? [] : wordsToSearch(keywords, extractContentWords));
    const yesNo = vocabulary.findYesNoQuestion(keywords);
    const classification =
      ranked.contentWordCount === 0
        ? null
        : (classify?.(words, askCuesOf({ keywords, yesNo, finer: finerFound })) ?? null);
    const reading = vocabulary.readHappened(read, text);
    // What the family receives after a death is no question of somebody's age.
    const finer = finerFound.filter(
      ({ kind }) => kind !== "age_entitlement" || reading.kind !== "death",
    );
    const event = finer.length === 0 ? null : vocabulary.findToldEvent(tokens);
    const current = procedures.get(procedure ?? "") ?? null;
    const may = mayConcern(reading, current);
    const isInside = isPartOf(current, reading);
    const gateOf = (about: Ranking) => gateRanking(about, procedures, may);
    const afterEvents = (about: Ranking) => {
      const gated = gateOf(about);
      const asked = offerForEvent(gated, finer, event, procedures);
      return asked === gated ? offerAfter(reading, gated, may, isInside) : asked;
    };
    const ranking = afterEvents(ranked);
    // What is asked about an event ("sinh 2/9 thì hạn đến bao giờ") is found by its words alone. Thanks are no part of the
    // story, and "cảm ơn con" speaks of no child.
    const isByRules = event !== null || reading.mood === "thanks";
    const mixed = isByRules ? null : rankTogether(ranked, classification, procedures);
    const likely =
      mixed === null
        ? ranking
        : keepTold(
            afterEvents(mixed),
            gateOf(mixed),
            classification,
            reading.kind === "lost_papers",
          );
    const guided = decideSearch(ranking.procedures);
    const time = parseTimeExpression(text.slice(-maxTimeLength), now);
    const coded = findGuidedByCode(text) ?? listed.findByCode(text);
    const dossierCode = coded === null ? extractDossierCode(text) : null;
    const visit = time === null || time.kind === "past" ? null : findPlaceOfVisit(text, findPlaces);
    const place = visit?.place ?? findPlaces(text);
    const guidedEvidence: Evidence = {
      keywords,
      reading,
      text: words.map(({ folded }) => folded).join(" "),
      ranking,
      classification,
      decision: decideSearch(likely.procedures),
      yesNo,
      finer,
      event,
      hasCurrentProcedure: procedure !== null,
      isAboutAccount: isAboutAccount(ranking, isAccount),
      time: time === null ? null : time.kind,
      language,
      saysDossierCode: dossierCode !== null,
      saysPlace: place.length > 0,
      saysOnlyVisit: visit?.isAll ?? false,
      patterns: vocabulary.rulePatterns,
      extractContentWords,
    };
    const guidedIntent = chooseIntent(guidedEvidence);
    const found = coded ?? (mayBeListed(guidedIntent) ? findListed(text, ranking, guided) : null);
    const match = found === null || mayList(found, reading) ? found : null;
    const named = match?.decision ?? guided;
    const namesProcedure = match !== null || isNamed(guided, ranking, procedure);
    const intent =
      match === null
        ? guidedIntent
        : chooseIntent(listedEvidence(guidedEvidence, match, isAccount));
    const happened = happenedOf(reading, intent, () =>
      dangerOf({ ...guidedEvidence, decision: named }),
    );
    const isFraud = happened?.kind === "fraud";
    const isNothing = isFraud || meansNothing(intent, classification);
    const wanted =
      intent === "out_of_scope"
        ? shownIfRefused(likely, procedures)
        : rankFor(intent, likely, isAccount);
    const guidedHits = isNothing
      ? keepOffered(happened, ranking)
      : withCurrentProcedure(wanted, namesProcedure, procedure);
    const asked = vocabulary.readAsks({ text, keywords, finer, intent });
    const ownHits = findOwnHits(asked, sentence, now, procedures, vocabulary.readSituation);
    const hits =
      ownHits ?? (match === null || isNothing ? guidedHits : [...match.hits, ...guidedHits]);
    const best = hits[0]?.id;
    let told: ToldFacts | null = null;
    return {
      intent,
      asked,
      asks: [...new Set(asked.map((each) => each.intent))],
      get told() {
        told ??= best === undefined ? nothingTold : findTold(sentence, now).answersFor(best);
        return told;
      },
      results: hits.slice(0, maxResults).flatMap((hit) => {
        const name = nameOf(hit.id);
        return name === undefined ? [] : [{ ...hit, name }];
      }),
      decision: dropReplaced(
        (ownHits === null ? match?.decision : undefined) ??
          (intent === "out_of_scope" && !isFraud && ownHits === null ? nothingDecided : null) ??
          (isBareTopic({ keywords, ranking })
            ? offerBareTopic(hits, procedures)
            : decideTogether(
                hits,
                ranking,
                reading.kind === null && !isByRules ? classification : null,
              )),
        successors,
      ),
      namesProcedure,
      knownWords: findHarmlessWords(extractContentWords(words), harmlessWords),
      ...(time === null || time.kind === "past" ? {} : { time }),
      ...(place.length === 0 ? {} : { place }),
      ...(dossierCode === null ? {} : { dossierCode }),
      ...(intent === "emergency" ? { emergencyServices: [...keywords.services] } : {}),
      happened,
      why: whyOf(happened, asked),
    };
  };
}

/** Emergencies, persons, places and dossiers are understood first; a name among them is part of the story. */
function mayBeListed(intent: Intent): boolean {
  return isAboutProcedure(intent) || intent === "out_of_scope";
}

/** Nobody has written a guide for them. */
const rarelyAsked = 4;

/** The evidence as it is if only the listed procedures count. */
function listedEvidence(
  guided: Evidence,
  match: ListedMatch,
  isAccount: (topic: ScoredTopic) => boolean,
): Evidence {
  const ranking = rankingOf(match, guided.ranking);
  const { decision } = match;
  const isOfAccount = isAboutAccount(ranking, isAccount);
  return { ...guided, ranking, classification: null, decision, isAboutAccount: isOfAccount };
}

/** The ranking as it is if only the listed procedures count. */
function rankingOf({ hits }: ListedMatch, { contentWordCount }: Ranking): Ranking {
  const procedures = hits.map((hit) => ({ ...hit, demand: rarelyAsked }));
  return { procedures, outOfScopeScore: 0, contentWordCount, unknownWordCount: 0 };
}

/** Beside a current procedure it takes more than a few shared words to name another: "con gái bác đi thay được không". */
function isNamed(
  named: SearchDecision,
  { procedures }: Ranking,
  procedure: string | null,
): boolean {
  if (named.type !== "choice" || procedure === null) return named.type !== "none";
  return (procedures[0]?.score ?? 0) >= minOtherScore;
}

/** Puts the current procedure first if the sentence names none. */
function withCurrentProcedure(
  hits: readonly ScoredTopic[],
  namesProcedure: boolean,
  procedure: string | null,
): readonly ScoredTopic[] {
  if (namesProcedure || procedure === null) return hits;
  return [{ id: procedure, score: 1 }, ...hits.filter(({ id }) => id !== procedure)];
}
