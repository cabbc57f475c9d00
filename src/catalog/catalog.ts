import type { Calendar } from "./calendar.ts";
import { buildCalendar } from "./calendar.ts";
import type { Language } from "./language.ts";
import { buildNearest, type NearestQuery, type PointView } from "./nearest.ts";
import { placeInVietnamese } from "./places/english.ts";
import { buildPlaces, type PlaceMatch } from "./places.ts";
import { indexPoints } from "./point-index.ts";
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
import { type ToldRecords, tellIn, tellPoint } from "./told.ts";
import { buildUnderstand, type Understand } from "./understand.ts";
import { buildVisit, type VisitQuery, type VisitView } from "./visit.ts";

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
  in(language: Language): Catalog;
  /** What a typed sentence means, and what it says of time, place and dossier. */
  readonly understand: Understand;
  /** Wards that a typed place may mean, before and after the 2025 reform. */
  findPlaces(typed: string): PlaceMatch[];
  /** Active points, nearest first; those without coordinates last. */
  nearest(query: NearestQuery): PointView[];
  /** Where to go, and when: the order in which the chat offers points. */
  nearestToVisit(query: VisitQuery): VisitView[];
}

/** Builds every index once. The records must have passed `findFaults`. */
export function buildCatalog(records: CatalogRecords): Catalog {
  const calendar = buildCalendar(records.holidays, records.yearsOfficial);
  const places = buildPlaces(records.wards, records.provinces, records.points);
  const findPlaces = (typed: string) => places(placeInVietnamese(typed));
  const pointIndex = indexPoints(records.points, calendar);
  const nearest = buildNearest(pointIndex);
  const nearestToVisit = buildVisit(pointIndex);
  const vietnamese: Catalog = Object.freeze({
    ...wordsOf(records),
    points: byId(records.points),
    wards: new Map(records.wards.map((ward) => [ward.code, ward])),
    provinces: new Map(records.provinces.map((province) => [province.code, province])),
    calendar,
    in: (language: Language) => (language === "vi" ? vietnamese : english()),
    understand: buildUnderstand(records, findPlaces, "vi"),
    findPlaces,
    nearest,
    nearestToVisit,
  });
  const english = once(() => inEnglish(vietnamese, records));
  return vietnamese;
}

/** Found by its English names as well; its points tell their equipment in English. */
function inEnglish(vietnamese: Catalog, records: CatalogRecords): Catalog {
  const say = (text: string) => records.english.get(text) ?? text;
  const told = tellIn(records, say);
  return Object.freeze({
    ...vietnamese,
    ...wordsOf(told),
    understand: buildUnderstand({ ...records, ...told }, vietnamese.findPlaces, "en"),
    nearestToVisit: (query: VisitQuery) =>
      vietnamese
        .nearestToVisit(query)
        .map((view) => ({ ...view, point: tellPoint(view.point, say) })),
  });
}

/** What of a catalogue is in one language. */
function wordsOf({ procedures, guides, glossary, lifeEvents }: ToldRecords) {
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

function byId<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}
