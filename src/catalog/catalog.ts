import { buildClassifier } from "./classifier/classifier.ts";
import { buildCalendar, type Calendar } from "./hours/calendar.ts";
import { indexOfficeHours } from "./hours/office-hours.ts";
import type { Language } from "./language.ts";
import { indexListed, type ListedIndex } from "./listed/listed-index.ts";
import type { ListedProcedure } from "./listed/listed-procedure.ts";
import { buildPlaces, type PlaceMatch } from "./places/find-places.ts";
import { buildNearestWard, type FindNearestWard } from "./places/nearest-ward.ts";
import { indexPlaceNames } from "./places/place-names.ts";
import { translatePlaceKinds } from "./places/translate-place-kinds.ts";
import { closeAreas } from "./points/close-areas.ts";
import { buildNearest, type NearestQuery, type PointView, viewPoint } from "./points/nearest.ts";
import { buildOpeningsNearby, type OpeningsNearby } from "./points/openings-nearby.ts";
import { buildPhoneBook, type PhoneBook } from "./points/phone-book.ts";
import { indexPoints } from "./points/point-index.ts";
import { buildPointsToVisit, type VisitQuery, type VisitView } from "./points/points-to-visit.ts";
import type { FactSource, Procedure } from "./procedure-schema.ts";
import { type DecidingResidence, findDecidingResidence } from "./procedures/agency.ts";
import { indexByCode } from "./procedures/find-by-code.ts";
import type {
  CatalogRecords,
  GlossaryEntry,
  Guide,
  HelpPoint,
  KnownAnswer,
  LifeEvent,
  Province,
  Ward,
} from "./schema.ts";
import type { ReadAnswer } from "./text/answer-reader.ts";
import {
  type TranslatableRecords,
  type Translate,
  translatePoint,
  translateRecords,
} from "./translate.ts";
import type { ReadSituation } from "./understanding/asks/situation.ts";
import type { CommandReader } from "./understanding/commands.ts";
import { compileVocabulary } from "./understanding/compile-vocabulary.ts";
import type { FindCourtesy } from "./understanding/courtesies.ts";
import type { FindDenial } from "./understanding/denials.ts";
import type { FindDossierRequest } from "./understanding/dossier-requests.ts";
import type { FindFormOfAddress } from "./understanding/form-of-address.ts";
import { buildKeepHarmlessWords, type KeepHarmlessWords } from "./understanding/harmless-words.ts";
import type { HidePersonalDetails } from "./understanding/hide-personal-details.ts";
import type { FindReaction } from "./understanding/reactions.ts";
import { indexSuccessors } from "./understanding/replaced.ts";
import { buildFindTold, type FindTold } from "./understanding/told/find-told.ts";
import type { IsTypedInEnglish } from "./understanding/typed-language.ts";
import { buildUnderstand, indexSentences, type Understand } from "./understanding/understand.ts";
import type { EmergencyCall, EmergencyService } from "./vocabulary-schema.ts";

