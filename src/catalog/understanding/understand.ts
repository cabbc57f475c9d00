import type { Classification, Classify } from "../classifier/classifier.ts";
import { extractDossierCode } from "../dossiers/typed-code.ts";
import type { Language } from "../language.ts";
import type { ListedIndex, ListedMatch } from "../listed/listed-index.ts";
import type { FindPlaces, PlaceMatch } from "../places/find-places.ts";
import type { Procedure } from "../procedure-schema.ts";
import type { CatalogRecords } from "../schema.ts";
import { decideSearch, maxChoices, type SearchDecision, type SearchHit } from "../search/decide.ts";
import type { ScoredTopic } from "../search/phrase-scorer.ts";
import { indexTopics, type Ranking, type TopicIndex } from "../search/topics.ts";
import { replaceLookalikes } from "../text/lookalikes.ts";
import { normalizeBounded } from "../text/normalize.ts";
import { parseTimeExpression, type TimeExpression } from "../time-expressions/time-expression.ts";
import type { EmergencyService } from "../vocabulary-schema.ts";
import type { CompiledVocabulary } from "./compile-vocabulary.ts";
import { bareTopic, type Evidence, isBareTopic } from "./evidence.ts";
import {
  gateRanking,
  keepNear,
  keepWanted,
  mayConcern,
  offerFirst,
  preferTold,
} from "./happened/gate.ts";
import type { DangerKind, Happened, Reading } from "./happened/happened.ts";
import { findHarmlessWords, harmlessVocabulary } from "./harmless-words.ts";
import { type Intent, isAboutProcedure } from "./intent.ts";
import { chooseIntent } from "./intent-rules.ts";
import { type CodeMatch, indexNationalCodes } from "./national-codes.ts";
import { decideTogether, rankTogether } from "./rank-together.ts";
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
/** From here on the rest of a sentence that tells of a death names what is wanted: behind the story, or before it. */
const restNamesScore = { wanted: 0.4, told: 0.5 } as const;
/** A bare topic offers at most so many procedures. */
const maxBareChoices = 3;
/** So many of the best procedures may be what a trouble with an account is about. */
const nearBest = 3;
/** An account among them must be named at least this well, and at least by this share of the best score. */
const minAccountScore = 0.35;
const minAccountShare = 0.5;
/** An account comes first only if it is named nearly as well as the best procedure, and that not outright. */
const firstAccountShare = 0.7;
const outrightScore = 0.9;

