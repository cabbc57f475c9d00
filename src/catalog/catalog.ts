import type { Calendar } from "./hours/calendar.ts";
import { buildCalendar } from "./hours/calendar.ts";
import type { Language } from "./language.ts";
import { placeInVietnamese } from "./places/english.ts";
import { buildPlaces, type PlaceMatch } from "./places/find-places.ts";
import { indexPlaceNames } from "./places/names.ts";
import { buildNearest, type NearestQuery, type PointView } from "./points/nearest.ts";
import { indexPoints } from "./points/point-index.ts";
import { buildPointsToVisit, type VisitQuery, type VisitView } from "./points/points-to-visit.ts";
import type {
  CatalogRecords,
  GlossaryEntry,
  Guide,
  HelpPoint,
  LifeEvent,
  Procedure,
  Province,
  Ward,
} from "./schema.ts";
import { type TranslatableRecords, translatePoint, translateRecords } from "./translate.ts";
import { compileVocabulary } from "./understanding/compile-vocabulary.ts";
import { buildUnderstand, indexSentences, type Understand } from "./understanding/understand.ts";

/** What there is to know. Immutable; a change of data builds a new one. */
export interface Catalog {
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly guides: ReadonlyMap<string, Guide>;
  readonly glossary: readonly GlossaryEntry[];
  readonly lifeEvents: readonly LifeEvent[];
  /** Every point, historical ones too: `nearest` never returns those. */
  readonly points: ReadonlyMap<string, HelpPoint>;
  readonly wards: ReadonlyMap<string, Ward>;
  readonly provinces: ReadonlyMap<string, Province>;
  readonly calendar: Calendar;
  /** The same catalogue in the words of that language; ids, figures and places are one and the same. */
  inLanguage(language: Language): Catalog;
  /** What a typed sentence means, and what it says of time, place and dossier. */
  readonly understand: Understand;
  /** Wards that a typed place may mean, before and after the 2025 reform. */
  findPlaces(typed: string): PlaceMatch[];
  /** Active points, nearest first; those without coordinates last. */
  findNearest(query: NearestQuery): PointView[];
  /** Where to go, and when: the order in which the chat offers points. */
  findPointsToVisit(query: VisitQuery): VisitView[];
}

/** Builds every index once. The records must have passed `findFaults`. */
export function buildCatalog(records: CatalogRecords): Catalog {
  return createCatalogBuilder()(records);
}

/**
 * Builds catalogues one after another: an index whose records are the very ones of the catalogue before is taken over.
 * The places alone take half a second, for which no turn should wait because a point is shut on Thursday.
 */
export function createCatalogBuilder(): (records: CatalogRecords) => Catalog {
  const make = {
    calendar: keepLast(buildCalendar),
    vocabulary: keepLast(compileVocabulary),
    sentences: keepLast(indexSentences),
    placeNames: keepLast(indexPlaceNames),
    told: keepLast(tellInEnglish),
    englishSentences: keepLast(indexSentences),
  };
  return (records) => build(records, make);
}

interface Make {
  readonly calendar: typeof buildCalendar;
  readonly vocabulary: typeof compileVocabulary;
  readonly sentences: typeof indexSentences;
  readonly placeNames: typeof indexPlaceNames;
  readonly told: typeof tellInEnglish;
  readonly englishSentences: typeof indexSentences;
}

function build(records: CatalogRecords, make: Make): Catalog {
  const { procedures, synonyms: alsoSaid, commonWords } = records;
  const calendar = make.calendar(records.holidays, records.yearsOfficial);
  const vocabulary = make.vocabulary(records.vocabulary);
  const sentences = make.sentences(procedures, alsoSaid, commonWords, vocabulary);
  const places = buildPlaces(make.placeNames(records.wards, records.provinces), records.points);
  const findPlaces = (typed: string) => places(placeInVietnamese(typed));
  const pointIndex = indexPoints(records.points, calendar);
  const vietnamese: Catalog = Object.freeze({
    ...wordsOf(records),
    points: byId(records.points),
    wards: new Map(records.wards.map((ward) => [ward.code, ward])),
    provinces: new Map(records.provinces.map((province) => [province.code, province])),
    calendar,
    inLanguage: (language: Language) => (language === "vi" ? vietnamese : english()),
    understand: buildUnderstand(sentences, findPlaces, "vi"),
    findPlaces,
    findNearest: buildNearest(pointIndex),
    findPointsToVisit: buildPointsToVisit(pointIndex),
  });
  const english = once(() => inEnglish(vietnamese, records, make));
  return vietnamese;
}

/** Found by its English names as well; its points tell their equipment in English. */
function inEnglish(vietnamese: Catalog, records: CatalogRecords, make: Make): Catalog {
  const {
    procedures,
    guides,
    glossary,
    lifeEvents,
    english,
    synonyms: alsoSaid,
    commonWords,
  } = records;
  const told = make.told(procedures, guides, glossary, lifeEvents, english);
  const vocabulary = make.vocabulary(records.vocabulary);
  const sentences = make.englishSentences(told.procedures, alsoSaid, commonWords, vocabulary);
  const say = sayFrom(english);
  return Object.freeze({
    ...vietnamese,
    ...wordsOf(told),
    understand: buildUnderstand(sentences, vietnamese.findPlaces, "en"),
    findPointsToVisit: (query: VisitQuery) =>
      vietnamese
        .findPointsToVisit(query)
        .map((view) => ({ ...view, point: translatePoint(view.point, say) })),
  });
}

function tellInEnglish(
  procedures: CatalogRecords["procedures"],
  guides: CatalogRecords["guides"],
  glossary: CatalogRecords["glossary"],
  lifeEvents: CatalogRecords["lifeEvents"],
  english: CatalogRecords["english"],
): TranslatableRecords {
  return translateRecords({ procedures, guides, glossary, lifeEvents }, sayFrom(english));
}

function sayFrom(english: CatalogRecords["english"]) {
  return (text: string) => english.get(text) ?? text;
}

/** What of a catalogue is in one language. */
function wordsOf({ procedures, guides, glossary, lifeEvents }: TranslatableRecords) {
  return {
    procedures: byId(procedures),
    guides: new Map(guides.map((guide) => [guide.procedure, guide])),
    glossary,
    lifeEvents,
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The result for the last arguments, as long as they are the very same. */
function keepLast<Args extends readonly unknown[], Result>(
  make: (...args: Args) => Result,
): (...args: Args) => Result {
  let last: { readonly args: Args; readonly result: Result } | undefined;
  return (...args) => {
    if (last === undefined || args.some((arg, index) => arg !== last?.args[index])) {
      last = { args, result: make(...args) };
    }
    return last.result;
  };
}

function byId<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}