/** The procedures, guides, places and help points, with the queries on them. Immutable; changed data needs a new one. */
export interface Catalog {
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly guides: ReadonlyMap<string, Guide>;
  /** Procedures that were imported and have no guide, by id; none of them is among `procedures`. */
  readonly listed: ReadonlyMap<string, ListedProcedure>;
  /** Where the facts of the procedures come from, by id. */
  readonly sources: ReadonlyMap<string, FactSource>;
  readonly glossary: readonly GlossaryEntry[];
  readonly lifeEvents: readonly LifeEvent[];
  /** Answers to questions that concern no procedure. */
  readonly knownAnswers: readonly KnownAnswer[];
  /** The words of a sentence that an answer without a procedure depends on. */
  readonly readSituation: ReadSituation;
  /** All points, including historical ones, which `findNearest` never returns. */
  readonly points: ReadonlyMap<string, HelpPoint>;
  readonly wards: ReadonlyMap<string, Ward>;
  readonly provinces: ReadonlyMap<string, Province>;
  readonly calendar: Calendar;
  /** The numbers to call about a point, a ward or a province. */
  readonly phones: PhoneBook;
  /** Returns the same catalogue with its texts in that language; ids, figures and places do not change. */
  inLanguage(language: Language): Catalog;
  /** Interprets a typed sentence: its intent, the procedures it names, and its time, place and dossier code. */
  readonly understand: Understand;
  /** Reads the words of an answer as they were meant. */
  readonly readAnswer: ReadAnswer;
  /** Reads the facts that a message tells, which then need not be asked. */
  readonly findTold: FindTold;
  /** Returns the command that a whole sentence is, such as "quay lại"; null if it is none. */
  readonly findCommand: CommandReader["findCommand"];
  /** Returns the language that a whole sentence asks for; null if it asks for none. */
  readonly findRequestedLanguage: CommandReader["findRequestedLanguage"];
  /** Returns what kind of courtesy or insult a whole sentence is; null if it is none. */
  readonly findCourtesy: FindCourtesy;
  /** Returns what a whole sentence wants with dossiers or personal data; null if it is about something else. */
  readonly findDossierRequest: FindDossierRequest;
  /** Returns what a folded sentence does with a question instead of answering it; null if nothing. */
  readonly findReaction: FindReaction;
  readonly hidePersonalDetails: HidePersonalDetails;
  readonly isTypedInEnglish: IsTypedInEnglish;
  /** Whom to call in danger, by service. */
  readonly emergencyCalls: ReadonlyMap<EmergencyService, readonly EmergencyCall[]>;
  /** Returns how surely a sentence says that the one before was misunderstood; null if it does not. */
  readonly findDenial: FindDenial;
  /** Returns those words of a text that say nothing about who typed it, folded and each once. */
  readonly keepHarmlessWords: KeepHarmlessWords;
  /** Returns how the resident calls themself in a sentence; null if it does not say. */
  readonly findFormOfAddress: FindFormOfAddress;
  /** Finds the wards that a typed place may mean, by names from before and after the 2025 reform. */
  findPlaces(typed: string): PlaceMatch[];
  /** Returns the ward in which a shared position most likely lies; null if it is far from every ward. */
  readonly findNearestWard: FindNearestWard;
  /** Returns the procedure for which a national code stands, the most wanted of several; null if it stands for none. */
  findProcedureByCode(code: string | null): Procedure | null;
  /** Returns active points, nearest first; those without coordinates last. */
  findNearest(query: NearestQuery): PointView[];
  /** Returns the state of one point at a moment, without a distance. */
  viewPoint(point: HelpPoint, at: Date): PointView;
  /** Returns the residence whose ward alone decides a procedure on a day, in a province by its code; null if there is none. */
  findDecidingResidence(
    procedure: string,
    province: string | null,
    day: string,
  ): DecidingResidence | null;
  /** Returns points to visit at a time, in the order in which the chat offers them. */
  findPointsToVisit(query: VisitQuery): VisitView[];
  /** What is known of the hours around a place. */
  readonly openings: OpeningsNearby;
}

/** Builds every index once. The records must have passed `validateRecords`. */
export function buildCatalog(records: CatalogRecords): Catalog {
  return createCatalogBuilder()(records);
}

/**
 * Creates a builder that reuses each index of its latest two catalogues whose records are the same objects. The index of
 * places alone takes half a second, and no turn should wait for it because a point is closed on Thursday.
 */
export function createCatalogBuilder(): (records: CatalogRecords) => Catalog {
  const indexers: Indexers = {
    buildCalendar: memoizeRecent(buildCalendar),
    compileVocabulary: memoizeRecent(compileVocabulary),
    indexVietnameseSentences: memoizeRecent(indexSentences),
    buildClassifier: memoizeRecent(buildClassifier),
    indexListed: memoizeRecent(indexListed),
    indexPlaceNames: memoizeRecent(indexPlaceNames),
    buildNearestWard: memoizeRecent(buildNearestWard),
    translate: memoizeRecent(translateToEnglish),
    indexEnglishSentences: memoizeRecent(indexSentences),
  };
  return (records) => build(records, indexers);
}