/** A sentence that is refused still shows what it may have meant, unless the classifier is so sure that it is nothing. */
const minRefusedScore = 0.41;
const surelyNothing = 0.8;

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
  const demands = new Map([...procedures.values()].map(({ id, demand }) => [id, demand]));
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
  /** After a death, or the loss of all papers, the sentence is about that unless the rest of it names something else. */
  const offerAfter = (reading: Reading, ranking: Ranking) => {
    const { kind, rest, goesOn, namesPaper } = reading;
    if (kind === "loss" || kind === "birth") return keepNear(ranking);
    if (kind !== "death" && kind !== "lost_papers") return ranking;
    const wanted =
      rest === null ? ranking : gateRanking(topics.rank(rest), procedures, mayConcern(reading));
    const [best] = ranking.procedures;
    const isItsOwn = procedures.get(best?.id ?? "")?.concerns === kind;
    const kept =
      kind === "death"
        ? preferTold(keepWanted(ranking, wanted, procedures), procedures)
        : keepNear(ranking);
    if (isItsOwn && (best?.score ?? 0) >= minOtherScore) return kept;
    const isNamed = rest !== null || namesPaper;
    const minRestScore = goesOn ? restNamesScore.wanted : restNamesScore.told;
    if (isNamed && (wanted.procedures[0]?.score ?? 0) >= minRestScore) return kept;
    return offerFirst(ranking, vocabulary.offers[kind].procedures, procedures);
  };
  /** After a fraud nothing is offered but what stops it, and that only if it was named. */
  const keepOffered = (happened: Happened | null, ranking: Ranking): readonly ScoredTopic[] => {
    if (happened?.kind !== "fraud") return [];
    const [best] = ranking.procedures;
    if (best === undefined || best.score < minAccountScore) return [];
    return vocabulary.offers.fraud.procedures.includes(best.id) ? [best] : [];
  };
  /** A listed procedure about a death is gated as well; its name says what it is about. */
  const mayList = ({ hits }: ListedMatch, { saysDeath }: Reading) =>
    saysDeath ||
    hits.every(
      ({ id }) =>
        !vocabulary.readHappened(readPhrase(listed.records.get(id)?.name ?? "")).saysDeath,
    );
  const isAccount = ({ id }: ScoredTopic) => procedures.get(id)?.kind === "account";

  return (sentence, { now, procedure = null }) => {
    const text = normalizeBounded(replaceLookalikes(sentence), maxSentenceLength)
      .replace(/\s+/g, " ")
      .trim();
    const words = topics.readSentence(text);
    const reading = vocabulary.readHappened(words);
    const may = mayConcern(reading);
    const keywords = vocabulary.findKeywords(words);
    const ranked = topics.rank(wordsToSearch(keywords, extractContentWords));
    const classification = ranked.contentWordCount === 0 ? null : (classify?.(words) ?? null);
    const afterHappened = (about: Ranking) =>
      offerAfter(reading, gateRanking(about, procedures, may));
    const ranking = afterHappened(ranked);
    const likely = afterHappened(rankTogether(ranked, classification, demands));
    const guided = decideSearch(ranking.procedures);
    const time = parseTimeExpression(text.slice(-maxTimeLength), now);
    const coded = findGuidedByCode(text) ?? listed.findByCode(text);
    const dossierCode = coded === null ? extractDossierCode(text) : null;
    const place = findPlaces(text);
    const evidenceOf = (decision: SearchDecision, about: Ranking): Evidence => ({
      keywords,
      reading,
      text: words.map(({ folded }) => folded).join(" "),
      ranking: about,
      classification: about === ranking ? classification : null,
      decision,
      yesNo: vocabulary.findYesNoQuestion(keywords),
      hasCurrentProcedure: procedure !== null,
      isAboutAccount: isAboutAccount(about, isAccount),
      time: time === null ? null : time.kind,
      language,
      saysDossierCode: dossierCode !== null,
      saysPlace: place.length > 0,
      patterns: vocabulary.rulePatterns,
      extractContentWords,
    });
    const intentOf = (decision: SearchDecision, about: Ranking) =>
      chooseIntent(evidenceOf(decision, about));
    const guidedIntent = intentOf(decideSearch(likely.procedures), ranking);
    const found = coded ?? (mayBeListed(guidedIntent) ? findListed(text, ranking, guided) : null);
    const match = found === null || mayList(found, reading) ? found : null;
    const named = match?.decision ?? guided;
    const namesProcedure = match !== null || isNamed(guided, ranking, procedure);
    const intent = match === null ? guidedIntent : intentOf(named, rankingOf(match, ranking));
    const happened = happenedOf(reading, intent, () => dangerOf(evidenceOf(named, ranking)));
    const isFraud = happened?.kind === "fraud";
    const isNothing = isFraud || meansNothing(intent, classification);
    const guidedHits = isNothing
      ? keepOffered(happened, ranking)
      : withCurrentProcedure(rankFor(intent, likely, isAccount), namesProcedure, procedure);
    const hits = match === null || isNothing ? guidedHits : [...match.hits, ...guidedHits];
    const best = hits[0]?.id;
    let told: ToldFacts | null = null;
    return {
      intent,
      get told() {
        told ??= best === undefined ? nothingTold : findTold(sentence, now).answersFor(best);
        return told;
      },
      results: hits.slice(0, maxResults).flatMap((hit) => {
        const name = nameOf(hit.id);
        return name === undefined ? [] : [{ ...hit, name }];
      }),
      decision: dropReplaced(
        match?.decision ??
          (intent === "out_of_scope" && !isFraud ? { type: "none" } : null) ??
          (isBareTopic({ keywords, ranking })
            ? offerBareTopic(hits, procedures)
            : decideTogether(hits, ranking, reading.kind === null ? classification : null)),
        successors,
      ),
      namesProcedure,
      knownWords: findHarmlessWords(extractContentWords(words), harmlessWords),
      ...(time === null || time.kind === "past" ? {} : { time }),
      ...(place.length === 0 ? {} : { place }),
      ...(dossierCode === null ? {} : { dossierCode }),
      ...(intent === "emergency" ? { emergencyServices: [...keywords.services] } : {}),
      happened,
      why: whyOf(happened),
    };
  };
}