interface Indexers {
  readonly buildCalendar: typeof buildCalendar;
  readonly compileVocabulary: typeof compileVocabulary;
  readonly indexVietnameseSentences: typeof indexSentences;
  readonly buildClassifier: typeof buildClassifier;
  readonly indexListed: typeof indexListed;
  readonly indexPlaceNames: typeof indexPlaceNames;
  readonly buildNearestWard: typeof buildNearestWard;
  readonly translate: typeof translateToEnglish;
  readonly indexEnglishSentences: typeof indexSentences;
}

const noneListed: readonly ListedProcedure[] = [];

function build(records: CatalogRecords, indexers: Indexers): Catalog {
  const { procedures, synonyms, commonWords, listed: imported = noneListed } = records;
  const points = closeAreas(records);
  const calendar = indexers.buildCalendar(records.holidays, records.yearsOfficial);
  const vocabulary = indexers.compileVocabulary(records.vocabulary);
  const sentences = indexers.indexVietnameseSentences(
    procedures,
    synonyms,
    commonWords,
    vocabulary,
  );
  const classify =
    records.classifier === undefined ? null : indexers.buildClassifier(records.classifier);
  const listed = indexers.indexListed(imported, procedures, vocabulary.search);
  const placeNames = indexers.indexPlaceNames(records.wards, records.provinces);
  const findVietnamesePlaces = buildPlaces(placeNames, points);
  const findPlaces = (typed: string) => findVietnamesePlaces(translatePlaceKinds(typed));
  const { contacts, wards, provinces } = records;
  const findRule = indexOfficeHours(contacts.officeHours, provinces);
  const pointIndex = indexPoints(points, calendar, findRule);
  const proceduresById = indexById(procedures);
  const findTold = buildFindTold({
    procedures,
    guides: records.guides,
    phrases: records.vocabulary.toldFacts,
    readPhrase: vocabulary.search.readPhrase,
    readSentence: sentences.topics.readSentence,
  });
  const vietnamese: Catalog = Object.freeze({
    ...indexTexts(records),
    listed: listed.records,
    sources: indexById(records.sources),
    points: indexById(points),
    wards: new Map(records.wards.map((ward) => [ward.code, ward])),
    provinces: new Map(records.provinces.map((province) => [province.code, province])),
    calendar,
    phones: buildPhoneBook(points, contacts, wards, provinces),
    inLanguage: (language: Language) => (language === "vi" ? vietnamese : english()),
    understand: buildUnderstand(sentences, {
      listed,
      findPlaces,
      language: "vi",
      successors: indexSuccessors(records.guides),
      classify,
      findTold,
    }),
    readAnswer: sentences.topics.readAnswer,
    findTold,
    findCommand: vocabulary.commands.findCommand,
    findRequestedLanguage: vocabulary.commands.findRequestedLanguage,
    findCourtesy: vocabulary.findCourtesy,
    readSituation: vocabulary.readSituation,
    findDossierRequest: vocabulary.findDossierRequest,
    findReaction: vocabulary.findReaction,
    hidePersonalDetails: vocabulary.hidePersonalDetails,
    isTypedInEnglish: vocabulary.isTypedInEnglish,
    emergencyCalls: vocabulary.emergencyCalls,
    findDenial: vocabulary.findDenial,
    keepHarmlessWords: buildKeepHarmlessWords(
      sentences.harmlessWords,
      vocabulary.hidePersonalDetails,
    ),
    findFormOfAddress: vocabulary.findFormOfAddress,
    findPlaces,
    findNearestWard: indexers.buildNearestWard(records.wards),
    findNearest: buildNearest(pointIndex),
    viewPoint: (point: HelpPoint, at: Date) =>
      viewPoint({ point, hours: pointIndex.hoursOf(point), distanceM: null }, at, undefined),
    findDecidingResidence: (id: string, province: string | null, day: string) => {
      const procedure = proceduresById.get(id);
      return procedure === undefined ? null : findDecidingResidence(procedure, province, day);
    },
    findPointsToVisit: buildPointsToVisit(pointIndex),
    openings: buildOpeningsNearby(pointIndex),
  });
  const english = lazy(() => buildEnglish(vietnamese, records, listed, indexers));
  return vietnamese;
}