/** Puts what was read together with what the rules found: a danger is known only beside everything else. */
function happenedOf(
  { kind, mood, isRecentDeath }: Reading,
  intent: Intent,
  danger: () => DangerKind,
): Happened | null {
  if (intent === "emergency") return { kind: danger(), mood, isRecentDeath: false };
  return kind === null && mood === null ? null : { kind, mood, isRecentDeath };
}

/** Emergencies, persons, places and dossiers are understood first; a name among them is part of the story. */
function mayBeListed(intent: Intent): boolean {
  return isAboutProcedure(intent) || intent === "out_of_scope";
}

/** Nobody has written a guide for them. */
const rarelyAsked = 4;

/** The ranking as it is if only the listed procedures count. */
function rankingOf({ hits }: ListedMatch, { contentWordCount }: Ranking): Ranking {
  const procedures = hits.map((hit) => ({ ...hit, demand: rarelyAsked }));
  return { procedures, outOfScopeScore: 0, contentWordCount, unknownWordCount: 0 };
}

function isAboutAccount(
  { procedures }: Ranking,
  isAccount: (topic: ScoredTopic) => boolean,
): boolean {
  const best = procedures.slice(0, nearBest);
  const minScore = Math.max(minAccountScore, (best[0]?.score ?? 0) * minAccountShare);
  return best.some((topic) => isAccount(topic) && topic.score >= minScore);
}

/** Whether no procedure can be meant, so that none is shown. */
function meansNothing(intent: Intent, classification: Classification | null): boolean {
  if (intent === "out_of_scope") return (classification?.outOfScope ?? 1) >= surelyNothing;
  return intent === "emergency" || intent === "smalltalk";
}

/** Puts the accounts that are named well first if the trouble is with an account. */
function rankFor(
  intent: Intent,
  { procedures }: Ranking,
  isAccount: (topic: ScoredTopic) => boolean,
): readonly ScoredTopic[] {
  if (intent === "out_of_scope")
    return procedures.filter(({ score }) => score >= minRefusedScore).slice(0, maxChoices);
  const best = procedures[0]?.score ?? 0;
  if (intent !== "account_help" || best >= outrightScore) return procedures;
  const minScore = best * firstAccountShare;
  const comesFirst = (topic: ScoredTopic) => isAccount(topic) && topic.score >= minScore;
  return procedures.toSorted((a, b) => Number(comesFirst(b)) - Number(comesFirst(a)));
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

/** A bare topic is a choice, however well it names one of its procedures: the commonest of those named well. */
function offerBareTopic(
  hits: readonly ScoredTopic[],
  procedures: ReadonlyMap<string, Procedure>,
): SearchDecision {
  const decision = decideSearch(hits);
  if (decision.type === "none") return decision;
  const minScore = (hits[0]?.score ?? 0) * bareTopic.nearShare;
  const near = hits.filter(({ score }) => score >= minScore);
  const demandOf = ({ id }: ScoredTopic) => procedures.get(id)?.demand ?? 0;
  const byDemand = near.toSorted((a, b) => demandOf(a) - demandOf(b));
  return { type: "choice", ids: byDemand.slice(0, maxBareChoices).map(({ id }) => id) };
}