/** Procedures are also found by their English names, and points list their equipment in English. */
function buildEnglish(
  vietnamese: Catalog,
  records: CatalogRecords,
  listed: ListedIndex,
  indexers: Indexers,
): Catalog {
  const { procedures, guides, glossary, lifeEvents, english, synonyms, commonWords } = records;
  const translated = indexers.translate(
    procedures,
    guides,
    glossary,
    lifeEvents,
    english,
    records.knownAnswers,
  );
  const vocabulary = indexers.compileVocabulary(records.vocabulary);
  const sentences = indexers.indexEnglishSentences(
    translated.procedures,
    synonyms,
    commonWords,
    vocabulary,
  );
  const translate = translateWith(english);
  const findTold = buildFindTold({
    procedures: translated.procedures,
    guides: translated.guides,
    phrases: records.vocabulary.toldFacts,
    readPhrase: vocabulary.search.readPhrase,
    // The correction of typing errors knows Vietnamese syllables only.
    readSentence: vocabulary.search.readPhrase,
  });
  const catalog: Catalog = {
    ...vietnamese,
    ...indexTexts(translated),
    understand: buildUnderstand(sentences, {
      listed,
      findPlaces: vietnamese.findPlaces,
      language: "en",
      successors: indexSuccessors(guides),
      classify: null,
      findTold,
    }),
    readAnswer: sentences.topics.readAnswer,
    findTold,
    findPointsToVisit: (query: VisitQuery) =>
      vietnamese
        .findPointsToVisit(query)
        .map((view) => ({ ...view, point: translatePoint(view.point, translate) })),
    // What it finds needs no translation: equipment is all of a point that is translated, and not shown with it.
    openings: vietnamese.openings,
  };
  return Object.freeze(catalog);
}

function translateToEnglish(
  procedures: CatalogRecords["procedures"],
  guides: CatalogRecords["guides"],
  glossary: CatalogRecords["glossary"],
  lifeEvents: CatalogRecords["lifeEvents"],
  english: CatalogRecords["english"],
  knownAnswers: CatalogRecords["knownAnswers"],
): TranslatableRecords {
  const records = { procedures, guides, glossary, lifeEvents, knownAnswers: knownAnswers ?? [] };
  return translateRecords(records, translateWith(english));
}

function translateWith(english: CatalogRecords["english"]): Translate {
  return (text) => english.get(text) ?? text;
}

/** Indexes the records whose texts depend on the language. */
function indexTexts({
  procedures,
  guides,
  glossary,
  lifeEvents,
  knownAnswers = [],
}: TranslatableRecords) {
  const findByCode = indexByCode(procedures);
  return {
    findProcedureByCode: (code: string | null) =>
      code === null ? null : (findByCode(code)[0] ?? null),
    procedures: indexById(procedures),
    guides: new Map(guides.map((guide) => [guide.procedure, guide])),
    glossary,
    lifeEvents,
    knownAnswers,
  };
}

function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The catalogue in use, and one that is being tried at the desk. */
const maxRemembered = 2;

/** Returns a former result if all its arguments were the same objects. */
function memoizeRecent<Args extends readonly unknown[], Result>(
  make: (...args: Args) => Result,
): (...args: Args) => Result {
  let recent: readonly { readonly args: Args; readonly result: Result }[] = [];
  return (...args) => {
    const known = recent.find((each) => args.every((arg, index) => arg === each.args[index]));
    const latest = known ?? { args, result: make(...args) };
    recent = [...recent.filter((each) => each !== latest), latest].slice(-maxRemembered);
    return latest.result;
  };
}

function indexById<T extends { readonly id: string }>(
  records: readonly T[],
): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}
